import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImapFlow } from 'imapflow';
import { accountId } from '../sync/start-live.ts';
import { startSearch, type Started } from './start-search.ts';
import { until } from '../setup/until.ts';

let started: Started;
let other: ImapFlow;
const canary = 'Nachtigall9QZ';
const day = 24 * 60 * 60_000;

const message = (subject: string, text: string): string =>
  `From: Anna Weber <anna@mail.test>\r\nTo: bob@mail.test\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;

const refOf = async (mailbox: string, uid: number) => {
  const { id } = await started.mailboxNamed(mailbox);
  const store = await (await started.account()).mailbox(id);
  return { accountId, mailboxId: id, uidValidity: store.cursor()!.uidValidity, uid };
};

beforeAll(async () => {
  started = await startSearch();
  other = await started.live.mail.connectOther();
  await other.append('INBOX', message('one', `the first text, ${canary}`));
  await other.append('INBOX', message('two', `${'long '.repeat(20_000)} behind`));
  await other.append('INBOX', message('old', 'an old text with Gänseblümchen in it'), [], new Date(Date.now() - 60 * day));
  await other.mailboxCreate('Work');
  await other.append('Work', message('three', 'a text in another folder'));
  await started.follow();
});
afterAll(async () => {
  await other.logout();
  await started[Symbol.asyncDispose]();
});

test('texts of the newest days are fetched between two IDLEs, in every folder, and new mail goes on arriving', async () => {
  await until(async () => expect([await started.atHand(), await started.atHand('Work')]).toEqual([[1, 2], [1]]));
  await other.append('INBOX', message('four', 'a text that came later'));
  await until(async () => expect(await started.atHand()).toEqual([1, 2, 4]));
  expect(started.reported).toEqual([]);
});

test('without a network they are there, also in a bridge that has just started; of a long one as much as was fetched', async () => {
  started.live.gate.block(true);
  try {
    const reader = started.createReader();
    expect(await reader.open({ ref: await refOf('INBOX', 1) })).toMatchObject({
      text: `the first text, ${canary}`,
      row: { subject: 'one' },
    });
    expect(await reader.open({ ref: await refOf('Work', 1) })).toMatchObject({ text: 'a text in another folder' });
    const long = await reader.open({ ref: await refOf('INBOX', 2) });
    expect(long).toMatchObject({ isCut: true });
    expect('text' in long && long.text.length).toBeGreaterThan(10_000);
    expect('text' in long && long.text.length).toBeLessThanOrEqual(64 * 1024);
    expect(await reader.open({ ref: await refOf('INBOX', 3) })).toHaveProperty('failed');
  } finally {
    started.live.gate.block(false);
  }
});

test('what was read is there afterwards, however old it is, and whole', async () => {
  const reader = started.createReader();
  expect(await reader.open({ ref: await refOf('INBOX', 3) })).toMatchObject({ text: 'an old text with Gänseblümchen in it' });
  expect(await reader.open({ ref: await refOf('INBOX', 2) })).toMatchObject({ isCut: false });
  started.live.gate.block(true);
  try {
    const later = started.createReader();
    expect(await later.open({ ref: await refOf('INBOX', 3) })).toMatchObject({ text: 'an old text with Gänseblümchen in it' });
    expect(await later.open({ ref: await refOf('INBOX', 2) })).toMatchObject({ isCut: false });
  } finally {
    started.live.gate.block(false);
  }
});

test('they lie on the disk sealed: neither a text nor a word of it is there in clear', () => {
  const bytes = Buffer.concat(readdirSync(started.live.folder).map((name) => readFileSync(path.join(started.live.folder, name)))).toString(
    'latin1',
  );
  for (const form of [canary, canary.toLowerCase(), canary.toUpperCase(), Buffer.from(canary).toString('base64').slice(2, 14)])
    expect(bytes.includes(form)).toBe(false);
});

test('while the vault is locked there are headers and nothing else', async () => {
  started.setLocked(true);
  try {
    expect(await started.texts.read(await refOf('INBOX', 1))).toBeNull();
    expect((await started.find('text')).rows).toEqual([]);
  } finally {
    started.setLocked(false);
  }
});

test('a text goes with its message, and all of them with their folder', async () => {
  const lock = await other.getMailboxLock('INBOX');
  await other.messageDelete('1', { uid: true });
  lock.release();
  await until(async () => expect(await started.atHand()).not.toContain(1));
  const { id } = await started.mailboxNamed('Work');
  await other.mailboxDelete('Work');
  await started.live.sync.syncNow({ accountId });
  await until(async () => expect(await started.mailboxNamed('Work')).toBeUndefined());
  const account = await started.account();
  for (const kind of ['texts', 'search'] as const)
    for (const key of ['directory', 'pages', 'text:1', 'head:1']) expect(await account.derived(id, kind).get(key)).toBeUndefined();
});

test('with less room the oldest give way, and are not fetched again and again', async () => {
  const noise = (): string => Array.from({ length: 2_000 }, () => Math.random().toString(36)).join(' ');
  for (let i = 0; i < 80; i++) await other.append('INBOX', message(`noise ${i}`, noise()));
  const account = await started.account();
  await started.live.sync.choose({ accountId, choice: { ...account.read().choice, texts: { days: 30, megabytes: 1 } } });
  await until(async () => expect(await started.atHand()).toContain(84));
  await until(async () => expect(started.texts.fullBefore(account)).toBeGreaterThan(0));
  const kept = await started.atHand();
  expect(kept.length).toBeLessThan(80);
  expect(kept).not.toContain(4);
});
