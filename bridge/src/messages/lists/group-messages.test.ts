import { expect, test } from 'vitest';
import { createRandom } from '../../../../tests/sync/seeded-random.ts';
import { groupMessages } from './group-messages.ts';
import type { ThreadLine } from './join-by-name.ts';

const day = 24 * 3_600_000;
const line = (id: string, names: string[], { base = id, isReply = false, at = 0 } = {}): ThreadLine => ({
  id,
  inReplyTo: names.length === 1 ? names : [],
  references: names.length === 1 ? [] : names,
  base,
  isReply,
  receivedAt: at,
});
const groups = (...lines: ThreadLine[]) =>
  groupMessages(lines)
    .map((group) => [...group].sort((a, b) => a - b).join(' '))
    .sort();

test('messages that name each other are one conversation, also over one that is not here', () => {
  expect(groups(line('<a>', []), line('<b>', ['<a>']), line('<c>', ['<a>', '<b>']), line('<x>', []))).toEqual(['0 1 2', '3']);
  expect(groups(line('<b>', ['<gone>']), line('<x>', []), line('<c>', ['<gone>']))).toEqual(['0 2', '1']);
  expect(groups(line('<d>', ['<a>', '<b>', '<c>']), line('<a>', []))).toEqual(['0 1']);
});

test('the order in which they are here changes nothing', () => {
  const lines = [line('<a>', []), line('<b>', ['<a>']), line('<c>', ['<b>']), line('<y>', ['<x>']), line('<x>', [])];
  expect(groups(...lines).map((group) => group.split(' ').length)).toEqual([3, 2]);
  expect(groups(...lines.toReversed()).map((group) => group.split(' ').length)).toEqual([2, 3]);
});

test('an answer that names nothing here follows the last message of its subject; what is no answer does not', () => {
  const first = line('<a>', [], { base: 'plans', at: day });
  const answer = (at: number) => line('<b>', [], { base: 'plans', isReply: true, at });
  expect(groups(first, answer(2 * day))).toEqual(['0 1']);
  expect(groups(first, answer(100 * day))).toEqual(['0', '1']);
  expect(groups(first, answer(0))).toEqual(['0', '1']);
  expect(groups(first, { ...answer(2 * day), isReply: false })).toEqual(['0', '1']);
  expect(groups(line('<a>', [], { base: '' }), line('<b>', [], { base: '', isReply: true, at: 1 }))).toEqual(['0', '1']);
});

test('an answer whose conversation is here stays in it, whatever else has its subject', () => {
  const lines = [
    line('<a>', [], { base: 'invoice', at: 1 }),
    line('<n>', [], { base: 'invoice', at: 2 }),
    line('<b>', ['<a>'], { base: 'invoice', isReply: true, at: 3 }),
  ];
  expect(groups(...lines)).toEqual(['0 2', '1']);
});

test('a Message-ID that programs give to everything holds nothing together, and copies of one message are one', () => {
  expect(groups(line('<0>', [], { base: 'one' }), line('<0>', [], { base: 'two' }), line('', []), line('', []))).toEqual([
    '0',
    '1',
    '2',
    '3',
  ]);
  expect(groups(line('<a>', []), line('<a>', []))).toEqual(['0 1']);
  expect(groups(line('<a>', ['<a>']), line('<b>', ['<b>']))).toEqual(['0', '1']);
});

test('a hundred thousand messages that each name the one before are one conversation, without a deep call', () => {
  const lines = Array.from({ length: 100_000 }, (_, at) => line(`<${at}>`, at === 0 ? [] : [`<${at - 1}>`], { base: 'x', at }));
  expect(groupMessages(lines)).toHaveLength(1);
});

/** Two conversations of two messages each, `<a1>` and `<a2>`, `<b1>` and `<b2>`, and what a stranger sends after them. */
const plans = line('<a1>', [], { base: 'plans' });
const invoice = line('<b1>', [], { base: 'invoice' });
const two = [
  plans,
  line('<a2>', ['<a1>'], { base: 'plans', isReply: true }),
  invoice,
  line('<b2>', ['<b1>', '<gone>'], { base: 'invoice' }),
];
const asCame = (...lines: ThreadLine[]): ThreadLine[] => lines.map((each, at) => ({ ...each, receivedAt: at }));
const forged = (id: string, inReplyTo: string[], references: string[], base = 'offer'): ThreadLine => ({
  ...line(id, [], { base }),
  inReplyTo,
  references,
});

