import type { PackageProcessor, PackageSystem } from '../../bridge/release-packages.ts';

const archive = 'Unpack it, and double-click “Install Kurrier”.';

/** Words of the packages that the welcome page offers. */
export const packageWords = {
  kinds: { deb: 'Debian, Ubuntu, Mint', linux: 'other Linux', mac: 'macOS', windows: 'Windows' },
  how: { deb: 'Open it with a double click.', linux: archive, mac: archive, windows: archive },
  processors: { arm64: 'ARM processors', x64: 'Intel and AMD processors' } satisfies Record<PackageProcessor, string>,
  macs: { arm64: 'Macs with an Apple chip', x64: 'Macs with an Intel processor' } satisfies Record<PackageProcessor, string>,
  fits: (what: string) => `It is for ${what}.`,
  otherwise: (what: string) => `For ${what}`,
  download: (what: string) => `Download for ${what}`,
  isFor: (what: string) => `For ${what}:`,
  noneHere: 'There is no package for this system yet.',
  elsewhere: 'For another computer',
  unpublished: (command: string, folder: string) =>
    `Kurrier cannot be downloaded yet. Whoever has its source makes these files with “${command}”, and finds them in its folder ${folder}.`,
  check: 'How to check the file',
  checkText:
    'Open a terminal in the folder of the file, and enter this command. What it shows has to be the same as the sum below; if it is not, do not open the file.',
  checkCommand: {
    linux: (file: string) => `sha256sum ${file}`,
    mac: (file: string) => `shasum -a 256 ${file}`,
    windows: (file: string) => `certutil -hashfile ${file} SHA256`,
  } satisfies Record<PackageSystem, (file: string) => string>,
  sum: 'Its sum (SHA-256)',
};
