import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Firefox's own scripts as it compiled them, and for which Firefox that was; nothing of an extension or of a person. */
const files = [
  'compatibility.ini',
  'startupCache/scriptCache.bin',
  'startupCache/scriptCache-child.bin',
  'startupCache/startupCache.8.little',
];
const kept = path.resolve(import.meta.dirname, '../.output/firefox-caches');

const versionIn = (folder: string): string | null => {
  const file = path.join(folder, 'compatibility.ini');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};

const copy = (from: string, to: string): void => {
  for (const file of files) {
    if (!existsSync(path.join(from, file))) continue;
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    cpSync(path.join(from, file), path.join(to, file));
  }
};

/** Spares a new profile a second of processor time at its first start. One of another version, Firefox throws away by itself. */
export const fillFirefoxCaches = (profile: string): void => {
  if (versionIn(kept) !== null) copy(kept, profile);
};

/** Keeps the caches of a profile whose Firefox has ended, for the next ones; those of the same version are kept once. */
export const keepFirefoxCaches = (profile: string): void => {
  const version = versionIn(profile);
  const before = versionIn(kept);
  if (version === null || version === before) return;
  mkdirSync(path.dirname(kept), { recursive: true });
  const copied = mkdtempSync(`${kept}-`);
  copy(profile, copied);
  // Only of another version: what somebody just kept, others may be copying.
  if (before !== null) rmSync(kept, { recursive: true, force: true });
  try {
    renameSync(copied, kept);
  } catch (error) {
    // Whoever comes second finds it there: theirs is as good.
    rmSync(copied, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
};
