import type { MessageRef } from '@kurrier/shared/mail/mail';
import { unsubscribeWords as words } from '@kurrier/shared/words/pages/arrivals/unsubscribe';
import type { ComposeFields } from '../../../model/send/compose-fields.ts';
import type { UnsubscribeModel, UnsubscribeState } from '../../../model/extras/unsubscribe-model.ts';
import { visibleText } from '../../../model/visible-text.ts';
import { Confirm } from '../../controls/Confirm.tsx';

/** Leaving the list that sent the open message. Nothing is asked, opened or sent before a press. */
export const Unsubscribe = ({
  model,
  messageRef,
  onWrite,
}: {
  model: UnsubscribeModel;
  messageRef: MessageRef;
  /** Begins a message with these fields. */
  onWrite: (fields: Partial<ComposeFields>) => void;
}) => {
  const state = model.stateOf(messageRef);
  if (state.phase === 'idle')
    return (
      <p>
        <button type="button" class="button quiet" onClick={() => void model.look(messageRef)}>
          {words.look}
        </button>
      </p>
    );
  if (state.phase === 'shown' && state.way.way === 'one-click')
    return (
      <Confirm
        question={words.question(visibleText(state.way.host))}
        confirm={words.confirm}
        keep={words.keep}
        onConfirm={() => void model.leave(messageRef)}
        onKeep={model.keep}
      />
    );
  const mail = state.phase === 'shown' && state.way.way === 'mail' ? state.way : null;
  return (
    <p role="status">
      {textOf(state)}{' '}
      {state.phase === 'shown' && state.way.way === 'link' ? (
        <a href={state.way.url} target="_blank" rel="noreferrer noopener">
          {words.openLink(visibleText(state.way.host))}
        </a>
      ) : null}
      {mail ? (
        <button
          type="button"
          class="button"
          onClick={() => onWrite({ accountId: messageRef.accountId, to: mail.to, subject: mail.subject, text: mail.text ?? '' })}
        >
          {words.write}
        </button>
      ) : null}
    </p>
  );
};

const textOf = (state: UnsubscribeState): string => {
  switch (state.phase) {
    case 'idle':
      return '';
    case 'looking':
      return words.looking;
    case 'leaving':
      return words.leaving;
    case 'done':
      return words.done(visibleText(state.host));
    case 'failed':
      return words.failures[state.refusal];
    case 'shown':
      return wayText(state.way);
  }
};

const wayText = (way: Extract<UnsubscribeState, { phase: 'shown' }>['way']): string => {
  switch (way.way) {
    case 'link':
      return words.link(visibleText(way.host));
    case 'mail':
      return words.mail(visibleText(way.to));
    case 'one-click':
    case 'none':
      return words.none;
  }
};
