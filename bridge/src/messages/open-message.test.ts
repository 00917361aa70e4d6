import { fail } from '@kurrier/shared/failure/outcome';
import type { Attachment } from '@kurrier/shared/mail/mail';
import { expect, test } from 'vitest';
import { parseBodyStructure } from '../imap/grammar/body-structure.ts';
import { protocolViolation } from '../imap/protocol-violation.ts';
import { guessNothing } from '../mime/decode-charset.ts';
import { attachmentsOf } from './attachments.ts';
import { createOpenMessage, type OpenMessageDeps } from './open-message.ts';
import { createRecentTexts, type MessageTexts } from './recent-texts.ts';

const text = '("TEXT" "PLAIN" ("CHARSET" "UTF-8") NIL NIL "7BIT" 5 1 NIL NIL NIL)';
const file = (name: string, size: number): string =>
  `("APPLICATION" "PDF" ("NAME" "${name}") NIL NIL "BASE64" ${size} NIL ("ATTACHMENT" ("FILENAME" "${name}")) NIL)`;
const picture = '("IMAGE" "PNG" NIL "<dot@x>" NIL "BASE64" 90 NIL ("INLINE" NIL) NIL)';
const within = `(${text}${file('inner.pdf', 780)} "MIXED" ("BOUNDARY" "i") NIL NIL)`;
const message = (type: string, encoding: string): string =>
  `("MESSAGE" "${type}" NIL NIL NIL "${encoding}" 2000 (NIL "inner" NIL NIL NIL NIL NIL NIL NIL NIL) ${within} 40 NIL NIL NIL)`;
const mixed = (...parts: string[]): string => `(${text}${parts.join('')} "MIXED" ("BOUNDARY" "o") NIL NIL)`;
const places = (structure: string): Attachment[] =>
  attachmentsOf(parseBodyStructure(structure)!).map(({ name, type, size, depth, isInline }) => ({ name, type, size, depth, isInline }));

const ref = { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 };
/** Opens a message whose text is at hand with these attachments, while the server cannot be reached; counts how often it was asked. */
const openKept = async (structure: string, attachments: Attachment[]) => {
  let asked = 0;
  const unreachable = async () => {
    asked++;
    return fail({ failed: protocolViolation('GONE') });
  };
  const texts = {
    content: { text: 'at hand', attachments, cc: [], replyTo: [], links: [] },
    html: { bodies: [], isCut: false, pictures: [{ contentId: 'dot@x', index: 99 }] },
  } as Partial<Record<keyof MessageTexts, object>> as MessageTexts;
  const opening = createOpenMessage({
    findMessage: async () => ({
      message: { uid: 1, receivedAt: 0, flags: '', size: 9, envelope: '(NIL)', structure },
      mailbox: {},
      store: {},
    }),
    onDemand: { run: unreachable, runOnSession: unreachable },
    read: Object.assign(() => expect.unreachable(), { warm: () => undefined }),
    guesses: { guess: guessNothing, settle: async () => false },
    recent: createRecentTexts(),
    texts: { read: async () => ({ texts, isPartial: false }), prepare: async () => async () => undefined },
    unpacked: { unpack: unreachable },
  } as Partial<Record<keyof OpenMessageDeps, unknown>> as OpenMessageDeps);
  const content = await opening.open({ ref });
  const html = await opening.openHtml({ ref });
  if (!('text' in content && 'pictures' in html)) return expect.unreachable(JSON.stringify(content));
  const listed = content.attachments.map(({ name, type, size, depth, isInline }) => ({ name, type, size, depth, isInline }));
  return { asked, text: content.text, listed, pictures: html.pictures };
};

const lying = { name: 'inner.pdf', type: 'application/pdf', size: 569, depth: 1, isInline: false };
const [global, encoded] = [message('GLOBAL', '8BIT'), message('RFC822', 'BASE64')];
test.each<[what: string, structure: string, toEarlier: (now: Attachment[]) => Attachment[]]>([
  ['what lies in a message/global was not listed', mixed(global, file('plan.pdf', 1560)), (now) => now.filter(({ depth }) => depth === 0)],
  ['what an encoded message seemed to hold was', mixed(encoded, file('plan.pdf', 1560)), ([first, ...more]) => [first!, lying, ...more]],
  ['the same, and nothing follows', mixed(encoded), (now) => [...now, lying]],
  ['of two of a kind the first was left out', mixed(file('a.pdf', 780), file('b.pdf', 1560)), (now) => now.slice(1)],
  ['a picture stood elsewhere', mixed(global, picture), (now) => now.filter(({ depth }) => depth === 0)],
])('a file of a text at hand is the one that is saved, whatever an earlier version listed: %s', async (_, structure, toEarlier) => {
  const now = places(structure);
  const opened = await openKept(structure, toEarlier(now));
  expect(opened).toMatchObject({ text: 'at hand', listed: now });
  expect(opened.asked).toBeGreaterThan(0);
  expect(opened.pictures).toEqual(now.flatMap(({ type }, index) => (type === 'image/png' ? [{ contentId: 'dot@x', index }] : [])));
});

test.each([
  ['as it is listed now', []],
  ['with what was packed into it', [{ name: 'packed.doc', type: 'application/msword', size: 7, depth: 0, isInline: false }]],
])('no server is asked for a text at hand: %s', async (_, packed) => {
  const structure = mixed(global, file('plan.pdf', 1560));
  const kept = [...places(structure), ...packed];
  expect(await openKept(structure, kept)).toMatchObject({ asked: 0, text: 'at hand', listed: kept });
});
