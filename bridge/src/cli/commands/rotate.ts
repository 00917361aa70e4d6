import { rotateVault, vaultState } from '@kurrier/shared/api/vault';
import { rotateWords } from '@kurrier/shared/words/shared-store';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { readNewPassphrase } from '../read-passphrase.ts';

const places = { keyring: 'the system’s keyring', 'key-file': 'the key file', passphrase: 'your passphrase' };

export const rotate: Command = {
  summary: 'puts a new key under the stored passwords; --passphrase: one that only you know; --no-passphrase: one that the system keeps',
  usage: '[--passphrase | --no-passphrase] [--data DIR]',
  run: (args) =>
    callOrExplain(args, { passphrase: { type: 'boolean' }, 'no-passphrase': { type: 'boolean' } }, async (call, options) => {
      const drops = options['no-passphrase'] === true;
      if (drops && options.passphrase === true) throw new UsageError('--passphrase or --no-passphrase, not both');
      const state = await call(vaultState, {});
      if (!state.ok) return state.failure;
      if (state.value.state === 'locked') return { kind: 'locked' };
      const isKeptByPassphrase = options.passphrase === true || (state.value.keyHolder === 'passphrase' && !drops);
      const passphrase = isKeptByPassphrase ? await readNewPassphrase('New passphrase: ') : undefined;
      const rotated = await call(rotateVault, { ...(passphrase !== undefined && { passphrase }), ...(drops && { dropPassphrase: true }) });
      if (!rotated.ok) return rotated.failure;
      if ('refused' in rotated.value && rotated.value.refused === 'other-bridges') {
        console.error(`kurrier: ${rotateWords.otherBridges}`);
        return exitCode.failed;
      }
      if ('refused' in rotated.value) return { kind: 'internal', detail: rotated.value.refused };
      console.log(`Rotated. The new key is kept by ${places[rotated.value.keyHolder]}.`);
      return exitCode.ok;
    }),
};
