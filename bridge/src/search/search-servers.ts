import type { SearchQuery } from '@kurrier/shared/search/search-query';
import type { ServerSearch } from '@kurrier/shared/search/search-state';
import type { Failure } from '@kurrier/shared/failure/failure';
import { rangesOf } from '../imap/grammar/uid-set.ts';
import type { OnDemandConnections } from '../imap/on-demand/on-demand-connections.ts';
import type { StoredMailbox } from '../mail-store/mail-account-record.ts';
import type { Hit } from './best-hits.ts';
import { placeOf, readPageLines } from './index/page-lines.ts';
import { fits } from './search-locally.ts';
import { serverCriteria } from './server-criteria.ts';
import { createReadForIndex, messagesOf, type IndexedMailbox } from './index/update-index.ts';
import type { CharsetGuesses } from '../messages/charset-guesses.ts';

/** A mailbox that is searched. */
export interface SearchSource {
  accountId: string;
  mailbox: StoredMailbox;
  /** Messages may be on the server that are not fetched. */
  isCutOff: boolean;
  indexed: IndexedMailbox;
}

export interface ServerSearchDeps {
  sources: readonly SearchSource[];
  query: SearchQuery;
  signal: AbortSignal;
  onDemand: Pick<OnDemandConnections, 'run'>;
  guesses: CharsetGuesses;
  /** Whether it is among what was found here. */
  isKnown: (source: number, uid: number) => boolean;
  onHit: (hit: Hit) => void;
  /** Gets how an account's search stands, whenever that is another. */
  onState: (state: ServerSearch) => void;
}

/**
 * Asks the servers for what is not at hand: in each mailbox, about the messages whose texts are not here. One mailbox after the other, so that
 * whatever else a person asks of the account has its turn in between; accounts at once.
 */
export const searchServers = async (deps: ServerSearchDeps): Promise<void> => {
  const byAccount = Map.groupBy(deps.sources.keys(), (source) => deps.sources[source]!.accountId);
  await Promise.all([...byAccount].map(([accountId, sources]) => searchAccount(deps, accountId, sources)));
};

const searchAccount = async (deps: ServerSearchDeps, accountId: string, sources: readonly number[]): Promise<void> => {
  const { onState, signal } = deps;
  const open: { source: number; wanted: Set<number> }[] = [];
  for (const source of sources) {
    const wanted = await findWanted(deps.sources[source]!, deps.query);
    if (wanted.size > 0 || deps.sources[source]!.isCutOff) open.push({ source, wanted });
  }
  const state: ServerSearch = { accountId, state: open.length > 0 ? 'searching' : 'not-needed', foldersLeft: open.length, notFetched: 0 };
  onState({ ...state });
  for (const { source, wanted } of open) {
    if (signal.aborted) return;
    const searched = await searchMailbox(deps, source, wanted);
    if (signal.aborted) return;
    if ('failure' in searched) return onState({ ...state, state: 'failed', ...(searched.failure && { failure: searched.failure }) });
    state.notFetched += searched.notFetched;
    state.foldersLeft--;
    onState({ ...state, state: state.foldersLeft > 0 ? 'searching' : 'done' });
  }
};

/** The stored messages of which the server may know more than is at hand; none where the words are looked for in headers alone. */
const findWanted = async ({ indexed }: SearchSource, { words }: SearchQuery): Promise<Set<number>> => {
  if (!words.some(({ field }) => field === 'any')) return new Set();
  const wanted = new Set<number>();
  const entries = await indexed.texts.entries();
  for (const page of indexed.store.pages())
    for (const uid of (await readPageLines(indexed.store, page)).uids) {
      const entry = entries.get(uid);
      if (!entry || entry.isPartial || entry.lacksAttached) wanted.add(uid);
    }
  return wanted;
};

const searchMailbox = async (
  { sources, query, onDemand, guesses, isKnown, onHit }: ServerSearchDeps,
  source: number,
  wanted: ReadonlySet<number>,
): Promise<{ notFetched: number } | { failure: Failure | undefined }> => {
  const { accountId, mailbox, isCutOff, indexed } = sources[source]!;
  const cursor = indexed.store.cursor();
  if (!cursor) return { notFetched: 0 };
  const target = { accountId, mailbox, uidValidity: cursor.uidValidity, uid: 0, write: false };
  const criteria = serverCriteria(query, isCutOff ? null : rangesOf(wanted));
  const found = await onDemand.run(target, (opened) => opened.search(criteria));
  // Another mailbox by now: what was in it is gone.
  if (!found.ok) return 'refused' in found.failure ? { notFetched: 0 } : { failure: found.failure.failed };
  const uids = new Set(found.value);
  let stored = 0;
  for (const page of indexed.store.pages()) {
    const lines = await readPageLines(indexed.store, page);
    const here = lines.uids.filter((uid) => uids.has(uid));
    stored += here.length;
    const fitting = new Set(here.filter((uid) => wanted.has(uid) && !isKnown(source, uid) && fits(lines, placeOf(lines, uid), query)));
    if (fitting.size === 0) continue;
    const messages = (await messagesOf(indexed, page)).filter(({ uid }) => fitting.has(uid));
    const read = query.hasAttachment ? createReadForIndex(indexed, messages, guesses) : null;
    for (const { uid, date } of messages) if (!read || (await read(uid))?.isAttached) onHit({ source, uid, date, isInHeaders: false });
  }
  return { notFetched: isCutOff ? uids.size - stored : 0 };
};
