import type { CallFailure } from '../bridge/call.ts';
import { storageProblems, type StorageProblem } from '../bridge/storage-problem.ts';
import { storageWords } from './storage.ts';

/** A problem with the bridge's files in one line of a terminal. */
export const describeStorageProblem = (problem: StorageProblem): string => {
  const { title, meaning, step, command } = storageWords[problem];
  return [`${title}.`, meaning, step, ...(command ? [command] : [])].join(' ');
};

/** What a command says when the bridge could not do what it asked for: what it is, and what to do. */
export const commandLineWords: Record<CallFailure['kind'] | 'not-running', string> = {
  'not-running':
    'No bridge is running on this data folder. Start it with “npm start”; if it was started with --data DIR, say that here, too.',
  'not-reachable': 'The bridge does not answer. Start it again.',
  'not-trustworthy': 'Another program answers in place of the bridge. Stop that program, or start the bridge again.',
  'not-paired': 'The bridge does not take this from the command line. Start it again.',
  'bad-request': 'The bridge did not take the request',
  'too-old': 'Bridge and command line do not fit. Start the bridge again.',
  locked: 'The bridge is locked. “npm run -s kurrier -- unlock” opens it, or says what is missing.',
  internal: 'The bridge made a mistake',
  ...(Object.fromEntries(storageProblems.map((problem) => [problem, describeStorageProblem(problem)])) as Record<StorageProblem, string>),
};

/** Why a bridge does not start without its list of paired browsers. */
export const devicesBrokenWords = (path: string): string =>
  `${path}, the list of paired browsers, cannot be read. Put it back from a backup; or move it away, and pair every browser again`;

/** Why a bridge does not start on a data folder that another version has used. Nothing was changed there. */
export const dataTooNewWords = ({ path, version }: { path: string; version: number | null }): string =>
  version === null
    ? `${path} says by which version of Kurrier this data was last used, and cannot be read. Nothing was changed. Delete that file if no newer version was ever used here; else use that one`
    : `this data was last used by a newer version of Kurrier (data version ${version}, ${path}). Nothing was changed. Use that version, or a backup from before`;

/** Why a second bridge does not start on a data folder; `{pid}` and `{port}` are those of the first. */
export const runningWords = {
  answers: 'a bridge is already running here, on port {port} (process {pid})',
  starting: 'process {pid} has this data folder and is still starting, or is suspended. Wait for it, or end it and start again',
  silent:
    'process {pid} has this data folder and does not answer on port {port}: it is busy or suspended, and may go on at any moment. Wait for it, or end it and start again',
  unnamed: 'another process has this data folder. Wait until it has ended, then start again',
};

/** What `npm start` says. */
export const startWords = {
  built: 'The extension is built.',
  byHand: (
    chromiumDir: string,
    firefoxManifest: string,
  ) => `To load it: open chrome://extensions, switch on “Developer mode”, press “Load unpacked” and choose
  ${chromiumDir}
In Firefox: open about:debugging#/runtime/this-firefox, press “Load Temporary Add-on” and choose
  ${firefoxManifest} (npm run build makes it)
Then press the Kurrier icon in the toolbar.`,
  namePort: (port: number) => `It does not look on port ${port} by itself: enter that in its Dashboard, under Settings.`,
  open: (browser: string) => `Kurrier is open in ${browser}, in a profile of its own.`,
  openAgain: (browser: string) => `Kurrier is open again in ${browser}.`,
  noBrowser: 'No browser here took the extension.',
  noDisplay: 'There is no display here, so no browser was opened.',
  runsAlready: (port: number) => `The bridge is already running on 127.0.0.1:${port}.`,
  stops: 'Ctrl+C stops the bridge.',
  stopsBoth: 'Ctrl+C stops the bridge and closes this browser. Without its window the bridge goes on; “npm start” opens it again.',
  closesBrowser: 'Ctrl+C closes this browser. The bridge goes on.',
};

/** What the watchdog says of a bridge that does nothing else any more; `{work}` is a server, or the call of a browser. */
export const watchdogWords = {
  blocked: 'the bridge is held up by what came from {work}, and answers nobody meanwhile',
  ended:
    'the bridge was held up by what came from {work} for too long and is ended. Start it again; what does this twice is left alone from then on',
  call: 'a call of a browser',
  unknown: 'a place that is not known',
};
