import { rotateVault, vaultState } from '@kurrier/shared/api/vault';
import { callOrExplain } from './call-or-explain.ts';
import { exitCode, type Command } from './command.ts';
import { readHidden } from './read-hidden.ts';

const places = { keyring: 'the system’s keyring', 'key-file': 'the key file', passphrase: 'your passphrase' };

export const rotate: Command = {
  summary: 'puts a new key under the stored passwords',
  usage: '[--data DIR]',
  run: (args) =>
    callOrExplain(args, {}, async (call) => {
      const state = await call(vaultState, {});
      if (!state.ok) return state.failure;
      if (state.value.state === 'locked') return { kind: 'locked' };
      const passphrase = state.value.keyHolder === 'passphrase' ? await readHidden('New passphrase: ') : undefined;
      const rotated = await call(rotateVault, passphrase === undefined ? {} : { passphrase });
      if (!rotated.ok) return rotated.failure;
      if ('refused' in rotated.value) return { kind: 'internal', detail: rotated.value.refused };
      console.log(`Rotated. The new key is kept by ${places[rotated.value.keyHolder]}.`);
      return exitCode.ok;
    }),
};