test.each<[string, ThreadLine[]]>([
  ['that names both in References', [forged('<x>', [], ['<a1>', '<b1>'])]],
  ['that names the answers of both', [forged('<x>', [], ['<a2>', '<b2>'])]],
  ['that names both in In-Reply-To', [forged('<x>', ['<a1>', '<b1>'], [])]],
  ['that answers one and names the other', [forged('<x>', ['<a2>'], ['<b1>'])]],
  ['that names one over a message that is not here', [forged('<x>', ['<a2>'], ['<gone>'])]],
  ['as a copy of a message of one that answers the other', [forged('<a1>', ['<b1>'], [], 'plans')]],
  ['as a copy that names the other', [forged('<a2>', ['<a1>'], ['<a1>', '<b2>'], 'plans')]],
  ['as the message that is not here', [forged('<gone>', ['<a1>'], ['<a1>'])]],
  ['as two messages over one', [forged('<x>', ['<made-up>'], ['<a1>']), forged('<y>', ['<made-up>'], ['<b1>'])]],
  ['as two messages that are each here later', [forged('<x>', ['<y>'], ['<a1>']), forged('<y>', ['<b1>'], ['<b1>'])]],
])('a stranger does not tie two conversations together by a message %s', (_, lines) => {
  const found = groups(...asCame(...two, ...lines)).map((group) => group.split(' ').map(Number));
  expect(found.find((group) => group.includes(0))).toContain(1);
  expect(found.find((group) => group.includes(2))).toContain(3);
  expect(found.find((group) => group.includes(0))).not.toContain(2);
});

test('not by their subject either, where each has a beginning of its own', () => {
  const lines = asCame(line('<a>', [], { base: 'weekly' }), line('<b>', [], { base: 'weekly' }), forged('<x>', [], ['<a>', '<b>']));
  expect(groups(...lines)).toEqual(['0', '1', '2']);
});

test('what is left of a conversation stays together, also under another subject', () => {
  const renamed = (id: string, inReplyTo: string, references: string[]) => ({
    ...forged(id, [inReplyTo], references, 'budget'),
    isReply: true,
  });
  const lines = [plans, renamed('<c>', '<b>', ['<a1>', '<b>']), renamed('<d>', '<b>', ['<a1>', '<b>']), renamed('<e>', '<d>', [])];
  expect(groups(...asCame(...lines))).toEqual(['0 1 2 3']);
  // Without its References, which come with its text, the first of them begins another.
  expect(groups(...asCame(plans, { ...lines[1]!, references: [] }))).toEqual(['0', '1']);
});

test('whoever writes whatever into his headers ties no two conversations together', () => {
  const seeds = process.env['KURRIER_SOAK'] === '1' ? 6_000 : 60;
  for (let seed = 1; seed <= seeds; seed++) {
    const random = createRandom(seed);
    const written = Array.from({ length: 60 }, (_, at) => ({ at, of: random.int(0, 8), id: `<${at}@x>` })).map((message, at, all) => {
      const before = all.slice(0, at).filter(({ of }) => of === message.of);
      const inReplyTo = before.length > 0 ? [random.pick(before).id] : [];
      const references = random.chance(0.5) ? before.map(({ id }) => id) : [];
      return { ...message, ...forged(message.id, inReplyTo, references, `subject ${message.of}`), isReply: before.length > 0 };
    });
    const mail = written.filter(() => random.chance(0.7));
    const some = (most: number) => Array.from({ length: random.int(0, most) }, () => `<${random.int(0, 70)}@x>`);
    const strangers = Array.from({ length: 20 }, (_, at) => ({
      ...forged(random.pick([`<new${at}@x>`, `<${random.int(0, 70)}@x>`]), some(3), some(60), `subject ${random.int(0, 12)}`),
      isReply: random.chance(0.5),
    }));
    for (const group of groupMessages(asCame(...mail, ...strangers))) {
      const conversations = new Set(group.filter((at) => at < mail.length).map((at) => mail[at]!.of));
      expect(conversations.size, `seed ${seed}`).toBeLessThanOrEqual(1);
    }
  }
});

test('thousands of messages that each name fifty others are grouped', () => {
  const name = (at: number): string => `<${at % 4_000}@x>`;
  const lines = Array.from({ length: 4_000 }, (_, at) =>
    forged(
      name(at),
      [name(at * 7)],
      Array.from({ length: 50 }, (_, other) => name(at * 31 + other * 97)),
      `subject ${at % 100}`,
    ),
  );
  expect(groupMessages(asCame(...lines)).flat()).toHaveLength(4_000);
});
