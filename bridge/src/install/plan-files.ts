import path from 'node:path';
import { distribution } from '@kurrier/shared/bridge/distribution';
import type { PlannedFile } from './made-files.ts';
import type { StartedBy } from './manifest.ts';
import { browserPlaces, nativeHostFile, renderNativeHost, type BrowserPlace } from './native-hosts.ts';
import { renderDesktopEntry } from './render-desktop-entry.ts';
import { renderLaunchAgent } from './render-launch-agent.ts';
import { renderLauncher } from './render-launcher.ts';
import { renderScheduledTask } from './render-scheduled-task.ts';
import { renderSystemdUnit } from './render-systemd-unit.ts';
import { programIn, type Program } from './service-command.ts';

/** The computer as an installation sees it. */
export interface Computer {
  platform: NodeJS.Platform;
  home: string;
  /** Where programs of this user keep settings: XDG_CONFIG_HOME on Linux. */
  config: string;
  user: string;
  hasFolder: (folder: string) => boolean;
}

/** Everything that is made outside of the program's own folder, and in it the scripts that name it. */
export interface InstallationPlan {
  /** What starts the bridge is the first. */
  files: PlannedFile[];
  /** Key → file of the host's manifest, on Windows. */
  registry: { key: string; file: string }[];
}

const plain = (file: string, text: string): PlannedFile => ({ path: file, text, isExecutable: false });
const script = (file: string, text: string): PlannedFile => ({ path: file, text, isExecutable: true });

/** What an installation makes on this computer for the program in `folder`. Pure. */
export const planFiles = (computer: Computer, startedBy: StartedBy, folder: string, nodeOptions: readonly string[]): InstallationPlan => {
  const { platform, home } = computer;
  const { join } = platform === 'win32' ? path.win32 : path.posix;
  const program = programIn(folder, platform, nodeOptions);
  const host = join(folder, platform === 'win32' ? 'native-host.cmd' : 'native-host');
  const files = [startFile(computer, startedBy, program, folder), script(host, renderLauncher(program, platform, ['native-host']))];
  if (platform === 'win32') {
    const places = browserPlaces.filter(({ isUsual }) => isUsual);
    const hostFile = (family: BrowserPlace['family']) => join(folder, `${family}-host.json`);
    files.push(...(['chromium', 'firefox'] as const).map((family) => plain(hostFile(family), renderNativeHost(family, host))));
    files.push(script(join(folder, `${distribution.program}.cmd`), renderLauncher(program, platform)));
    const keyOf = (place: BrowserPlace) => `HKCU\\Software\\${place.windows}\\${distribution.nativeHost}`;
    return { files, registry: places.map((place) => ({ key: keyOf(place), file: hostFile(place.family) })) };
  }
  files.push(script(join(home, '.local/bin', distribution.program), renderLauncher(program, platform)));
  const system = platform === 'darwin' ? 'darwin' : 'linux';
  const isThere = (place: BrowserPlace): boolean => place.isUsual || computer.hasFolder(path.dirname(join(home, place[system])));
  const hosts = browserPlaces
    .filter(isThere)
    .map((place) => plain(nativeHostFile(place, system, home), renderNativeHost(place.family, host)));
  return { files: [...files, ...hosts], registry: [] };
};

const startFile = ({ home, config, user }: Computer, startedBy: StartedBy, program: Program, folder: string): PlannedFile => {
  switch (startedBy) {
    case 'systemd':
      return plain(path.posix.join(config, 'systemd/user', `${distribution.program}.service`), renderSystemdUnit(program));
    case 'autostart':
      return plain(path.posix.join(config, 'autostart', `${distribution.program}.desktop`), renderDesktopEntry(program, null));
    case 'launchd':
      return plain(path.posix.join(home, 'Library/LaunchAgents', `${distribution.launchAgent}.plist`), renderLaunchAgent(program));
    case 'task-scheduler':
      return plain(path.win32.join(folder, 'task.xml'), renderScheduledTask(program, user));
  }
};
