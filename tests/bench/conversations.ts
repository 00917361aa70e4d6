import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mostGrouped } from '@kurrier/shared/mail/most-grouped';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { groupMessages } from '../../bridge/src/messages/lists/group-messages.ts';
import type { ThreadLine } from '../../bridge/src/messages/lists/join-by-name.ts';
import { createMessageLists } from '../../bridge/src/messages/lists/message-lists.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { noGuesses } from '../search/start-index.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { judge, median, timeMs, type Benchmark } from './benchmark.ts';

const messages = 100_000;
const rounds = 5;
const minute = 60_000;
/** Of so many answers one has another subject than what it answers. */
const renamedShare = 0.05;

interface Written extends ThreadLine {
  conversation: number;
}

/**
 * Messages of conversations of one to some twenty, as many people write them at once, the oldest first; a share of them is not here: deleted,
 * or in a folder of its own.
 */
const writeMail = (goneShare: number): Written[] => {
  const random = createRandom(17);
  const open: Written[][] = [];
  const all: Written[] = [];
  let conversations = 0;
  for (let at = 0; all.length < messages; at++) {
    const isNew = open.length < 50 || random.chance(0.3);
    if (isNew) open.push([]);
    if (open.length > 500) open.shift();
    const thread = isNew ? open.at(-1)! : random.pick(open);
    // Most answer the last one.
    const answered = thread.length === 0 ? null : random.chance(0.7) ? thread.at(-1)! : random.pick(thread);
    const message: Written = {
      conversation: answered?.conversation ?? conversations++,
      id: `<${at}@x.example>`,
      inReplyTo: answered ? [answered.id] : [],
      references: answered ? [...answered.references, answered.id].slice(-20) : [],
      base: answered && !random.chance(renamedShare) ? answered.base : `subject ${random.int(0, 60_000)}`,
      isReply: answered !== null,
      receivedAt: at * minute,
    };
    thread.push(message);
    if (!random.chance(goneShare)) all.push(message);
  }
  return all;
};

/** How many of the messages stand with everything of their conversation that is here, and with nothing else. */
const rightShare = (mail: readonly Written[]): number => {
  const groups = groupMessages(mail);
  const sizes = Map.groupBy(mail, ({ conversation }) => conversation);
  const right = groups.filter((group) => {
    const conversation = mail[group[0]!]!.conversation;
    return group.length === sizes.get(conversation)!.length && group.every((at) => mail[at]!.conversation === conversation);
  });
  return right.reduce((sum, { length }) => sum + length, 0) / mail.length;
};

/** Grouping 100,000 messages, how well In-Reply-To and subjects do beside References, and the list by conversations of such a mailbox. */
const benchConversations: Benchmark = async function* () {
  const percent = (share: number): number => Math.round(share * 1000) / 10;
  for (const goneShare of [0.3, 0]) {
    const some = writeMail(goneShare);
    const where = `in their conversation, where ${percent(goneShare)} % of the messages are not here, %`;
    yield {
      what: `by In-Reply-To and subject ${where}`,
      value: percent(rightShare(some.map((message) => ({ ...message, references: [] })))),
    };
    yield { what: `by References and subject ${where}`, value: percent(rightShare(some)) };
  }
  const mail = writeMail(0);
  const header = ({ references }: Written): number => `References: ${references.join('\r\n ')}\r\n\r\n`.length;
  const bytes = mail.map(
    (message) => (message.references.length > 0 ? header(message) : 2) + ' BODY[HEADER.FIELDS (REFERENCES)] {123}\r\n'.length,
  );
  yield {
    what: 'bytes that References would add to a message, on average',
    value: Math.round(bytes.reduce((sum, size) => sum + size, 0) / mail.length),
  };
  for (const count of [mostGrouped, messages]) {
    const lines = mail.slice(-count);
    const took = await timeMs(rounds, async () => groupMessages(lines));
    yield { what: `grouping ${count} messages`, ...(count === mostGrouped ? judge(took, 100, 'ms') : { value: took }) };
  }

  const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bench-'));
  const store = openStore({ file: path.join(folder, 'mail.sqlite'), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  await account.takeListed([{ mailbox: { path: 'INBOX', name: 'INBOX', delimiter: '/', attributes: [], mailboxId: null }, status: null }]);
  const mailbox = await account.mailbox(account.read().mailboxes[0]!.id);
  await mailbox.begin({ uidValidity: 1, uidNext: 1, highestModSeq: null, backfillBelow: null });
  for (let from = 0; from < mail.length; from += 500) {
    const page = mail.slice(from, from + 500).map((message, at) => ({
      uid: from + at + 1,
      receivedAt: message.receivedAt,
      flags: '\\Seen',
      size: 100,
      envelope: `(NIL "${message.isReply ? 'Re: ' : ''}${message.base}" NIL NIL NIL NIL NIL NIL ${message.inReplyTo.length === 0 ? 'NIL' : `"${message.inReplyTo[0]}"`} "${message.id}")`,
      structure: '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1 NIL NIL NIL NIL)',
    }));
    await mailbox.addNewer(page, from + page.length + 1);
  }
  const lists = createMessageLists({ accounts: async () => [{ accountId: 'a', account }], guesses: noGuesses });
  const list = async (offset: number): Promise<number> => {
    const startedAt = performance.now();
    await lists.list({ isGrouped: true, offset, limit: 50 });
    return performance.now() - startedAt;
  };
  yield { what: 'list by conversations, first time', ...judge(await list(0), 5_000, 'ms') };
  const again = [];
  for (let round = 0; round < rounds; round++) again.push(await list(50 * round));
  yield { what: 'list by conversations, another page', ...judge(median(again), 200, 'ms') };
  store.close();
  rmSync(folder, { recursive: true });
};

export default benchConversations;
