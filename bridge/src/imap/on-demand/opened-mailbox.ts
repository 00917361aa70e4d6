import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { CopyResponseObject, ImapFlow, SearchObject } from 'imapflow';
import { formatUidSet, type UidRanges } from '../grammar/uid-set.ts';
import type { MailClient } from './hand-over.ts';

export interface WantedSection {
  /** What stands in the brackets: `1.2`, or nothing for the whole message (RFC 9051 §6.4.5). */
  section: string;
  /** In bytes, as the server sends it. */
  offset: number;
  length: number;
}

/** A mailbox that is open on an on-demand connection. Names are written as the server lists them. */
export interface OpenedMailbox {
  capabilities: ReadonlySet<string>;
  /** Fetches pieces of one message without marking it as read; a section that the server does not send is empty, null: no such message. */
  fetchSections(uid: number, wanted: readonly WantedSection[]): Promise<Outcome<Buffer[] | null, Failure>>;
  /** Fetches whole messages, none of them longer than `length` bytes, without marking them; those that are longer or gone are left out. */
  fetchSources(uids: readonly number[], length: number): Promise<Outcome<Map<number, Buffer>, Failure>>;
  setFlag(uids: UidRanges, flag: string, isSet: boolean): Promise<Outcome<null, Failure>>;
  /** MOVE (RFC 6851), which the server must have. Answers the UIDs of those that were moved; null where the server does not tell (COPYUID). */
  move(uids: UidRanges, target: string): Promise<Outcome<ReadonlySet<number> | null, Failure>>;
  /** The same for copies. */
  copy(uids: UidRanges, target: string): Promise<Outcome<ReadonlySet<number> | null, Failure>>;
  /** Marks as deleted and removes just these: needs UIDPLUS, without which a plain EXPUNGE would take along what others have marked. */
  remove(uids: UidRanges): Promise<Outcome<null, Failure>>;
  /** UIDs that the server's SEARCH finds; every one of `criteria` has to hold. */
  search(criteria: readonly SearchObject[]): Promise<Outcome<number[], Failure>>;
  /** UIDs of the messages with this Message-ID. */
  findMessageId(messageId: string): Promise<Outcome<number[], Failure>>;
}

/** What can be done in the mailbox that `client` has open. */
export const createOpenedMailbox = (client: MailClient): OpenedMailbox => {
  const done = async (work: Parameters<typeof client.run>[0]): Promise<Outcome<null, Failure>> => {
    const outcome = await client.run(work);
    return outcome.ok ? succeed(null) : outcome;
  };
  const taken = async (
    work: (imap: ImapFlow) => Promise<CopyResponseObject | false>,
  ): Promise<Outcome<ReadonlySet<number> | null, Failure>> => {
    const outcome = await client.run(work);
    if (!outcome.ok) return outcome;
    return succeed(outcome.value.uidMap ? new Set(outcome.value.uidMap.keys()) : null);
  };
  const search: OpenedMailbox['search'] = async (criteria) => {
    // A choice of one is no choice: so imapflow takes several criteria of the same kind.
    const query = criteria.reduceRight<SearchObject>(
      (inner, one) => ({ ...one, ...(Object.keys(inner).length > 0 && { or: [inner] }) }),
      {},
    );
    const found = await client.run((imap) => imap.search(query, { uid: true }));
    return found.ok ? succeed(Array.isArray(found.value) ? found.value : []) : found;
  };
  const byUid = { uid: true, silent: true } as const;
  return {
    capabilities: client.capabilities,
    async fetchSections(uid, wanted) {
      const source = wanted.find(({ section }) => section === '');
      const headers = wanted.flatMap(({ section }) => headerFieldsOf(section) ?? []);
      const parts = wanted.filter(({ section }) => section !== '' && !headerFieldsOf(section));
      const query = {
        uid: true,
        bodyParts: parts.map(({ section, ...range }) => ({ key: section, ...toRange(range) })),
        ...(source && { source: toRange(source) }),
        ...(headers.length > 0 && { headers }),
      };
      const fetched = await client.run(async (imap) => ({ message: await imap.fetchOne(String(uid), query, { uid: true }) }));
      if (!fetched.ok) return fetched;
      const { message } = fetched.value;
      if (!message || message.uid !== uid) return succeed(null);
      const named = (section: string) =>
        section === '' ? message.source : headerFieldsOf(section) ? message.headers : message.bodyParts?.get(section.toLowerCase());
      return succeed(wanted.map(({ section }) => Buffer.from(named(section) ?? [])));
    },
    async fetchSources(uids, length) {
      const query = { uid: true, source: { start: 0, maxLength: length + 1 } };
      const fetched = await client.run((imap) => imap.fetchAll(uids.join(','), query, { uid: true }));
      if (!fetched.ok) return fetched;
      const whole = fetched.value.filter(({ source }) => source !== undefined && source.length <= length);
      return succeed(new Map(whole.map(({ uid, source }) => [uid, source!])));
    },
    setFlag: (uids, flag, isSet) =>
      done((imap) =>
        isSet ? imap.messageFlagsAdd(formatUidSet(uids), [flag], byUid) : imap.messageFlagsRemove(formatUidSet(uids), [flag], byUid),
      ),
    move: (uids, target) => taken((imap) => imap.messageMove(formatUidSet(uids), target, byUid)),
    copy: (uids, target) => taken((imap) => imap.messageCopy(formatUidSet(uids), target, byUid)),
    remove: (uids) => done((imap) => imap.messageDelete(formatUidSet(uids), byUid)),
    search,
    findMessageId: (messageId) => search([{ header: { 'message-id': messageId } }]),
  };
};

const toRange = ({ offset, length }: Omit<WantedSection, 'section'>) => ({ start: offset, maxLength: length });

/** The names in `HEADER.FIELDS (REFERENCES)`, which imapflow asks for in a way of its own; undefined for another section. */
const headerFieldsOf = (section: string): string[] | undefined =>
  /^HEADER\.FIELDS \((?<names>[^)]*)\)$/.exec(section)?.groups?.names?.split(' ');
