import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'wxt';

const root = path.resolve(import.meta.dirname, '../..');

export interface BuiltExtension extends Disposable {
  /** The folder to load into a browser. */
  dir: string;
}

/**
 * Builds the extension as it is released (or with the gallery), except that it looks for the bridge on the given ports, so
 * that a test neither finds a bridge in use nor keeps another test from running.
 */
export const buildExtension = async ({
  ports,
  browser = 'chrome',
  mode = 'production',
}: {
  ports: readonly number[];
  browser?: 'chrome' | 'firefox';
  mode?: 'production' | 'development';
}): Promise<BuiltExtension> => {
  const outDir = mkdtempSync(path.join(tmpdir(), 'kurrier-extension-'));
  process.env['WXT_BRIDGE_PORTS'] = ports.join(',');
  // A test runner's `test` would give a build for debugging.
  process.env['NODE_ENV'] = mode;
  await build({ root, outDir, browser, mode, logger: quiet });
  return {
    dir: path.join(outDir, `${browser}-mv3${mode === 'development' ? '-dev' : ''}`),
    [Symbol.dispose]: () => rmSync(outDir, { recursive: true, force: true }),
  };
};

const ignore = () => undefined;
const quiet = {
  debug: ignore,
  log: ignore,
  info: ignore,
  warn: console.warn,
  error: console.error,
  fatal: console.error,
  success: ignore,
  level: 0,
};
