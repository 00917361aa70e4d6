import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { fetchMessages, type FetchLoss } from './fetch-messages.ts';
import { bareItems, recoverMessages } from './recover-messages.ts';
import { timeNear, withArrivalTimes } from './arrival-times.ts';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { retryCauseOf } from '../retry-cause.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { isPoisonCandidate, suspect, type PoisonCandidates } from '../../mail-store/poison-messages.ts';
import type { MailboxWork } from './mailbox-work.ts';
import { mergeRanges, rangesOf } from '../../imap/grammar/uid-set.ts';

type Work = Pick<MailboxWork, 'connection' | 'store'>;

/**
 * A message is taken without headers after it has ended so many fresh connections, on each of which another message was fetched just
 * before; more where there is no other one, because then nothing says that it is not the server as a whole.
 */
const killsToConclude = { withControl: 3, without: 10 };
/** A server that ends connections over more messages than these has another trouble. */
const mostUnreadable = 500;

/**
 * Fetches the messages of one page, of which `countTogether` says how many go together. A single one that connections keep ending over is
 * taken without headers in the end, and noted as unreadable.
 */
export const fetchPage = async (work: Work, uids: readonly number[]): Promise<Outcome<StoredMessage[], FetchLoss>> => {
  const fetched = await fetchHeaders(work, uids);
  return fetched.ok ? succeed(await withArrivalTimes(work.store, fetched.value)) : fetched;
};

const fetchHeaders = async (work: Work, uids: readonly number[]): Promise<Outcome<StoredMessage[], FetchLoss>> => {
  const { connection, store } = work;
  const { suspicion, unreadable } = store.trouble();
  const [uid] = uids;
  if (uid === undefined || uids.length > 1 || !suspicion || !isPoisonCandidate(suspicion, uids))
    return fetchMessages(connection.session, rangesOf(uids));
  const control = await findControl(store);
  const enough = control === null ? killsToConclude.without : killsToConclude.withControl;
  if (suspicion.killsAlone >= enough && unreadable.length < mostUnreadable)
    return takeWithoutHeaders(work, uid, suspicion, { killsMore: suspicion.killsAlone - enough });
  if (control !== null) {
    const works = await fetchMessages(connection.session, [[control, control]]);
    // Then it is not about the suspicious one.
    if (!works.ok) return fail({ failure: works.failure.failure, missing: [] });
  }
  return fetchMessages(connection.session, [[uid, uid]]);
};

/**
 * Says why pages that were asked for together did not come. Where that ended the connection, and neither the server's pace nor we ourselves
 * did, what was missing is under suspicion from now on.
 */
export const noteLoss = async (
  { connection, store }: Work,
  losses: readonly FetchLoss[],
  { alone }: { alone: boolean },
): Promise<Failure> => {
  const { failure } = losses[0]!;
  const missing = mergeRanges(losses.flatMap((loss) => loss.missing));
  const isOverMessages = isBeyondMailbox(failure) && retryCauseOf(failure) !== 'throttled' && !failure.kind.startsWith('auth.');
  if (isOverMessages && !connection.isEnding() && missing.length > 0)
    await store.noteTrouble({ suspicion: suspect(store.trouble().suspicion, { missing, alone, failure }) });
  return failure;
};

/** A stored message that is known to be deliverable; null where there is none. */
const findControl = async (store: MailboxStore): Promise<number | null> => {
  const bad = new Set(store.trouble().unreadable.map(({ uid }) => uid));
  for await (const { uids } of store.readIndex()) {
    const good = uids.find((uid) => !bad.has(uid));
    if (good !== undefined) return good;
  }
  return null;
};

/**
 * Takes what can be had of the message without what the server makes of it: its header fields; where that ended a connection too, its
 * flags; and then nothing.
 */
const takeWithoutHeaders = async (
  { connection, store }: Work,
  uid: number,
  { failure }: PoisonCandidates,
  { killsMore }: { killsMore: number },
): Promise<Outcome<StoredMessage[], FetchLoss>> => {
  const found = new Map<number, StoredMessage>();
  if (killsMore <= 1) {
    const refused = await recoverMessages(found, connection.session, [[uid, uid]], killsMore === 0 ? undefined : bareItems);
    if (refused) return fail({ failure: refused, missing: [[uid, uid]] });
    // Gone meanwhile.
    if (!found.has(uid)) return succeed([]);
  }
  const bare = found.get(uid) ?? { uid, receivedAt: 0, flags: '', size: 0, envelope: '', structure: '' };
  const { unreadable } = store.trouble();
  await store.noteTrouble({ unreadable: [...unreadable.filter((other) => other.uid !== uid), { uid, failure, triedAt: Date.now() }] });
  return succeed([{ ...bare, receivedAt: bare.receivedAt || (await timeNear(store, uid)) }]);
};
