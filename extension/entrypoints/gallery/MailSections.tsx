import { MailNoticeBar } from '../../ui/mail/MailNoticeBar.tsx';
import { MailPage, type MailPageProps } from '../../ui/mail/MailPage.tsx';
import { SyncStatus } from '../../ui/mail/SyncStatus.tsx';
import { AliasList } from '../../ui/send/AliasList.tsx';
import { InvitationCard } from '../../ui/mail/invitations/InvitationCard.tsx';
import { DeliveryReportCard } from '../../ui/mail/reports/DeliveryReportCard.tsx';
import { DraftLine } from '../../ui/drafts/DraftLine.tsx';
import { ComposePage } from '../../ui/send/ComposePage.tsx';
import { RecipientField } from '../../ui/send/RecipientField.tsx';
import { SearchBox } from '../../ui/search/SearchBox.tsx';
import { OutboxPage } from '../../ui/send/OutboxPage.tsx';
import { RoundTripLine } from '../../ui/send/RoundTripLine.tsx';
import { sampleNow } from './samples/leg-samples.ts';
import { createMailboxActions } from '../../model/mail/actions/mailbox-actions.ts';
import { MovePicker } from '../../ui/mail/order/MovePicker.tsx';
import { SelectionBar } from '../../ui/mail/order/SelectionBar.tsx';
import { conversationOf, selections } from './samples/order-samples.ts';
import { htmlModelOf } from './samples/html-mail-samples.ts';
import {
  closedReader,
  content,
  lists,
  largeSyncs,
  liveSyncs,
  mailboxes,
  messageActions,
  movesOf,
  notices,
  readers,
  reports,
  invitations,
  saves,
  syncs,
  syncSamples,
} from './samples/mail-samples.ts';
import { ignore, noBridgeActions } from './samples/model-samples.ts';
import { changesOf } from './samples/change-samples.ts';
import { searches } from './samples/search-samples.ts';
import { Sample, Section } from './Sample.tsx';
import { Typed } from './Typed.tsx';
import { composeSamples, correspondents, outboxModels, roundTrips, senderSettings, draftSamples } from './samples/send-samples.ts';
import '../../ui/app/dashboard.css';
import './mail-gallery.css';

const labels: Record<string, string> = { work: 'Work', home: 'ada@home.example' };
const page: MailPageProps = {
  syncs: liveSyncs,
  list: lists['all inboxes'],
  search: searches['none'],
  changes: changesOf(),
  reader: closedReader,
  html: htmlModelOf(content()),
  conversation: conversationOf(0),
  isGrouped: false,
  onGroup: ignore,
  saves,
  actions: messageActions(),
  labelOf: (accountId) => labels[accountId] ?? accountId,
  now: sampleNow,
  bridge: noBridgeActions,
  onReply: ignore,
  onForward: ignore,
  onContinue: ignore,
  onWrite: ignore,
  onFolderRemoved: ignore,
  mailboxActions: createMailboxActions({ call: () => new Promise(() => {}) }),
  canReplyToAll: () => true,
};

const Mail = ({ name, ...props }: { name: string } & Partial<MailPageProps>) => (
  <Sample name={`mail ${name}`}>
    <div class="window-sample">
      <MailPage {...page} {...props} />
    </div>
  </Sample>
);

