import { spawn } from 'node:child_process';
import path from 'node:path';
import { findRuntime, installProject, root } from './installed.mjs';

const failed = (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
};

/**
 * Installs what is missing, then runs the project's own Node with these arguments in the caller's folder and ends as it ends. The signals that
 * end this process end that one.
 */
export const runInstalled = async (args, env = {}) => {
  try {
    await installProject();
    const PATH = [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter);
    const child = spawn(findRuntime(), args, { stdio: 'inherit', env: { ...process.env, PATH, ...env } });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', failed);
    child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
  } catch (error) {
    failed(error);
  }
};
