import type { CallFailure } from '../bridge/call.ts';

/** What a command says when the bridge could not do what it asked for: what it is, and what to do. */
export const commandLineWords: Record<CallFailure['kind'] | 'not-running', string> = {
  'not-running':
    'No bridge is running on this data folder. Start it with “npm start” or “kurrier serve”; if it was started with --data DIR, say that here, too.',
  'not-reachable': 'The bridge does not answer. Start it again.',
  'not-trustworthy': 'Another program answers in place of the bridge. Stop that program, or start the bridge again.',
  'not-paired': 'The bridge does not take this from the command line. Start it again.',
  'bad-request': 'The bridge did not take the request',
  'too-old': 'Bridge and command line do not fit. Start the bridge again.',
  locked: 'The bridge is locked. “kurrier unlock” opens it, or says what is missing.',
  internal: 'The bridge made a mistake',
};

/** Why a second bridge does not start on a data folder; `{pid}` and `{port}` are those of the first. */
export const runningWords = {
  answers: 'a bridge is already running here, on port {port} (process {pid})',
  starting: 'process {pid} has this data folder and is still starting, or is suspended. Wait for it, or end it and start again',
  silent:
    'process {pid} has this data folder and does not answer on port {port}: it is busy or suspended, and may go on at any moment. Wait for it, or end it and start again',
  unnamed: 'another process has this data folder. Wait until it has ended, then start again',
};
