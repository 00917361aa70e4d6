import { createPairing } from '@kurrier/shared/api/devices';
import { spellPairingCode } from '@kurrier/shared/channel/pairing-code';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, type Command } from '../command.ts';

export const pair: Command = {
  summary: 'shows a code that pairs one more browser with the running bridge',
  usage: '[--data DIR]',
  run: (args) =>
    callOrExplain(args, {}, async (call) => {
      const answer = await call(createPairing, {});
      if (!answer.ok) return answer.failure;
      if ('refused' in answer.value) return { kind: 'not-paired' };
      const { code, expiresAt, bridgeId, port } = answer.value;
      console.log(`Pairing code: ${spellPairingCode(code)}`);
      console.log(`For one browser, until ${new Date(expiresAt).toLocaleTimeString()}. Bridge ${bridgeId.slice(0, 8)} on port ${port}.`);
      return exitCode.ok;
    }),
};