/** Every state of incoming and outgoing mail. */
export const MailSections = () => (
  <>
    <Section title="Incoming mail" isWide>
      <Mail name="list" />
      <Mail name="reading" reader={readers['open']!} list={lists['one folder']} />
      <Mail name="deleting" isGrouped syncs={largeSyncs} actions={messageActions(notices['leaving'], ['work/INBOX/1/19999'])} />
      <Mail name="hostile" list={lists.hostile} reader={readers['hostile']!} />
      <Mail name="empty" list={lists.empty} />
      <Mail name="changes waiting" changes={changesOf('pending', 'pending', 'failed', 'failed')} />
      <Mail name="loading" list={lists.loading} />
      <Mail name="no account" syncs={syncs({ phase: 'listed', items: [], problem: null })} />
      <Mail name="unreachable" syncs={syncs({ phase: 'unreachable', problem: 'not-running' })} />
    </Section>
    <Section title="Search" isWide>
      {Object.entries(searches).map(([name, search]) => (
        <Mail key={name} name={`search ${name}`} search={search} />
      ))}
      <Sample name="search proposals">
        <Typed>
          <SearchBox model={searches['begun']!} syncs={[]} addresses={['ada@example.org']} scopes={['everywhere']} onLeave={ignore} />
        </Typed>
      </Sample>
    </Section>
    <Section title="Messages" isWide>
      {Object.entries(readers).map(([name, reader]) => (
        <Mail key={name} name={`message ${name}`} reader={reader} list={lists['one folder']} />
      ))}
      {Object.entries(notices).map(([name, { notice = null, held = [] }]) => (
        <Sample key={name} name={`mail notice ${name}`}>
          <div class="notice-sample">
            <MailNoticeBar notice={notice} moves={movesOf(held)} onUndo={ignore} onDismiss={ignore} />
          </div>
        </Sample>
      ))}
    </Section>
    <Section title="Order" isWide>
      <Sample name="move to a folder">
        <MovePicker mailboxes={mailboxes} from={null} onPick={ignore} onClose={ignore} />
      </Sample>
      <Mail name="by conversations" isGrouped list={lists['by conversations']} />
      <Mail name="a conversation" isGrouped list={lists['by conversations']} reader={readers['open']!} conversation={conversationOf(6)} />
      {Object.entries(selections).map(([name, { selected, isAsking = false }]) => (
        <Sample key={name} name={`selection ${name}`}>
          <SelectionBar
            selected={selected}
            total={40}
            role={isAsking ? 'trash' : 'inbox'}
            isAsking={isAsking}
            onCommand={ignore}
            onConfirm={ignore}
            onKeep={ignore}
          />
        </Sample>
      ))}
    </Section>
    <Section title="Invitations">
      {Object.entries(invitations).map(([name, invitation]) => (
        <Sample key={name} name={`invitation ${name}`}>
          <InvitationCard invitation={invitation} />
        </Sample>
      ))}
    </Section>
    <Section title="Delivery reports">
      {Object.entries(reports).map(([name, report]) => (
        <Sample key={name} name={`delivery report ${name}`}>
          <DeliveryReportCard report={report} />
        </Sample>
      ))}
    </Section>
    <Section title="Sync" isWide>
      {Object.entries(syncSamples).map(([name, sync]) => (
        <Sample key={name} name={`sync ${name}`}>
          <div class="dashboard-sheet">
            <SyncStatus sync={sync} label="Work" now={sampleNow} actions={liveSyncs} />
          </div>
        </Sample>
      ))}
    </Section>
    <Section title="Outgoing mail" isWide>
      {Object.entries(composeSamples).map(([name, { model, senders }]) => (
        <Sample key={name} name={`compose ${name}`}>
          <ComposePage
            model={model}
            senders={senders}
            settings={senderSettings}
            suggest={async () => []}
            onDiscard={ignore}
            onLeave={async () => true}
          />
        </Sample>
      ))}
      <Sample name="compose recipients proposed">
        <Typed>
          <RecipientField label="To" value="an" error={null} suggest={async () => correspondents} onChange={ignore} />
        </Typed>
      </Sample>
      {Object.entries(draftSamples).map(([name, draft]) => (
        <Sample key={name} name={`draft ${name}`}>
          <div class="compose">
            <DraftLine draft={draft} />
          </div>
        </Sample>
      ))}
      <Sample name="compose aliases">
        <div class="compose">
          <AliasList model={composeSamples['full']!.model.aliases} />
        </div>
      </Sample>
      {Object.entries(outboxModels).map(([name, model]) => (
        <Sample key={name} name={`outbox ${name}`}>
          <div class="page-sample">
            <OutboxPage model={model} now={sampleNow} bridge={noBridgeActions} onUndo={ignore} />
          </div>
        </Sample>
      ))}
      {Object.entries(roundTrips).map(([name, state]) => (
        <Sample key={name} name={`round trip ${name}`}>
          <RoundTripLine state={state} onStart={ignore} />
        </Sample>
      ))}
    </Section>
  </>
);
