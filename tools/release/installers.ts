import { distribution } from '@kurrier/shared/bridge/distribution';
import { quoteForExec } from '../../bridge/src/install/render-desktop-entry.ts';
import type { System } from './systems.ts';

/** A file of an archive beside the program's folder. */
export interface ArchiveFile {
  name: string;
  text: string;
  isExecutable: boolean;
}

const { title, program, launchAgent } = distribution;

/** Runs the program beside it, wherever the archive was unpacked, with no other program but the shell: PATH may be empty. */
const shellInstaller = (folder: string, nodeOptions: readonly string[]): string => `#!/bin/sh
here=\${0%/*}
[ "$here" = "$0" ] && here=.
cd "$here/${folder}" || exit 1
if ! ./program/node --version >/dev/null 2>&1; then
  said="${title} cannot start here: it is for another kind of computer, or a library of the system is missing, often libatomic1."
  echo "$said" >&2
  echo "$said" >problem.txt && command -v xdg-open >/dev/null && xdg-open problem.txt
  exit 1
fi
exec ./program/node ${nodeOptions.join(' ')} ./program/kurrier.mjs install --show
`;

const linuxEntry = `[Desktop Entry]
Type=Application
Name=Install ${title}
Exec=/bin/sh -c ${quoteForExec('exec /bin/sh "${1%/*}/install.sh"')} sh %k
Icon=mail-message
Terminal=false
`;

const macProperties = (version: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>CFBundleExecutable</key>
  <string>install</string>
  <key>CFBundleIdentifier</key>
  <string>${launchAgent}.installer</string>
  <key>CFBundleName</key>
  <string>Install ${title}</string>
  <key>CFBundlePackageType</key>
  <string>APPL</string>
  <key>CFBundleShortVersionString</key>
  <string>${version}</string>
</dict>
</plist>
`;

const windowsInstaller = (nodeOptions: readonly string[]): string =>
  [
    '@echo off',
    `title ${title}`,
    'cd /d "%~dp0"',
    `program\\node.exe ${nodeOptions.join(' ')} program\\kurrier.mjs install --show`,
    'if errorlevel 1 pause',
    '',
  ].join('\r\n');

/** What stands beside the program in an archive: the installer for a double click, and a page that says so. */
export const installerFiles = ({ platform }: System, version: string, nodeOptions: readonly string[]): ArchiveFile[] => {
  const file = (name: string, text: string, isExecutable = false): ArchiveFile => ({ name, text, isExecutable });
  switch (platform) {
    case 'linux':
      return [
        file('install.sh', shellInstaller('.', nodeOptions), true),
        file(`Install ${title}.desktop`, linuxEntry, true),
        file('README.txt', `Double-click "Install ${title}", or run ./install.sh. Afterwards, "${program} uninstall" removes it.\n`),
      ];
    case 'darwin': {
      const app = `Install ${title}.app/Contents`;
      return [
        file(`${app}/Info.plist`, macProperties(version)),
        file(`${app}/MacOS/install`, shellInstaller('../../..', nodeOptions), true),
        file('README.txt', `Double-click "Install ${title}". Afterwards, ~/.local/bin/${program} uninstall removes it.\n`),
      ];
    }
    case 'win32':
      return [file(`Install ${title}.cmd`, windowsInstaller(nodeOptions)), file('README.txt', `Double-click "Install ${title}".\r\n`)];
  }
};
