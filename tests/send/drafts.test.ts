import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { expect, test } from 'vitest';
import { startCourierMail } from '../sync/start-courier-mail.ts';
import { startCyrusMail } from '../sync/start-cyrus-mail.ts';
import { accountId } from '../sync/start-live.ts';
import { startMail } from '../sync/start-mail.ts';
import { startDrafts, type DraftsBench } from './start-drafts.ts';

const servers = {
  Dovecot: () => startMail(),
  'Dovecot without UIDPLUS': () => startMail({ capabilities: 'IMAP4rev1 LITERAL+' }),
  Courier: startCourierMail,
  Cyrus: startCyrusMail,
};

const subjects = async (bench: Pick<DraftsBench, 'onServer'>): Promise<string[]> =>
  (await bench.onServer()).map(({ subject }) => subject).sort();
const first = 'draft-number-one';

test.each(Object.keys(servers) as (keyof typeof servers)[])(
  '%s: other programs see a draft, once, as it was last saved; what they make of it is not touched',
  async (name) => {
    await using bench = await startDrafts(await servers[name]());
    expect(await bench.save(first, { subject: 'begun', text: 'Dear' })).toMatchObject({ state: 'saved' });
    const [seen] = await bench.onServer();
    expect([seen?.subject, seen?.flags.filter((flag) => flag !== '\\Recent')]).toEqual(['begun', ['\\Draft', '\\Seen']]);

    // Half written: nobody it goes to, a hidden recipient, and lines that mail would change.
    const text = '.\nFrom here\ntrailing  \n\u{1f426} \n-- \nAnn';
    for (const subject of ['more', 'even more'])
      expect(await bench.save(first, { subject, text, bcc: [{ name: 'Dan', address: 'dan@mail.test' }] })).toMatchObject({
        state: 'saved',
      });
    const [only, ...rest] = await bench.onServer();
    expect([only?.subject, rest]).toEqual(['even more', []]);
    expect(only?.source).toMatch(/^Bcc: Dan <dan@mail\.test>\r$/m);
    await bench.save('draft-number-two', { subject: 'another' });
    expect(await subjects(bench)).toEqual(['another', 'even more']);
    expect(await bench.drafts().discard({ draftId: 'draft-number-two' })).toEqual({ discarded: true });
    await bench.drafts().resume(accountId);
    expect(await subjects(bench)).toEqual(['even more']);

    await bench.replaceElsewhere('Subject: theirs\nMessage-ID: <theirs@mail.test>\n\nchanged\n');
    expect(await bench.save(first, { subject: 'mine' })).toEqual({ state: 'changed-elsewhere' });
    expect(await subjects(bench)).toEqual(['theirs']);
    // Saved again, it waits for what is decided; and a start anew decides nothing.
    await bench.restart();
    expect(await bench.save(first, { subject: 'mine still' })).toEqual({ state: 'changed-elsewhere' });
    expect(await subjects(bench)).toEqual(['theirs']);
    expect(await bench.save(first, { subject: 'mine again' }, true)).toMatchObject({ state: 'saved' });
    expect(await subjects(bench)).toEqual(['mine again', 'theirs']);
    expect(await bench.save(first, { subject: 'mine at last' })).toMatchObject({ state: 'saved' });
    expect(await subjects(bench)).toEqual(['mine at last', 'theirs']);
    expect(bench.reported).toEqual([]);
  },
  60_000,
);

const dovecot = async () => startDrafts(await startMail());
type Bench = Awaited<ReturnType<typeof dovecot>>;

test('without a network it waits, also over a restart of the bridge, and is then there once, as last written', async () => {
  await using bench = await dovecot();
  await bench.save(first, { subject: 'v1' });
  bench.live.gate.block(true);
  expect(await bench.save(first, { subject: 'v2' })).toMatchObject({ state: 'waiting', failure: { leg: 'imap' } });
  expect(await bench.save(first, { subject: 'v3' })).toMatchObject({ state: 'waiting' });
  await bench.save('draft-number-two', { subject: 'begun away' });
  await bench.save('draft-number-six', { subject: 'begun and given up away' });
  await bench.drafts().discard({ draftId: 'draft-number-six' });
  await bench.restart();
  expect(bench.drafts().state({ draftId: first })).toEqual({ state: 'waiting' });
  bench.live.gate.block(false);
  await bench.drafts().resume(accountId);
  expect(await subjects(bench)).toEqual(['begun away', 'v3']);
  expect(bench.drafts().state({ draftId: first })).toMatchObject({ state: 'saved' });
});

