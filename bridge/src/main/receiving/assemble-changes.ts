import type { Report } from '../../async/report.ts';
import { createQueue } from '../../async/serial-queue.ts';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { DurableRecords } from '../../changes/change-records.ts';
import type { ChangeHandOver } from '../../changes/kept-changes.ts';
import { openPendingChanges } from '../../changes/open-pending-changes.ts';
import { applyAllWaiting } from '../../changes/apply-waiting.ts';
import type { EventLog } from '../../events/event-log.ts';
import type { OnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import type { CharsetGuesses } from '../../messages/charset-guesses.ts';
import type { FindMailbox } from '../../messages/find-message.ts';
import { toMessageRow } from '../../messages/message-row.ts';
import type { MailSync } from '../../sync/engine/create-mail-sync.ts';

/** Where the sync does not say that the server is there again, what waits is tried so often. */
const lookEveryMs = 30_000;

export interface ChangeParts {
  records: DurableRecords;
  sync: Pick<MailSync, 'accounts' | 'list' | 'noteTold' | 'syncNow'>;
  findMailbox: FindMailbox;
  onDemand: Pick<OnDemandConnections, 'run' | 'runOnSession'>;
  /** Whether a connection can be asked for at all: the leg is verified, and the vault open. */
  hasAccess: (accountId: string) => Promise<boolean>;
  guesses: CharsetGuesses;
  events: Pick<EventLog, 'publish' | 'subscribe'>;
  handOver?: ChangeHandOver;
  report: Report;
}

/** Assembles what people do to messages: kept, carried out when the server is there, and shown meanwhile. */
export const assembleChanges = ({ records, sync, findMailbox, onDemand, hasAccess, guesses, events, handOver, report }: ChangeParts) => {
  const logged = (problem: string) => (error: unknown) => report(problem, error);
  const inTurn = createQueue();
  const viewOf = async (accountId: string) => (await sync.list()).find((one) => one.accountId === accountId);

  const tell = async (accountId: string, refs: readonly MessageRef[]): Promise<void> => {
    const [first] = refs;
    const found = first && (await findMailbox(first));
    if (found) {
      const messages = await found.store.readMany(refs.map(({ uid }) => uid));
      const rows = messages.map((message) => toMessageRow(message, { ...first, uid: message.uid }, guesses.guess));
      const revision = found.store.revision();
      const { mailboxId } = first;
      const stored = found.store.cursor()?.messages ?? 0;
      const shown = await applyAllWaiting(rows, changes.waiting);
      events.publish({
        type: 'messages.changed',
        accountId,
        mailboxId,
        before: revision,
        revision,
        messages: stored,
        rows: shown,
        removed: [],
      });
    }
    const view = await viewOf(accountId);
    if (!view) return;
    events.publish({ type: 'sync.changed', sync: await changes.count(view) });
    sync.noteTold(view);
  };

  const changes = openPendingChanges({
    durable: records,
    onDemand,
    findMailbox,
    accountIds: async () => (await sync.accounts()).map(({ accountId }) => accountId),
    isAway: async (accountId) => !(await hasAccess(accountId)) || (await viewOf(accountId))?.state.phase === 'waiting',
    // In turn: what was told last is how it is.
    onChange: (accountId, refs) => void inTurn(() => tell(accountId, refs)).catch(logged('a change to messages could not be told')),
    nudge: (accountId) => void sync.syncNow({ accountId }).catch(logged('a sync could not be started')),
    now: Date.now,
    ...(handOver && { handOver }),
    report,
  });
  const unsubscribe = events.subscribe((event) => {
    if (event.type === 'sync.changed' && event.sync.state.phase === 'live') void changes.resume(event.sync.accountId);
  });
  const resumeAll = async (): Promise<void> => {
    for (const { accountId } of await sync.accounts()) await changes.resume(accountId);
  };
  const timer = setInterval(() => void resumeAll().catch(logged('what waits for a server could not be looked at')), lookEveryMs);
  timer.unref();
  return {
    changes,
    async close(): Promise<void> {
      clearInterval(timer);
      unsubscribe();
      await changes.close();
    },
  };
};
