import { composeWords } from '@kurrier/shared/words/pages/send';
import { longestSignature } from '../../model/send/sender-settings.ts';
import type { SenderSettingsModel } from '../../model/send/sender-settings-model.ts';
import { ComposeField } from './ComposeField.tsx';

const words = composeWords.own;

/** What messages of an account are signed with. What is changed here stands in the next message that is begun. */
export const SignatureFields = ({ model, accountId }: { model: SenderSettingsModel; accountId: string }) => {
  const { name, signature } = model.all.value[accountId] ?? model.of(accountId);
  if (accountId === '') return null;
  return (
    <details class="signature">
      <summary>{words.title}</summary>
      <ComposeField label={words.name} value={name} error={null} onChange={(text) => model.set(accountId, { name: text, signature })} />
      <ComposeField
        label={words.signature}
        value={signature}
        error={null}
        hint={words.hint}
        rows={4}
        onChange={(text) => model.set(accountId, { name, signature: text.slice(0, longestSignature) })}
      />
    </details>
  );
};
