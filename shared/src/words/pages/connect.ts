import type { ConnectRefusal } from '../../bridge/native-host.ts';

/** Words of connecting with the program on this computer without a code. */
export const connectWords = {
  connect: 'Connect to Kurrier on this computer',
  connecting: 'Connecting…',
  hint: 'Your browser asks once whether Kurrier may talk to its program here.',
  orCode: 'Or pair with a code',
  refusals: {
    'no-permission': 'Your browser was not allowed to. Press again and allow it, or pair with a code.',
    'not-found':
      'Your browser found no Kurrier program that it may start. Install it first. A browser that came as a snap or flatpak cannot start programs: pair it with a code.',
    'not-allowed': 'The program on this computer belongs to another version of this extension. Update both, or pair with a code.',
    'bad-request': 'The program on this computer is of another version than this extension. Update both, or pair with a code.',
    'does-not-start': 'The program is there, but its bridge does not start. “kurrier doctor” says why.',
    'does-not-answer': 'The bridge runs, but makes no pairing. “kurrier doctor” says why.',
    'not-paired': 'The bridge was found, but the pairing came to nothing. Press again, or pair with a code.',
  } satisfies Record<ConnectRefusal, string>,
};
