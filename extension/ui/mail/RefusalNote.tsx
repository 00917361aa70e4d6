import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { readerWords } from '@kurrier/shared/words/pages/mail';
import type { MailRefusal } from '../../model/mail/mail-refusal.ts';
import { Command } from '../controls/Command.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';

/** Why something about a message did not work: the bridge, the server, or the message is gone. */
export const RefusalNote = ({
  refusal,
}: {
  refusal: MailRefusal | { reason: 'no-trash' | 'cannot-expunge' | 'too-large' | 'no-mailbox' | 'bad-name' | 'taken' };
}) => {
  switch (refusal.reason) {
    case 'bridge': {
      const { title, step, command } = bridgeWords.problems[refusal.problem];
      return (
        <div role="status">
          <p>
            <strong>{title}.</strong> {step}
          </p>
          {command === undefined ? null : <Command line={command} />}
        </div>
      );
    }
    case 'server':
      return <FailureNote failure={refusal.failure} />;
    case 'not-found':
    case 'too-many':
    case 'no-trash':
    case 'cannot-expunge':
    case 'too-large':
    case 'no-mailbox':
    case 'bad-name':
    case 'taken':
      return <p role="status">{readerWords.refusals[refusal.reason]}</p>;
  }
};
