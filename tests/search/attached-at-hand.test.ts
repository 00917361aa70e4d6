import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImapFlow } from 'imapflow';
import { accountId } from '../sync/start-live.ts';
import { attributeOf, fileOf, properties, tnefOf } from '../sync/write-tnef.ts';
import { until } from '../setup/until.ts';
import { startSearch, type Started } from './start-search.ts';

let started: Started;
let other: ImapFlow;
const canary = 'Zaunkönig7QX';
const day = 24 * 60 * 60_000;

const heads = (subject: string, type: string): string =>
  `From: Cid <cid@mail.test>\nTo: Dan <dan@mail.test>\nSubject: ${subject}\nMIME-Version: 1.0\nContent-Type: ${type}\n`;
const plain = (subject: string, text: string): string => `${heads(subject, 'text/plain; charset=utf-8')}\n${text}\n`;
const around = (subject: string, ...parts: string[]): string =>
  `${heads(subject, `multipart/mixed; boundary="${subject}"`)}\n${[`\nFor you, of ${subject}.`, ...parts].map((part) => `--${subject}\n${part}\n`).join('')}--${subject}--\n`;
const asItIs = (inner: string): string => `Content-Type: message/rfc822\n\n${inner}`;
const inBase64 = (inner: string): string =>
  `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${Buffer.from(inner.replaceAll('\n', '\r\n'))
    .toString('base64')
    .replace(/.{76}/g, '$&\n')}`;
const wrappings = { plain: asItIs, encoded: inBase64 };

/** An attached message with another one in it. */
const nested = (name: string): string => around(`${name}-inner`, asItIs(plain(`${name}-innermost`, `the innermost text of ${name}`)));
const html = attributeOf(0x00069003, properties([0x1013, 0x102, Buffer.from('<meta charset=utf-8><p>packed words')]));
const winmail = tnefOf(html, ...fileOf('plan.txt', Buffer.from('the plan')));
const packed = `${heads('packed-inner', 'multipart/mixed; boundary=p')}\n--p\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=winmail.dat\n\n${winmail.toString('base64')}\n--p--\n`;

const append = (text: string, age = 0) =>
  other.append('INBOX', Buffer.from(text.replaceAll('\n', '\r\n')), [], new Date(Date.now() - age * day));

beforeAll(async () => {
  started = await startSearch();
  other = await started.live.mail.connectOther();
  for (const [name, wrap] of Object.entries(wrappings)) {
    await append(around(`${name}-new`, wrap(nested(`${name}-new`))));
    await append(around(`${name}-old`, wrap(nested(`${name}-old`))), 60);
    await append(around(`${name}-packed`, wrap(packed)), 60);
  }
  await append(around('long', asItIs(plain('long-inner', `${'very long '.repeat(20_000)} behind`))));
  await append(around('secret', asItIs(plain('secret-inner', `marten ${canary}`))));
  await started.follow();
  await until(async () => expect(await started.atHand()).toHaveLength(4));
});
afterAll(async () => {
  await other.logout();
  await started[Symbol.asyncDispose]();
});

const uids: Record<string, number> = {
  'plain-new': 1,
  'plain-old': 2,
  'plain-packed': 3,
  'encoded-new': 4,
  'encoded-old': 5,
  'encoded-packed': 6,
  long: 7,
  secret: 8,
};
const refOf = async (subject: string) => {
  const { id } = await started.mailboxNamed('INBOX');
  const store = await (await started.account()).mailbox(id);
  return { accountId, mailboxId: id, uidValidity: store.cursor()!.uidValidity, uid: uids[subject]! };
};
const open = async (subject: string, path: number[] = [], reader = started.createReader()) =>
  reader.open({ ref: await refOf(subject), path });
/** Over a connection that is there: one that was just cut may be met once. */
const openOnline: typeof open = async (...asked) => {
  let opened = await open(...asked);
  await until(async () => {
    if (!('text' in opened)) opened = await open(...asked);
    expect(opened).toHaveProperty('text');
  });
  return opened;
};

/** While the server is away, in a bridge that has just started. */
const offline = async (check: () => Promise<void>): Promise<void> => {
  started.live.gate.block(true);
  try {
    await check();
  } finally {
    started.live.gate.block(false);
  }
};

const inner = (name: string) => ({
  text: expect.stringContaining(`For you, of ${name}-inner.`),
  row: { subject: `${name}-inner`, from: [{ name: 'Cid', address: 'cid@mail.test' }], hasAttachments: true },
  path: [0],
});
const innermost = (name: string) => ({ text: `the innermost text of ${name}`, row: { subject: `${name}-innermost` }, path: [0, 0] });

