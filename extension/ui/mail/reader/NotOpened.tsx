import { readerWords as words } from '@kurrier/shared/words/pages/mail';
import type { MailRefusal } from '../../../model/mail/mail-refusal.ts';
import { RefusalNote } from '../RefusalNote.tsx';

/** Why a message could not be opened: where the server was asked, that was because its text is not here. */
export const NotOpened = ({ refusal }: { refusal: MailRefusal }) => (
  <>
    {refusal.reason === 'server' ? <p role="status">{words.notAtHand}</p> : null}
    <RefusalNote refusal={refusal} />
  </>
);
