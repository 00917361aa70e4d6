import type { MessageContent } from '@kurrier/shared/mail/mail';
import { mostGrouped } from '@kurrier/shared/mail/most-grouped';
import { searchWords } from '@kurrier/shared/words/pages/search';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { dashboardWords } from '@kurrier/shared/words/pages/dashboard';
import type { ComposeFields } from '../../model/send/compose-fields.ts';
import type { AttachmentSaves } from '../../model/mail/attachment-saves.ts';
import type { ConversationModel } from '../../model/mail/conversation-model.ts';
import type { HtmlMailModel } from '../../model/mail/html/html-mail-model.ts';
import type { MessageActionsModel } from '../../model/mail/actions/message-actions-model.ts';
import type { MessageListModel } from '../../model/mail/message-list-model.ts';
import type { ReaderModel } from '../../model/mail/reader-model.ts';
import type { ChangesModel } from '../../model/changes/changes-model.ts';
import type { SearchModel } from '../../model/search/search-model.ts';
import { mailboxesOf, type SyncsModel } from '../../model/mail/syncs-model.ts';
import { mailHash } from '../../model/mail/mail-route.ts';
import { orderWords } from '@kurrier/shared/words/pages/order';
import type { MailboxActions } from '../../model/mail/actions/mailbox-actions.ts';
import { FolderTools } from './order/FolderTools.tsx';
import { hashOf } from '../../model/route.ts';
import { BridgeProblemView, type BridgeActions } from '../settings/BridgeProblemView.tsx';
import { PageHead } from '../app/PageHead.tsx';
import { ChangesNote } from '../changes/ChangesNote.tsx';
import { roleOfActiveMessage } from '../search/role-of-active-message.ts';
import { SearchBar } from '../search/SearchBar.tsx';
import { isNothingFound, NothingFound, SearchProgress } from '../search/SearchProgress.tsx';
import { FolderNav } from './FolderNav.tsx';
import { MailPanes } from './MailPanes.tsx';
import { mailboxName } from './mailbox-name.ts';
import { SyncLines } from './SyncLines.tsx';
import './mail.css';
import './list.css';
import './reader/reader.css';
import './sync.css';

export interface MailPageProps {
  syncs: SyncsModel;
  list: MessageListModel;
  search: SearchModel;
  changes: ChangesModel;
  reader: ReaderModel;
  html: HtmlMailModel;
  conversation: ConversationModel;
  /** Whether a list has a row for each conversation. */
  isGrouped: boolean;
  onGroup: (isOn: boolean) => void;
  mailboxActions: MailboxActions;
  /** The folder that was shown is no longer there. */
  onFolderRemoved: () => void;
  saves: AttachmentSaves;
  actions: MessageActionsModel;
  labelOf: (accountId: string) => string;
  now: number;
  bridge: BridgeActions;
  onReply: (content: MessageContent, toAll: boolean) => void;
  /** `isAttached`: as a file, not as text. */
  onForward: (content: MessageContent, isAttached: boolean) => void;
  /** Goes on with a message of the mailbox for drafts. */
  onContinue: (content: MessageContent) => void;
  onWrite: (fields: Partial<ComposeFields>) => void;
  canReplyToAll: (content: MessageContent) => boolean;
}

/** Folders, the messages of one of them or of all INBOXes, and the message that is open. */
export const MailPage = (props: MailPageProps) => {
  const { syncs, list, search, reader, labelOf, now, bridge } = props;
  const state = syncs.state.value;
  if (state.phase !== 'listed' || state.items.length === 0) {
    return (
      <>
        <PageHead page="mail" />
        {state.phase === 'loading' ? <p role="status">{mailWords.loadingFolders}</p> : null}
        {state.phase === 'unreachable' ? <BridgeProblemView problem={state.problem} actions={bridge} /> : null}
        {state.phase === 'listed' ? <NoReceiving /> : null}
      </>
    );
  }
  const { source } = list;
  const found = search.list.value;
  const shown = mailboxesOf(state.items, source);
  const isAll = source.accountId === null;
  const title = source.only
    ? orderWords.views[source.only]
    : isAll
      ? mailWords.allInboxes
      : shown[0]
        ? mailboxName(shown[0])
        : mailWords.gone;
  const count = (key: 'messages' | 'unseen') => shown.reduce((sum, mailbox) => sum + mailbox[key], 0);
  const accounts = state.items.filter(({ accountId }) => isAll || accountId === source.accountId);
  return (
    <div class="mail">
      <FolderNav syncs={state.items} source={source} labelOf={labelOf} />
      <div class="mail-main">
        <PageHead page="mail" title={title} hint={mailWords.counts({ messages: count('messages'), unseen: count('unseen') })}>
          <div class="page-actions">
            <button type="button" class="button quiet" aria-pressed={props.isGrouped} onClick={() => props.onGroup(!props.isGrouped)}>
              {orderWords.conversations}
            </button>
            <a class="button primary" href={mailHash({ page: 'compose' })}>
              {mailWords.compose}
            </a>
          </div>
        </PageHead>
        {props.isGrouped && !found && shown.some(({ stored }) => stored > mostGrouped) ? (
          <p class="hint">{orderWords.groupedNewest(mostGrouped)}</p>
        ) : null}
        <ChangesNote model={props.changes} />
        <SearchBar model={search} list={list} syncs={state.items} />
        {found ? (
          <SearchProgress model={search} labelOf={labelOf} />
        ) : (
          <SyncLines syncs={accounts} isAll={isAll} labelOf={labelOf} now={now} actions={syncs} />
        )}
        {source.accountId === null || found ? null : (
          <FolderTools
            key={`${source.accountId} ${source.mailboxId}`}
            accountId={source.accountId}
            mailbox={shown[0] ?? null}
            actions={props.mailboxActions}
            onRemoved={props.onFolderRemoved}
          />
        )}
        {found && isNothingFound(search) ? (
          <NothingFound model={search} />
        ) : (
          <MailPanes
            {...props}
            list={found ?? list}
            isMixed={(isAll || found !== null) && state.items.length > 1}
            title={found ? searchWords.title(search.query.value) : title}
            role={found ? roleOfActiveMessage(found, reader, state.items) : source.only ? null : (shown[0]?.role ?? null)}
            mailboxesOf={(accountId) => state.items.find((sync) => sync.accountId === accountId)?.mailboxes ?? []}
          />
        )}
      </div>
    </div>
  );
};

const NoReceiving = () => (
  <div class="empty">
    <h2>{mailWords.noReceiving}</h2>
    <p>{mailWords.noReceivingHint}</p>
    <a class="button primary" href={hashOf({ page: 'add-account' })}>
      {dashboardWords.addProvider}
    </a>
  </div>
);
