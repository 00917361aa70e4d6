import type { Account } from '@kurrier/shared/account/account';
import type { SharedStoreState } from '@kurrier/shared/bridge/store-state';
import type { createAccounts } from '../../accounts/accounts.ts';
import type { Report } from '../../async/report.ts';
import type { EventLog } from '../../events/event-log.ts';
import { LeaseLost, SharedStoreError } from '../../store/shared/shared-store-error.ts';
import { accountLease, type SharedPlace } from './open-shared-place.ts';
import type { SharedOutboxes } from './open-outboxes.ts';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import type { StoredChange } from '../../changes/change-records.ts';
import type { ChangeHandOver } from '../../changes/kept-changes.ts';
import type { PendingChanges } from '../../changes/pending-changes.ts';
import type { SharedSending } from '../../send/shared-sending.ts';
import { createAnswerActs } from './answer-acts.ts';
import { createAdoption } from './adopt-handed-over.ts';
import { createHandOver } from './hand-over.ts';
import type { HandedOver } from './handed-over.ts';
import { hasOtherBridges } from './has-other-bridges.ts';
import { createRebuildMail } from './rebuild-mail.ts';
import { removeAccountRest, removeHandedOver, removeLeftovers } from './remove-leftovers.ts';
import { createUnreadAnswers } from './unread-answers.ts';
import { createSharing, type Sharing } from './share-accounts.ts';

export interface SharingParts {
  place: SharedPlace;
  accounts: Pick<ReturnType<typeof createAccounts>, 'list' | 'storedIds'>;
  events: Pick<EventLog, 'publish' | 'wake'>;
  isLocked: () => boolean;
  receiving: () => Promise<{ readAnew: (accountId: string) => Promise<void>; pendingChanges: Pick<PendingChanges, 'adopt' | 'showAnew'> }>;
  sending: () => Promise<{ sending: Pick<SharedSending, 'take' | 'drop' | 'adopt' | 'readAnew' | 'outbox' | 'fingerprintOf'> }>;
  report: Report;
}

export interface AssembledSharing extends Sharing {
  outboxes: SharedOutboxes;
  changes: ChangeHandOver;
  /** Whether another bridge is on the store now. */
  hasOthers: () => Promise<boolean>;
  state: () => SharedStoreState;
}

/** Assembles the sharing of accounts between the bridges on a store: who works on which, and how each hears of what others did. */
export const assembleSharing = ({ place, accounts, events, isLocked, receiving, sending, report }: SharingParts): AssembledSharing => {
  const { database, holder, found } = place;
  const known = new Map<string, string>();
  const handOver = createHandOver(place.store, report);
  const unreadAnswers = createUnreadAnswers(place.store);
  const acts = createAnswerActs({ store: place.store, outboxes: async () => (await sending()).sending, report });
  let isFirst = true;

  /** Tells of accounts that another bridge has added, changed or removed. */
  const tellAccounts = async (): Promise<void> => {
    const listed = (await accounts.list()).accounts;
    const stored = new Set(await accounts.storedIds());
    const now = new Map(listed.map((account) => [account.id, fingerprintOf(account)]));
    for (const account of listed)
      if (!isFirst && known.get(account.id) !== now.get(account.id)) events.publish({ type: 'account.changed', account });
    // One whose record cannot be read is still there: what belongs to it is not given up.
    for (const [id, text] of known) if (stored.has(id) && !now.has(id)) now.set(id, text);
    const gone = [...known.keys()].filter((id) => !now.has(id));
    for (const accountId of gone) events.publish({ type: 'account.removed', accountId });
    isFirst = false;
    known.clear();
    for (const [id, text] of now) known.set(id, text);
  };

  const sharing = createSharing({
    place,
    accountIds: () => accounts.storedIds(),
    canServe: () => !isLocked(),
    async onServed(accountId, isOurs) {
      const { sending: outboxes } = await sending();
      // What is on its way ends before the lease is given back.
      if (!isOurs) await outboxes.drop(accountId);
      await (await receiving()).readAnew(accountId);
      if (isOurs) await outboxes.take(accountId);
      events.wake();
    },
    async onChanged(accountId) {
      await (await receiving()).readAnew(accountId);
      await (await sending()).sending.readAnew(accountId);
    },
    async readHandedOver() {
      await unreadAnswers.look();
      const { all, show } = await handOver.read();
      return {
        all,
        async show() {
          for (const [accountId, another] of Map.groupBy(show(), (one) => one.accountId))
            (await receiving()).pendingChanges.showAnew(accountId, changesOf(another));
        },
      };
    },
    async adopt(accountId) {
      const [{ pendingChanges }, { sending: outboxes }] = [await receiving(), await sending()];
      await createAdoption({ place, handOver, changes: pendingChanges, outboxes, answerActs: acts.answer })(accountId);
      events.wake();
    },
    withdraw: (untaken) => removeHandedOver(place.store, handOver, untaken),
    removeRest: (accountId) => removeAccountRest(place, accountId),
    onAccountsChanged: tellAccounts,
    report,
  });

  place.onDamaged(createRebuildMail(place, sharing, report));

  return {
    ...sharing,
    outboxes: {
      store: place.store,
      database,
      handOver,
      announce: sharing.announce,
      canSend: found.sendingRefusal === null,
      refuse: (accountId) =>
        found.sendingRefusal === null
          ? new LeaseLost(database.address, { name: accountLease(accountId), holder, fence: 0 })
          : new SharedStoreError(database.address, 'shared-store-not-durable', new Error(found.sendingRefusal)),
    },
    hasOthers: () => hasOtherBridges(place),
    changes: {
      isOurs: sharing.isOurs,
      isOthers: (error) => storageProblemOf(error) === 'held-elsewhere',
      async give(accountId, change) {
        await handOver.give({ kind: 'change', accountId, id: change.id, change });
      },
      async giveDismissal(accountId, changeId) {
        await handOver.give({ kind: 'dismissal', accountId, changeId });
      },
      waiting: (accountId) => ({
        changes: changesOf(handOver.waiting(accountId)),
        dismissed: handOver.waiting(accountId).flatMap((one) => (one.kind === 'dismissal' ? [one.changeId] : [])),
      }),
    },
    state: () => ({ ...sharing.health(), address: database.address, server: found.server, canSend: found.sendingRefusal === null }),
    async start() {
      // A store that is slow just now keeps nobody from taking part.
      await removeLeftovers(place, handOver, () => accounts.storedIds())
        .catch((error: unknown) => report('what earlier bridges left in the shared store could not be removed', error))
        .finally(handOver.open);
      await sharing.start();
    },
    async close() {
      await sharing.close();
      await acts.settled();
    },
  };
};

const changesOf = (all: readonly HandedOver[]): StoredChange[] => all.flatMap((one) => (one.kind === 'change' ? [one.change] : []));

/** What a change of an account is seen by; steps of a check that runs elsewhere are not shown here. */
const fingerprintOf = (account: Account): string => JSON.stringify(account);
