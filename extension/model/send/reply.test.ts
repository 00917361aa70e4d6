import { expect, test } from 'vitest';
import type { Correspondent, MessageContent } from '@kurrier/shared/mail/mail';
import { OutgoingMessage } from '@kurrier/shared/mail/outgoing-message';
import { emptyMessage, messageOf } from './compose-fields.ts';
import { canReplyToAll, replyTo } from './reply.ts';

const content: MessageContent = {
  row: {
    ref: { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 },
    from: [{ name: 'Babbage, Charles', address: 'charles@engine.example' }],
    to: [],
    subject: 'The engine\u202E',
    receivedAt: 0,
    isUnread: false,
    isFlagged: false,
    isAnswered: false,
    hasAttachments: false,
    isUnreadable: false,
  },
  cc: [],
  replyTo: [],
  messageId: '<1@engine.example>',
  references: [],
  sentAt: 0,
  text: 'First\n> second\n',
  isFromHtml: false,
  hasHtml: false,
  isCut: false,
  links: [],
  notices: [],
  leftOut: 0,
  attachments: [],
};

test('an answer goes to the sender, quotes the text and names the message it answers', () => {
  const answer = replyTo(content, { toAll: false, own: [], wrote: (who) => `${who} wrote:` });
  expect(answer).toEqual({
    accountId: 'a',
    to: '"Babbage, Charles" <charles@engine.example>',
    cc: '',
    subject: 'Re: The engine',
    text: '\n\nBabbage, Charles <charles@engine.example> wrote:\n> First\n>> second\n',
    references: ['<1@engine.example>'],
  });
  expect(messageOf({ ...emptyMessage(), ...answer }, [])).toMatchObject({
    inReplyTo: '<1@engine.example>',
    references: ['<1@engine.example>'],
    to: [{ name: 'Babbage, Charles', address: 'charles@engine.example' }],
  });
});

const [ada, bob, cat, list] = ['ada', 'bob', 'cat', 'list'].map((name) => ({ name: '', address: `${name}@x.example` })) as [
  Correspondent,
  Correspondent,
  Correspondent,
  Correspondent,
];
const people = (from: Correspondent, to: Correspondent[], cc: Correspondent[] = [], reply: Correspondent[] = []): MessageContent => ({
  ...content,
  row: { ...content.row, from: [from], to },
  cc,
  replyTo: reply,
});
const upper = { name: '', address: 'ADA@x.example' };

test.each<[string, MessageContent, boolean, { to: string; cc: string }]>([
  ['to the sender', people(bob, [ada], [cat]), false, { to: 'bob@x.example', cc: '' }],
  ['to where Reply-To says', people(bob, [ada], [], [list]), false, { to: 'list@x.example', cc: '' }],
  ['to all but oneself', people(bob, [upper, cat], [list, cat]), true, { to: 'bob@x.example', cc: 'cat@x.example, list@x.example' }],
  ['to all, each once', people(bob, [bob, ada], [cat], [cat]), true, { to: 'cat@x.example', cc: 'bob@x.example' }],
  ['to whom the own message went', people(ada, [bob, cat], [list]), false, { to: 'bob@x.example, cat@x.example', cc: '' }],
  ['to all of the own message', people(ada, [bob], [list]), true, { to: 'bob@x.example', cc: 'list@x.example' }],
  ['to oneself, where there is nobody else', people(ada, [ada]), true, { to: 'ada@x.example', cc: '' }],
  ['not to what is no address', people(bob, [ada, { name: 'team', address: '' }]), true, { to: 'bob@x.example', cc: '' }],
])('an answer goes %s', (_, message, toAll, { to, cc }) => {
  const style = { own: [ada.address], wrote: String };
  expect(replyTo(message, { ...style, toAll })).toMatchObject({ to, cc });
});

test('an answer to all goes to every recipient, however many and whatever they are called', () => {
  const many = Array.from({ length: 250 }, (_, at) => ({
    name: at % 3 === 0 ? 'x'.repeat(100 + at) : at % 3 === 1 ? 'a\u0007b, "c"' : '',
    address: `p${at}@x.example`,
  }));
  const answer = replyTo(
    people(
      bob,
      many,
      many.slice(0, 240).map(({ address }) => ({ name: '💌'.repeat(200), address: `cc.${address}` })),
    ),
    { toAll: true, own: [], wrote: String },
  );
  const { to, cc } = messageOf({ ...emptyMessage(), ...answer }, []);
  expect(to!.map(({ address }) => address)).toEqual([bob.address]);
  expect(cc!.map(({ address }) => address)).toEqual([
    ...many.map(({ address }) => address),
    ...many.slice(0, 240).map(({ address }) => `cc.${address}`),
  ]);
  expect(cc!.every(({ name = '' }) => name.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(name))).toBe(true);
});

test('of more people than fit into one field the others stand in the other, and a message to them can be sent', () => {
  const many = (count: number, name: string) => Array.from({ length: count }, (_, at) => ({ name: '', address: `${name}${at}@x.example` }));
  const answer = replyTo(people(bob, many(450, 'to'), many(300, 'cc')), { toAll: true, own: [], wrote: String });
  const message = messageOf({ ...emptyMessage(), ...answer }, []);
  expect([message.to!.length, message.cc!.length]).toEqual([251, 500]);
  expect(OutgoingMessage.safeParse({ ...message, from: { address: 'ada@x.example' } }).success).toBe(true);
});

test('answering to all is offered where there is somebody else', () => {
  expect(canReplyToAll(people(bob, [ada], [cat]), [ada.address])).toBe(true);
  expect(canReplyToAll(people(bob, [ada]), [ada.address])).toBe(false);
  expect(canReplyToAll(people(ada, [bob]), [ada.address])).toBe(false);
});

test('an answer names the conversation, and nothing that is no Message-ID', () => {
  const answer = replyTo({ ...content, references: ['<0@x>', 'x'], messageId: '<1@x>' }, { toAll: false, own: [], wrote: String });
  expect(answer.references).toEqual(['<0@x>', '<1@x>']);
  expect(replyTo({ ...content, messageId: '<a\r\nb>' }, { toAll: false, own: [], wrote: String }).references).toEqual([]);
  const long = (length: number): string => `<${'y'.repeat(length - 4)}@x>`;
  const ids = { references: [long(900), long(901), '<0@x>'], messageId: long(5_000) };
  const kept = replyTo({ ...content, ...ids }, { toAll: false, own: [], wrote: String });
  expect(kept.references).toEqual([long(900), '<0@x>']);
  const message = { ...messageOf({ ...emptyMessage(), ...kept }, []), from: { name: '', address: 'a@x.example' } };
  expect(OutgoingMessage.safeParse(message).success).toBe(true);
});
