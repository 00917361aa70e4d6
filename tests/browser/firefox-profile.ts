import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { launch } from 'puppeteer-core';

export const firefox = '/usr/bin/firefox-esr';
const output = path.resolve(import.meta.dirname, '../.output');

/** Of this Firefox alone: one that finds the profile of a newer one asks a person. */
const findKept = (): string => {
  const digest = createHash('sha256').update(readFileSync('/usr/lib/firefox-esr/application.ini')).digest('hex').slice(0, 16);
  return path.join(output, `firefox-profile-${digest}`);
};

/** Of the one start: whose profile it was, and what it was told then. */
const ofOneStart = ['lock', '.parentlock', 'user.js'];

/**
 * Keeps the profile that Firefox makes of an empty folder at its first start, with nothing of an extension or of a person: Firefox's own
 * databases, and its scripts as it compiled them. Once for each Firefox.
 */
export const keepFirefoxProfile = async (): Promise<void> => {
  const kept = findKept();
  if (existsSync(kept)) return;
  mkdirSync(output, { recursive: true });
  const profile = mkdtempSync(`${kept}-`);
  const browser = await launch({ browser: 'firefox', executablePath: firefox, userDataDir: profile, headless: true });
  await (await browser.newPage()).goto('about:blank');
  await browser.close();
  for (const name of ofOneStart) rmSync(path.join(profile, name), { force: true });
  try {
    renameSync(profile, kept);
  } catch (error) {
    // Whoever comes second finds it there: theirs is as good.
    rmSync(profile, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
};

/** Spares a new profile a quarter of the processor time of a first start. */
export const fillFirefoxProfile = (profile: string): void => {
  const kept = findKept();
  if (existsSync(kept)) cpSync(kept, profile, { recursive: true });
};
