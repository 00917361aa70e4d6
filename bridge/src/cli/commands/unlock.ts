import { unlockVault, vaultState, type VaultState } from '@kurrier/shared/api/vault';
import { lockWords } from '@kurrier/shared/words/vault';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, type Command } from '../command.ts';
import { readHidden } from '../read-hidden.ts';

export const unlock: Command = {
  summary: 'opens the stored passwords of a locked bridge, or says what is missing',
  usage: '[--data DIR]',
  run: (args) =>
    callOrExplain(args, {}, async (call) => {
      const before = await call(vaultState, {});
      if (!before.ok) return before.failure;
      if (before.value.state === 'open') return report(before.value);
      const needsPassphrase = before.value.reason === 'passphrase-needed' || before.value.reason === 'passphrase-wrong';
      const after = await call(unlockVault, needsPassphrase ? { passphrase: await readHidden('Passphrase: ') } : {});
      return after.ok ? report(after.value) : after.failure;
    }),
};

const report = (state: VaultState): number => {
  console.log(state.state === 'open' ? 'Open.' : lockWords[state.reason].replaceAll('{path}', () => state.path));
  return state.state === 'open' ? exitCode.ok : exitCode.failed;
};
