import { useId } from 'preact/hooks';
import { composeWords as words } from '@kurrier/shared/words/pages/send';
import { safeLine } from '../../model/mail/safe-text.ts';
import { provedOf } from '../../model/send/aliases-model.ts';
import type { ComposeModel, Sender } from '../../model/send/compose-model.ts';

/**
 * From which account and address: those that can send, and the proved aliases of the chosen one; null where they are not known yet. Says so
 * where the chosen one cannot send.
 */
export const SenderSelect = ({
  model,
  senders,
  error,
}: {
  model: ComposeModel;
  senders: readonly Sender[] | null;
  error: string | null;
}) => {
  const id = useId();
  const { accountId, from } = model.fields.value;
  const aliases = model.aliases.state.value;
  const own = provedOf(aliases).map(({ address, name }) => ({ accountId: aliases.accountId, address, name }));
  const options = (senders ?? []).flatMap((sender) => [sender, ...own.filter((alias) => alias.accountId === sender.accountId)]);
  const chosen = options.findIndex((sender) => sender.accountId === accountId && sender.address === from);
  const cannotSend = senders !== null && accountId !== '' && !senders.some((sender) => sender.accountId === accountId);
  return (
    <div class="field compose-line">
      <label for={id}>{words.from}</label>
      <div class={error === null ? 'input-box' : 'input-box invalid'}>
        <select
          id={id}
          value={String(chosen)}
          aria-invalid={error !== null}
          aria-describedby={`${id}-state`}
          onChange={({ currentTarget: { value } }) => {
            const sender = options[Number(value)];
            if (sender) void model.chooseSender(sender);
          }}
        >
          {chosen === -1 ? <option value="-1">{safeLine(from)}</option> : null}
          {options.map((sender, index) => (
            <option key={`${sender.accountId} ${sender.address}`} value={String(index)}>
              {optionText(sender)}
            </option>
          ))}
        </select>
      </div>
      {error === null ? null : <p class="error">{error}</p>}
      <p class="warning" role="status" id={`${id}-state`}>
        {cannotSend ? words.cannotSend : ''}
      </p>
    </div>
  );
};

const optionText = ({ address, name }: Sender): string => safeLine(name === '' || name === address ? address : `${name} · ${address}`, 120);
