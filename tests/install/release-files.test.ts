import path from 'node:path';
import { expect, test } from 'vitest';
import { debianFiles } from '../../tools/release/deb.ts';
import { installerFiles } from '../../tools/release/installers.ts';
import { systems } from '../../tools/release/systems.ts';

/** Looked at once, and held since: what a package or an archive has beside the program. */
const show = (files: readonly { text: string; isExecutable: boolean; path?: string; name?: string }[]): string =>
  files
    .map((file) => `──── ${file.isExecutable ? 'executable ' : ''}${file.path ?? file.name}\n${file.text.replaceAll('\r\n', '\n')}`)
    .join('\n');

const golden = (name: string): string => path.join(import.meta.dirname, 'golden', `${name}.txt`);

test('the Debian package has what was looked at', async () => {
  await expect(show(debianFiles(['--disable-sigusr1']))).toMatchFileSnapshot(golden('deb'));
});

test.each(['linux', 'darwin', 'win32'])('an archive for %s has what was looked at', async (platform) => {
  const system = systems.find((one) => one.platform === platform)!;
  await expect(show(installerFiles(system, '1.2.3', ['--disable-sigusr1']))).toMatchFileSnapshot(golden(platform));
});
