import { rotateVault, shortestPassphrase, vaultState } from '@kurrier/shared/api/vault';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { readHidden } from '../read-hidden.ts';

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
      const passphrase = isKeptByPassphrase ? await readNewPassphrase() : undefined;
      const rotated = await call(rotateVault, { ...(passphrase !== undefined && { passphrase }), ...(drops && { dropPassphrase: true }) });
      if (!rotated.ok) return rotated.failure;
      if ('refused' in rotated.value) return { kind: 'internal', detail: rotated.value.refused };
      console.log(`Rotated. The new key is kept by ${places[rotated.value.keyHolder]}.`);
      return exitCode.ok;
    }),
};

const readNewPassphrase = async (): Promise<string> => {
  const passphrase = await readHidden('New passphrase: ');
  if (Array.from(passphrase.normalize('NFC')).length < shortestPassphrase)
    throw new UsageError(`a passphrase needs ${shortestPassphrase} characters at least`);
  if (process.stdin.isTTY && (await readHidden('Once more: ')) !== passphrase) throw new UsageError('the two were not the same');
  return passphrase;
};