test.each(Object.keys(wrappings))('without a network what was fetched ahead of the messages in a message is there (%s)', async (name) => {
  await offline(async () => {
    expect(await open(`${name}-new`, [0])).toMatchObject(inner(`${name}-new`));
    expect(await open(`${name}-new`, [0, 0])).toMatchObject(innermost(`${name}-new`));
  });
});

test.each(Object.keys(wrappings))('what was opened of them is there afterwards, what was not is asked for (%s)', async (name) => {
  const subject = `${name}-old`;
  await offline(async () => expect(await open(subject, [0])).toHaveProperty('failed'));
  const reader = started.createReader();
  await openOnline(subject, [], reader);
  const online = await openOnline(subject, [0], reader);
  expect(online).toMatchObject(inner(subject));
  await offline(async () => {
    expect(await open(subject, [0])).toEqual(online);
    expect(await open(subject, [0, 0])).toHaveProperty('failed');
  });
  await openOnline(subject, [0, 0], reader);
  await offline(async () => expect(await open(subject, [0, 0])).toMatchObject(innermost(subject)));
  // Opening the one around it anew takes nothing away.
  await openOnline(subject);
  await offline(async () => expect(await open(subject, [0])).toEqual(online));
});

test('of a long one as much as was fetched is there, and the whole once it was read', async () => {
  await offline(async () => expect(await open('long', [0])).toMatchObject({ isCut: true, text: expect.stringMatching(/^very long/) }));
  await until(async () => expect(await open('long', [0])).toMatchObject({ isCut: false }));
  await offline(async () => expect(await open('long', [0])).toMatchObject({ isCut: false, text: expect.stringMatching(/behind$/) }));
});

test.each(Object.keys(wrappings))('a winmail.dat in an attached message is unpacked as in a message (%s)', async (name) => {
  const reader = started.createReader();
  await openOnline(`${name}-packed`, [], reader);
  const opened = await openOnline(`${name}-packed`, [0], reader);
  expect(opened).toMatchObject({ text: 'packed words', attachments: [{ name: 'winmail.dat' }, { name: 'plan.txt', size: 8 }] });
  const piece = await reader.readAttachment({ ref: await refOf(`${name}-packed`), path: [0], index: 1, offset: 0 });
  expect(piece).toEqual({ base64: Buffer.from('the plan').toString('base64'), next: null, total: 8 });
  expect(await reader.readAttachment({ ref: await refOf(`${name}-packed`), path: [0], index: 2, offset: 0 })).toEqual({
    refused: 'not-found',
  });
  await offline(async () => expect(await open(`${name}-packed`, [0])).toEqual(opened));
});

test('what messages in a message say is found, and the server is asked about those that are not at hand', async () => {
  expect(started.subjects(await started.find('marten'))).toEqual(['secret']);
  await offline(async () => {
    expect(started.subjects(await started.find('marten'))).toEqual(['secret']);
    expect(started.subjects(await started.find('"encoded-new-innermost"'))).toEqual(['encoded-new']);
  });
  await append(around('late', asItIs(plain('late-inner', 'a stoat'))), 60);
  uids['late'] = 9;
  await openOnline('late');
  await until(async () => expect(started.subjects(await started.find('stoat'))).toEqual(['late']));
  await openOnline('late', [0]);
  await offline(async () => expect(started.subjects(await started.find('stoat'))).toEqual(['late']));
});

test('they lie on the disk sealed, and while the vault is locked they are not there', async () => {
  const bytes = Buffer.concat(readdirSync(started.live.folder).map((name) => readFileSync(path.join(started.live.folder, name))));
  for (const form of [canary, canary.toLowerCase(), 'Zaunk', Buffer.from(canary).toString('base64').slice(2, 12)])
    expect(bytes.includes(form)).toBe(false);
  started.setLocked(true);
  try {
    await offline(async () => expect(await open('secret', [0])).toHaveProperty('failed'));
  } finally {
    started.setLocked(false);
  }
});

test('they go with the message that they lie in', async () => {
  const lock = await other.getMailboxLock('INBOX');
  await other.messageDelete('8', { uid: true });
  lock.release();
  await until(async () => expect(await started.atHand()).not.toContain(8));
  expect(await open('secret', [0])).toEqual({ refused: 'not-found' });
  const { id } = await started.mailboxNamed('INBOX');
  expect(await (await started.account()).derived(id, 'texts').get('text:8')).toBeUndefined();
});
