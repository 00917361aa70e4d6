import type { StorageProblem } from '../../bridge/storage-problem.ts';
import { storageWords } from '../storage.ts';

/** Words of the pairing screen. */
export const pairWords = {
  title: 'Pair with the bridge',
  intro: 'The bridge on this computer talks to your mail servers. Pair this browser with it once.',
  codeLabel: 'Pairing code',
  codeHint: 'To see a code, open a terminal on this computer and enter this command:',
  command: 'kurrier pair',
  notFound: 'Is this command not found?',
  notFoundInHome: 'On macOS and Linux, enter it with its folder:',
  commandInHome: '~/.local/bin/kurrier pair',
  notFoundOnWindows:
    'On Windows, enter the first line below in the address bar of File Explorer, and open the newest folder there. Then enter cmd in the address bar: a window opens, in which you enter the second line.',
  folderOnWindows: String.raw`%LOCALAPPDATA%\Kurrier\Data\program`,
  fromSource: 'Did you start Kurrier from its source?',
  fromSourceHint: 'Its terminal has shown a code. For a new one, enter this in the folder of the source:',
  commandOfSource: 'npm run -s kurrier -- pair',
  looking: 'Looking for the bridge…',
  bridge: (bridgeId: string, port: number) => `Bridge ${bridgeId} on 127.0.0.1:${port}`,
  bridgeHint: 'Compare it with the name shown beside the code.',
  pair: 'Pair',
  pairing: 'Pairing…',
  errors: (refusal: 'shape' | 'refused' | StorageProblem): string => {
    if (refusal === 'shape') return 'A code has 26 letters and digits.';
    if (refusal === 'refused') return 'This code is wrong, used or too old. Make a new one.';
    const { title, step } = storageWords[refusal];
    return `${title}: the pairing could not be stored. ${step} The code stays good for its ten minutes.`;
  },
};
