import { distribution } from '@kurrier/shared/bridge/distribution';
import type { StartedBy } from './manifest.ts';

/** Runs a program of the system and resolves to its exit code and what it said; 127 where there is none of that name. */
export type Run = (command: string, args: readonly string[]) => Promise<{ code: number; output: string }>;

/** One command of a sequence; `mayFail` where what it ends may not be there. */
interface Step {
  command: readonly [string, ...string[]];
  mayFail?: boolean;
}

const unit = `${distribution.program}.service`;
const systemctl = (...words: string[]): Step['command'] => ['systemctl', '--user', ...words];

/** What makes the system start the bridge now and with each session, and what ends that; none where a file alone does it. */
const steps = (startFile: string, uid: number): Record<StartedBy, { start: Step[]; stop: Step[] }> => ({
  systemd: {
    start: [{ command: systemctl('daemon-reload') }, { command: systemctl('enable', unit) }, { command: systemctl('restart', unit) }],
    stop: [{ command: systemctl('disable', '--now', unit), mayFail: true }],
  },
  launchd: {
    start: [{ command: ['launchctl', 'bootstrap', `gui/${uid}`, startFile] }],
    stop: [{ command: ['launchctl', 'bootout', `gui/${uid}/${distribution.launchAgent}`], mayFail: true }],
  },
  'task-scheduler': {
    start: [
      { command: ['schtasks', '/create', '/f', '/tn', distribution.title, '/xml', startFile] },
      { command: ['schtasks', '/run', '/tn', distribution.title] },
    ],
    stop: [
      { command: ['schtasks', '/end', '/tn', distribution.title], mayFail: true },
      { command: ['schtasks', '/delete', '/f', '/tn', distribution.title], mayFail: true },
    ],
  },
  autostart: { start: [], stop: [] },
});

/** Runs the steps; null, or what the first that failed said. */
export const changeSessionStart = async (
  run: Run,
  what: 'start' | 'stop',
  startedBy: StartedBy,
  { startFile, uid }: { startFile: string; uid: number },
): Promise<string | null> => {
  for (const { command, mayFail } of steps(startFile, uid)[startedBy][what]) {
    const [name, ...args] = command;
    const { code, output } = await run(name, args);
    if (code !== 0 && !mayFail) return `${command.join(' ')}: ${output.trim().slice(0, 500) || `exit code ${code}`}`;
  }
  return null;
};

/** What can start the bridge here: on Linux, systemd only where this user's manager answers. */
export const findSessionStart = async (platform: NodeJS.Platform, run: Run): Promise<StartedBy> => {
  if (platform === 'darwin') return 'launchd';
  if (platform === 'win32') return 'task-scheduler';
  return (await run('systemctl', ['--user', 'show-environment'])).code === 0 ? 'systemd' : 'autostart';
};
