import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OpenedMailbox } from '../imap/on-demand/opened-mailbox.ts';
import type { OnDemandFailure } from '../imap/on-demand/on-demand-connections.ts';
import type { ChangeConnections, ChangeTarget } from './change-result.ts';
import type { StoredChange } from './change-records.ts';

/** The mailbox that messages go to, and where its new messages begin. */
export interface Destination {
  accountId: string;
  mailbox: ChangeTarget['mailbox'];
  /** Null: nothing is known of it yet. */
  uidValidity: number | null;
}

const openAt = ({ accountId, mailbox }: Destination, uidValidity: number): ChangeTarget => ({
  accountId,
  mailbox,
  uidValidity,
  // Beyond all of them: it is opened anew.
  uid: Infinity,
  write: false,
});

/** What has to be known of the destination before the first try, to see after the last one what came of it. */
export const noteDestination = async (
  onDemand: ChangeConnections,
  destination: Destination,
): Promise<Outcome<NonNullable<StoredChange['attempt']>, OnDemandFailure>> => {
  const { uidValidity } = destination;
  if (uidValidity === null) return succeed({ targetUidValidity: 0, uidNext: 0 });
  const found = await onDemand.run(openAt(destination, uidValidity), (opened) => opened.search([{ uid: '*' }]));
  if (found.ok) return succeed({ targetUidValidity: uidValidity, uidNext: Math.max(0, ...found.value) + 1 });
  // It is another one by now: the try will say so.
  return 'refused' in found.failure ? succeed({ targetUidValidity: 0, uidNext: 0 }) : found;
};

/** The UIDs of messages of a change that lie in its destination since it was first tried; null where that cannot be told. */
export const findMoved = async (
  onDemand: ChangeConnections,
  destination: Destination,
  { messages, attempt }: StoredChange,
): Promise<Outcome<Set<number> | null, OnDemandFailure>> => {
  if (!attempt || attempt.targetUidValidity === 0 || attempt.targetUidValidity !== destination.uidValidity) return succeed(null);
  const found = await onDemand.run(openAt(destination, attempt.targetUidValidity), (opened) => search(opened, messages, attempt.uidNext));
  if (found.ok) return found;
  return 'refused' in found.failure ? succeed(null) : found;
};

const search = async (
  opened: OpenedMailbox,
  messages: StoredChange['messages'],
  uidNext: number,
): Promise<Outcome<Set<number>, Failure>> => {
  const arrived = new Set<number>();
  for (const { uid, messageId } of messages) {
    if (messageId === null) continue;
    const found = await opened.search([{ uid: `${uidNext}:*` }, { header: { 'message-id': messageId } }]);
    if (!found.ok) return found;
    // `n:*` names the last message also where its UID is smaller.
    if (found.value.some((there) => there >= uidNext)) arrived.add(uid);
  }
  return succeed(arrived);
};
