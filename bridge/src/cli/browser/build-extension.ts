import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Where the extension for Chromium is built, to be loaded from there. */
export const extensionDir = path.join(root, '.output/chrome-mv3');
const stampFile = `${extensionDir}.stamp`;

/**
 * Builds the extension for Chromium, unless it is built from these very sources: a browser that is open reads its files whenever a page
 * asks for one. Resolves to whether it is there.
 */
export const buildExtension = async (): Promise<boolean> => {
  const stamp = digestSources();
  if (existsSync(path.join(extensionDir, 'manifest.json')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return true;
  if ((await runBuild()) !== 0) return false;
  writeFileSync(stampFile, stamp);
  return true;
};

const runBuild = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const wxt = path.join(root, 'node_modules/wxt/bin/wxt.mjs');
    spawn(process.execPath, [wxt, 'build', '--level', 'warn'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
      .on('error', reject)
      .on('exit', (code) => resolve(code ?? 1));
  });

/** Whatever goes into the build. */
const digestSources = (): string => {
  const digest = createHash('sha256');
  const files = ['extension', 'shared/src'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of [...files, ...['wxt.config.ts', 'pnpm-lock.yaml'].map((name) => path.join(root, name))].sort())
    digest.update(path.relative(root, file)).update(readFileSync(file));
  return digest.digest('hex');
};
