import path from 'node:path';
import { parseXml } from '@rgrove/parse-xml';
import { distribution } from '@kurrier/shared/bridge/distribution';
import { pairWords } from '@kurrier/shared/words/pages/pair';
import { expect, test } from 'vitest';
import { planFiles, type Computer } from './plan-files.ts';
import type { StartedBy } from './manifest.ts';

const nodeOptions = ['--disable-sigusr1', '--max-semi-space-size=4'];

const computer = (platform: NodeJS.Platform, home: string): Computer => ({
  platform,
  home,
  config: platform === 'linux' ? `${home}/.config` : home,
  user: String.raw`OFFICE\ada & có`,
  hasFolder: (folder) => folder.endsWith('vivaldi') || folder.endsWith('Vivaldi'),
});

/** A home that holds what shells, systemd, desktop entries, XML and batch files each read as something else. */
const odd = '/home/ada $HOME 100% "quoted" \'single\' back\\slash `tick` & <co>';

const folderIn = (home: string): string => `${home}/.local/share/kurrier/program/1.2.3-abcdef01`;
const windowsFolder = String.raw`C:\Users\ada & co\100%\Kurrier\Data\program\1.2.3-abcdef01`;

test.each<[StartedBy, NodeJS.Platform, string, string]>([
  ['systemd', 'linux', '/home/ada', folderIn('/home/ada')],
  ['systemd', 'linux', odd, folderIn(odd)],
  ['autostart', 'linux', '/home/ada', folderIn('/home/ada')],
  ['autostart', 'linux', odd, folderIn(odd)],
  ['launchd', 'darwin', '/Users/ada', '/Users/ada/Library/Application Support/Kurrier/program/1.2.3-abcdef01'],
  ['launchd', 'darwin', odd, folderIn(odd)],
  ['task-scheduler', 'win32', String.raw`C:\Users\ada & co`, windowsFolder],
])('%s on %s: everything that an installation in %s makes is as it was looked at', async (startedBy, platform, home, folder) => {
  const { files, registry } = planFiles(computer(platform, home), startedBy, folder, nodeOptions);
  const shown = files.map(({ path: file, text, isExecutable }) => `──── ${isExecutable ? 'executable ' : ''}${file}\n${text}`).join('\n');
  const keys = registry.map(({ key, file }) => `──── ${key}\n${file}\n`).join('\n');
  const name = `${startedBy}${home === odd ? '-odd-home' : ''}.txt`;
  await expect(shown.replaceAll('\r\n', '\n') + keys).toMatchFileSnapshot(path.join(import.meta.dirname, 'golden', name));
});

test('the LaunchAgent and the task are XML, whatever the folder is called', () => {
  const agent = planFiles(computer('darwin', odd), 'launchd', folderIn(odd), nodeOptions).files[0]!;
  expect(parseXml(agent.text).text).toContain(`${folderIn(odd)}/kurrier.mjs`);
  const task = planFiles(computer('win32', 'C:\\'), 'task-scheduler', windowsFolder, nodeOptions).files[0]!;
  expect(parseXml(task.text).text).toContain(String.raw`program\1.2.3-abcdef01\node.exe`);
});

test('only browsers whose folder is there are told, and those that people usually install', () => {
  const hosts = planFiles(computer('linux', '/home/ada'), 'systemd', '/p', []).files.filter(({ path: file }) => file.endsWith('.json'));
  expect(hosts.map(({ path: file }) => file.replace(`/${distribution.nativeHost}.json`, ''))).toEqual([
    '/home/ada/.config/chromium/NativeMessagingHosts',
    '/home/ada/.config/google-chrome/NativeMessagingHosts',
    '/home/ada/.mozilla/native-messaging-hosts',
    '/home/ada/.config/vivaldi/NativeMessagingHosts',
  ]);
  for (const { text } of hosts) expect(Object.keys(JSON.parse(text) as object).filter((key) => key.startsWith('allowed_'))).toHaveLength(1);
});

test('where the pairing screen says that the command is, an installation puts it', () => {
  const pathsOn = (platform: NodeJS.Platform, startedBy: StartedBy, home: string, folder: string): string[] =>
    planFiles(computer(platform, home), startedBy, folder, nodeOptions).files.map(({ path: file }) => file);
  for (const [platform, startedBy, home] of [
    ['linux', 'systemd', '/home/ada'],
    ['linux', 'autostart', '/home/ada'],
    ['darwin', 'launchd', '/Users/ada'],
  ] as const)
    expect(pathsOn(platform, startedBy, home, '/p')).toContain(pairWords.commandInHome.replace('~', home).replace(/ pair$/, ''));
  const folder = path.win32.join(pairWords.folderOnWindows, '1.2.3-abcdef01');
  expect(pathsOn('win32', 'task-scheduler', 'C:\\', folder)).toContain(`${folder}\\${pairWords.command.replace(/ pair$/, '')}.cmd`);
  expect(windowsFolder).toContain(pairWords.folderOnWindows.replace('%LOCALAPPDATA%', ''));
});