test('wherever the connection ends, the text is on the server or waits, and in the end it is there once', async () => {
  await using bench = await dovecot();
  await bench.save(first, { subject: 'v0' });
  const ends: string[] = [];
  for (const isDone of [false, true])
    // Each question to the server is the last one of its connection once, asked or not, until none of them is.
    for (let at = 1, isCut = true; isCut; at++) {
      const subject = `${isDone ? 'answer' : 'question'} ${at}`;
      bench.cutAt({ at, isDone });
      const saved = (await bench.save(first, { subject })) as { state: string };
      isCut = bench.wasCut();
      ends.push(`${saved.state} ${(await subjects(bench)).length}`);
      if (at % 2 === 0) await bench.restart();
      bench.cutAt(null);
      await bench.drafts().resume(accountId);
      expect([subject, await subjects(bench)]).toEqual([subject, [subject]]);
    }
  // Before and after the server took the new version, and with the one before still there or not.
  expect(new Set(ends)).toEqual(new Set(['waiting 1', 'waiting 2', 'saved 2', 'saved 1']));
  expect(bench.reported).toEqual([]);
});

test('a draft of another program is continued here, and in its place', async () => {
  await using bench = await dovecot();
  await bench.live.mail.doveadm('mailbox', 'create', '-u', 'ann@mail.test', 'Drafts');
  for (const heads of ['Message-ID: <theirs@mail.test>\n', '']) {
    await bench.replaceElsewhere(`Subject: begun there\nBcc: dan@mail.test\n${heads}\ntext\n`);
    await bench.live.sync.follow(bench.live.account());
    const account = await bench.live.sync.account(accountId);
    const found = async () => {
      const mailbox = account?.read().mailboxes.find(({ path }) => path === 'Drafts');
      const store = mailbox && (await account!.mailbox(mailbox.id));
      for await (const { uids } of store?.readIndex() ?? [])
        if (uids.length === 1) return { accountId, mailboxId: mailbox!.id, uidValidity: store!.cursor()!.uidValidity, uid: uids[0]! };
      return null;
    };
    await bench.live.sync.syncNow({ accountId });
    await expect.poll(async () => (await found())?.uid ?? null).toBe((await uidOnServer(bench)) ?? -1);
    const continued = await bench.drafts().continue({ ref: (await found())! });
    if (!('draftId' in continued)) throw new Error(continued.refused);
    expect(continued.bcc).toEqual([{ name: '', address: 'dan@mail.test' }]);
    // Opened, and nothing written: it stays as it was.
    await bench.restart();
    await bench.drafts().resume(accountId);
    expect(await subjects(bench)).toEqual(['begun there']);
    expect(await bench.save(continued.draftId, { subject: 'continued here' })).toMatchObject({ state: 'saved' });
    expect(await subjects(bench)).toEqual(['continued here']);
  }
});

const uidOnServer = async ({ live }: Bench): Promise<number> =>
  Number((await live.mail.doveadm('search', '-u', 'ann@mail.test', 'mailbox', 'Drafts', 'all')).trim().split(' ').at(-1));

test('it goes once its message was sent, and stays where that failed or was taken back', async () => {
  await using bench = await dovecot();
  const entry = (id: string, state: string): OutboxEntry => ({ id, status: { state } }) as unknown as OutboxEntry;
  const become = (id: string, state: string): void => {
    bench.entries.set(id, entry(id, state));
    bench.events.publish({ type: 'outbox.changed', entry: entry(id, state) });
  };
  for (const [draftId, id] of [
    [first, 'e1'],
    ['draft-number-two', 'e2'],
    ['draft-number-six', 'e6'],
  ] as const) {
    await bench.save(draftId, { subject: id });
    become(id, 'queued');
    await bench.drafts().handedOver(draftId, id);
  }
  expect(await subjects(bench)).toEqual(['e1', 'e2', 'e6']);
  become('e1', 'sent');
  become('e2', 'failed');
  await expect.poll(() => subjects(bench)).toEqual(['e2', 'e6']);
  // Sent while the bridge was away: seen when it is back. What was taken back is only a draft again.
  bench.entries.set('e6', entry('e6', 'sent'));
  bench.entries.delete('e2');
  await bench.restart();
  await expect.poll(() => subjects(bench)).toEqual(['e2']);
});

test('files go with it, and one whose file is not there yet is not saved', async () => {
  await using bench = await dovecot();
  const begun = await bench.uploads.begin({ size: 3 });
  const { uploadId } = begun as { uploadId: string };
  const attachments = [{ uploadId, fileName: 'a.bin', contentType: 'application/octet-stream' }];
  expect(await bench.save(first, { attachments })).toEqual({ refused: 'upload-incomplete' });
  await bench.uploads.append({ uploadId, offset: 0 }, Buffer.from('abc'));
  expect(await bench.save(first, { attachments })).toMatchObject({ state: 'saved' });
  expect((await bench.onServer())[0]?.source).toContain('YWJj');
});
