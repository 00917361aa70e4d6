import { effect, untracked, type ReadonlySignal } from '@preact/signals';
import { composeWords } from '@kurrier/shared/words/pages/send';
import { draftWords } from '@kurrier/shared/words/pages/writing/drafts';
import { readerWords } from '@kurrier/shared/words/pages/mail';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { AccountsModel, News } from '../../model/accounts/accounts-model.ts';
import type { Call } from '../../model/call.ts';
import { createMailboxActions } from '../../model/mail/actions/mailbox-actions.ts';
import type { Route } from '../../model/route.ts';
import { continueDraft } from '../../model/drafts/continue-draft.ts';
import { forward, forwardAttached } from '../../model/send/forward.ts';
import { fetchForwardedFiles, fetchForwardedMessage } from '../../model/send/forward-files.ts';
import { canReplyToAll, replyTo } from '../../model/send/reply.ts';
import type { ComposeFields } from '../../model/send/compose-fields.ts';
import { firstSender } from '../../model/send/first-sender.ts';
import type { ComposeModel, Sender } from '../../model/send/compose-model.ts';
import { PageHead } from '../../ui/app/PageHead.tsx';
import { Confirm } from '../../ui/controls/Confirm.tsx';
import type { BridgeActions } from '../../ui/settings/BridgeProblemView.tsx';
import { MailPage } from '../../ui/mail/MailPage.tsx';
import { ComposePage } from '../../ui/send/ComposePage.tsx';
import { OutboxPage } from '../../ui/send/OutboxPage.tsx';
import { createClock } from '../clock.ts';
import { createMailModels } from './create-mail-models.ts';
import { createSendModels } from './create-send-models.ts';

interface MailDeps {
  call: Call;
  accounts: AccountsModel;
  route: ReadonlySignal<Route>;
  go: (to: Route, options?: { isReplacing?: boolean }) => void;
  bridge: BridgeActions;
}

/** The Dashboard's mail pages with their models. Loaded when one of them is first opened. */
export const createMailPages = ({ call, accounts, route, go, bridge }: MailDeps) => {
  const now = createClock();
  const mail = createMailModels({ call, route, go });
  const { outbox, message, settings } = createSendModels({
    call,
    onAccepted: () => go({ page: 'outbox' }),
    onTakenBack: () => go({ page: 'compose' }),
  });
  const mailboxActions = createMailboxActions({ call });
  const listed = () => (accounts.state.value.phase === 'listed' ? accounts.state.value.accounts : []);
  const labelOf = (accountId: string) => listed().find(({ id }) => id === accountId)?.label ?? accountId;
  /** Only what works can send; a leg that is being checked worked before, or will say so soon. */
  const canSend = (state: string | undefined): boolean => state === 'verified' || state === 'checking';
  const senders = (): Sender[] =>
    listed().flatMap(({ id, address, label, smtp }) => (canSend(smtp?.status.state) ? [{ accountId: id, address, name: label }] : []));

  const own = (): string[] => listed().map(({ address }) => address);

  effect(() => {
    // When the page is gone to, and not when its message has just been handed over or given up.
    const isWriting = route.value.page === 'compose';
    untracked(() => (isWriting ? void message.resume() : message.decide(false)));
  });
  effect(() => {
    const model = message.compose.value;
    const known = senders();
    if (model) untracked(() => chooseFirst(model, known));
  });

  const forwardMessage = async (content: MessageContent, isAttached: boolean) => {
    mail.actions.say({ notice: 'fetching' });
    const fetched = await (isAttached ? fetchForwardedMessage : fetchForwardedFiles)(call, content);
    if ('refusal' in fetched) return mail.actions.say({ notice: 'refused', action: 'forward', refusal: fetched.refusal });
    mail.actions.dismiss();
    await message.answer(isAttached ? forwardAttached(content) : forward(content), fetched.files);
    go({ page: 'compose' });
  };

  const continueWriting = async (content: MessageContent) => {
    mail.actions.say({ notice: 'fetching' });
    const continued = await continueDraft(call, content);
    if ('refusal' in continued) return mail.actions.say({ notice: 'refused', action: 'continue', refusal: continued.refusal });
    mail.actions.dismiss();
    await message.continue(continued.draft, continued.files);
    go({ page: 'compose' });
  };

  const Inbox = () => (
    <MailPage
      syncs={mail.syncs}
      list={mail.list.value}
      search={mail.search}
      changes={mail.changes}
      reader={mail.reader}
      html={mail.html}
      conversation={mail.conversation}
      isGrouped={mail.isGrouped.value}
      onGroup={mail.group}
      mailboxActions={mailboxActions}
      onFolderRemoved={() => go({ page: 'mail', accountId: null, mailboxId: null })}
      saves={mail.saves}
      actions={mail.actions}
      labelOf={labelOf}
      now={now.value}
      bridge={{ ...bridge, retry: () => (bridge.retry(), void mail.syncs.load()) }}
      canReplyToAll={(content) => canReplyToAll(content, own())}
      onForward={(content, isAttached) => void forwardMessage(content, isAttached)}
      onContinue={(content) => void continueWriting(content)}
      onWrite={(fields) => void message.answer(fields).then(() => go({ page: 'compose' }))}
      onReply={(content, toAll) => {
        void message.answer(replyTo(content, { toAll, own: own(), wrote: readerWords.wrote })).then(() => go({ page: 'compose' }));
      }}
    />
  );
  const Compose = () => (
    <>
      <PageHead page="compose" />
      {message.waiting.value ? (
        <Confirm
          question={composeWords.replaceQuestion}
          confirm={composeWords.replaceConfirm}
          keep={composeWords.replaceKeep}
          onConfirm={() => message.decide(true)}
          onKeep={() => message.decide(false)}
          other={{ label: draftWords.keepAndAnswer, onChoose: () => void message.decideKeeping() }}
        />
      ) : null}
      {message.compose.value ? (
        <ComposePage
          key={message.serial()}
          model={message.compose.value}
          senders={accounts.state.value.phase === 'listed' ? senders() : null}
          settings={settings}
          suggest={async (text) => {
            const answer = await call('recipients.suggest', { text: text.slice(0, 100) });
            return answer.ok ? answer.value.recipients : [];
          }}
          onLeave={async () => {
            const isKept = await message.leave();
            if (isKept) go({ page: 'mail', accountId: null, mailboxId: null });
            return isKept;
          }}
          onDiscard={() => {
            void message.discard();
            go({ page: 'mail', accountId: null, mailboxId: null });
          }}
        />
      ) : (
        <p role="status">{composeWords.opening}</p>
      )}
    </>
  );
  const Outbox = () => (
    <OutboxPage
      model={outbox}
      now={now.value}
      bridge={{ ...bridge, retry: () => (bridge.retry(), void outbox.load()) }}
      onUndo={(id) => void message.undo(id)}
    />
  );
  const View = () => {
    const { page } = route.value;
    if (page === 'mail') return <Inbox />;
    if (page === 'compose') return <Compose />;
    return page === 'outbox' ? <Outbox /> : null;
  };
  return {
    View,
    /** Begins a message, or lets it wait where another is being written. */
    begin: (fields: Partial<ComposeFields>) => message.answer(fields),
    take: (news: News) => {
      mail.take(news);
      outbox.take(news);
    },
  };
};

const chooseFirst = (model: ComposeModel, senders: readonly Sender[]) => {
  if (model.limits.value.state !== 'unknown') return;
  const sender = firstSender(model.fields.value, senders);
  if (sender) void model.chooseSender(sender);
};

export type MailPages = ReturnType<typeof createMailPages>;
