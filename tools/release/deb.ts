import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { distribution } from '@kurrier/shared/bridge/distribution';
import { renderNativeHost } from '../../bridge/src/install/native-hosts.ts';
import { renderDesktopEntry } from '../../bridge/src/install/render-desktop-entry.ts';
import { renderLauncher } from '../../bridge/src/install/render-launcher.ts';
import { renderSystemdUnit } from '../../bridge/src/install/render-systemd-unit.ts';
import { programIn } from '../../bridge/src/install/service-command.ts';

const { program: name, title, nativeHost } = distribution;
const home = `/usr/lib/${name}`;
const unit = `${name}.service`;

/** Where browsers look for hosts of all users; Edge, Brave and Vivaldi read Chrome's or their own below /etc/opt. */
const hostFolders = {
  chromium: ['/etc/chromium/native-messaging-hosts', '/etc/opt/chrome/native-messaging-hosts', '/etc/opt/edge/native-messaging-hosts'],
  firefox: ['/usr/lib/mozilla/native-messaging-hosts'],
} as const;

/** What the package holds beside the program's folder. Nothing in it is a configuration file: removed is removed. */
export const debianFiles = (nodeOptions: readonly string[]): { path: string; text: string; isExecutable: boolean }[] => {
  const program = programIn(home, 'linux', nodeOptions);
  const host = `${home}/native-host`;
  const plain = (file: string, text: string) => ({ path: file, text, isExecutable: false });
  const script = (file: string, text: string) => ({ path: file, text, isExecutable: true });
  return [
    script(`/usr/bin/${name}`, renderLauncher(program, 'linux')),
    script(host, renderLauncher(program, 'linux', ['native-host'])),
    plain(`/usr/lib/systemd/user/${unit}`, renderSystemdUnit(program)),
    plain(`/etc/xdg/autostart/${name}.desktop`, renderDesktopEntry(program, unit)),
    ...(['chromium', 'firefox'] as const).flatMap((family) =>
      hostFolders[family].map((folder) => plain(`${folder}/${nativeHost}.json`, renderNativeHost(family, host))),
    ),
  ];
};

/** /etc/opt belongs to no package, and dpkg takes it away with the last that had something in it; every system has it (FHS 3.0 §3.7.3). */
const postrm = `#!/bin/sh
set -e
[ -d /etc/opt ] || mkdir /etc/opt
`;

const control = (architecture: string, version: string, installedKb: number): string => `Package: ${name}
Version: ${version}
Architecture: ${architecture}
Maintainer: ${title} <noreply@kurrier.invalid>
Installed-Size: ${installedKb}
Depends: libc6 (>= 2.28), libstdc++6, libatomic1
Section: mail
Priority: optional
Description: mail bridge for the ${title} browser extension
 The companion of the browser extension: signs in to mail servers, syncs
 and sends, and listens on this computer only.
`;

/**
 * Writes the Debian package of a program that is laid out already. The link in default.target.wants starts the unit with every session, so
 * that no script of the package has to start it; sessions without systemd have the autostart entry.
 */
export const writeDeb = (
  parts: { folder: string; architecture: string; version: string; nodeOptions: readonly string[] },
  file: string,
): void => {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'kurrier-deb-'));
  try {
    chmodSync(tree, 0o755);
    cpSync(parts.folder, path.join(tree, home), { recursive: true });
    for (const { path: target, text, isExecutable } of debianFiles(parts.nodeOptions)) {
      mkdirSync(path.dirname(path.join(tree, target)), { recursive: true });
      writeFileSync(path.join(tree, target), text);
      chmodSync(path.join(tree, target), isExecutable ? 0o755 : 0o644);
    }
    const wants = path.join(tree, '/usr/lib/systemd/user/default.target.wants');
    mkdirSync(wants);
    symlinkSync(`../${unit}`, path.join(wants, unit));
    mkdirSync(path.join(tree, 'DEBIAN'));
    writeFileSync(path.join(tree, 'DEBIAN/control'), control(parts.architecture, parts.version, Math.ceil(sizeOf(tree) / 1024)));
    writeFileSync(path.join(tree, 'DEBIAN/postrm'), postrm);
    chmodSync(path.join(tree, 'DEBIAN/postrm'), 0o755);
    // The umask of whoever builds is not what people install.
    for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true }))
      if (entry.isDirectory()) chmodSync(path.join(entry.parentPath, entry.name), 0o755);
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', tree, file], { stdio: ['ignore', 'ignore', 'inherit'] });
  } finally {
    rmSync(tree, { recursive: true });
  }
};

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((size, entry) => size + statSync(path.join(entry.parentPath, entry.name)).size, 0);
