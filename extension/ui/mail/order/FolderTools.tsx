import { useState } from 'preact/hooks';
import type { Mailbox } from '@kurrier/shared/mail/mail';
import { orderWords as words } from '@kurrier/shared/words/pages/order';
import type { MailboxActions } from '../../../model/mail/actions/mailbox-actions.ts';
import { Confirm } from '../../controls/Confirm.tsx';
import { mailboxName } from '../mailbox-name.ts';
import { RefusalNote } from '../RefusalNote.tsx';
import { FolderNameForm } from './FolderNameForm.tsx';
import './order.css';

type Asked = 'none' | 'create' | 'rename' | 'remove' | 'empty';

/** What can be done to the folder that is shown, or to the folders of its account. */
export const FolderTools = ({
  accountId,
  mailbox,
  actions,
  onRemoved,
}: {
  accountId: string;
  mailbox: Mailbox | null;
  actions: MailboxActions;
  onRemoved: () => void;
}) => {
  const [asked, setAsked] = useState<Asked>('none');
  const state = actions.state.value;
  const over = () => setAsked('none');
  const when = async (done: Promise<boolean>, then = () => {}) => {
    if (!(await done)) return;
    over();
    then();
  };
  const { role = null, id = '' } = mailbox ?? {};
  const emptied = role === 'trash' || role === 'junk' ? role : null;
  const button = (what: Asked, text: string) => (
    <button type="button" class="button quiet" onClick={() => setAsked(what)}>
      {text}
    </button>
  );
  return (
    <div class="folder-tools">
      {asked === 'none' ? (
        <>
          {button('create', words.newFolder)}
          {mailbox && role === null ? button('rename', words.rename) : null}
          {mailbox && role === null ? button('remove', words.remove) : null}
          {mailbox && emptied && mailbox.messages > 0 ? button('empty', words.empty[emptied]) : null}
        </>
      ) : null}
      {asked === 'create' ? <FolderNameForm name="" onSave={(name) => void when(actions.create(accountId, name))} onCancel={over} /> : null}
      {asked === 'rename' && mailbox ? (
        <FolderNameForm name={mailboxName(mailbox)} onSave={(name) => void when(actions.rename(accountId, id, name))} onCancel={over} />
      ) : null}
      {asked === 'remove' && mailbox ? (
        <Confirm
          question={words.removeQuestion(mailboxName(mailbox))}
          confirm={words.removeConfirm}
          keep={words.keep}
          onConfirm={() => void when(actions.remove(accountId, id), onRemoved)}
          onKeep={over}
        />
      ) : null}
      {asked === 'empty' && mailbox ? (
        <Confirm
          question={words.emptyQuestion(mailbox.messages)}
          confirm={words.emptyConfirm}
          keep={words.keep}
          onConfirm={() => void when(actions.empty(accountId, id))}
          onKeep={over}
        />
      ) : null}
      {state.phase === 'failed' ? <RefusalNote refusal={state.refusal} /> : null}
    </div>
  );
};
