import path from 'node:path';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { Report } from '../../async/report.ts';
import type { EventLog } from '../../events/event-log.ts';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import { parseEnvelope } from '../../imap/grammar/envelope.ts';
import { describeCorrespondents } from '../../messages/message-row.ts';
import type { FindMessage } from '../../messages/find-message.ts';
import { createDrafts, type DraftsDeps } from '../../send/drafts/drafts.ts';
import { openDraftRecords, type DraftNamespace } from '../../send/drafts/draft-records.ts';
import { createSpool } from '../../send/outbox/spool.ts';

/** Where the sync does not say that the server is there again, what waits is tried so often. */
const lookEveryMs = 30_000;

/** What drafts need of received mail, which is loaded when it is first asked for. */
export interface DraftMail {
  findMessage: FindMessage;
  /** Drafts of the account are others on the server now. */
  look: (accountId: string) => Promise<unknown>;
}

export interface DraftParts extends Pick<DraftsDeps, 'uploads' | 'compose' | 'openMailbox' | 'hasImap' | 'entryOf' | 'waitMs'> {
  namespace: DraftNamespace;
  /** The bridge's data folder. */
  folder: string;
  received: () => Promise<DraftMail>;
  events: Pick<EventLog, 'subscribe'>;
  report: Report;
}

/** Assembles drafts: kept here, on the server when that can be reached, gone when their message was sent. */
export const assembleDrafts = async ({ namespace, folder, received, events, report, ...parts }: DraftParts) => {
  const logged = (problem: string) => (error: unknown) => report(problem, error);
  const look = async (accountId: string) => (await received()).look(accountId);
  const drafts = createDrafts({
    ...parts,
    records: await openDraftRecords(namespace, report),
    spool: createSpool(path.join(folder, 'drafts')),
    mayDoLater: isBeyondMailbox,
    onPlaced: (accountId) => void look(accountId).catch(logged('a sync could not be started')),
    report,
  });
  const follow = async (event: BridgeEvent): Promise<void> => {
    if (event.type === 'outbox.changed') await drafts.follow(event.entry);
    if (event.type === 'account.removed') await drafts.forgetAccount(event.accountId);
    if (event.type === 'sync.changed' && event.sync.state.phase === 'live') await drafts.resume(event.sync.accountId);
  };
  await drafts.begin();
  const unsubscribe = events.subscribe((event) => void follow(event).catch(logged('drafts could not be followed')));
  const timer = setInterval(() => {
    for (const accountId of drafts.waiting()) void drafts.resume(accountId);
  }, lookEveryMs);
  timer.unref();
  return {
    ...drafts,
    async continue({ ref }: { ref: MessageRef }) {
      const found = await (await received()).findMessage(ref);
      if (!found) return { refused: 'not-found' as const };
      const { messageId = null, bcc } = parseEnvelope(found.message.envelope);
      return { ...(await drafts.continueWith({ ...ref, messageId })), bcc: describeCorrespondents(bcc) };
    },
    async close(): Promise<void> {
      clearInterval(timer);
      unsubscribe();
      await drafts.close();
    },
  };
};
