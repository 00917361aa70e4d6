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
