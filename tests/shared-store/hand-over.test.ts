import path from 'node:path';
import { removeAccount } from '@kurrier/shared/api/accounts';
import { followSearch, startSearch } from '@kurrier/shared/api/search';
import { sendMessage } from '@kurrier/shared/api/send';
import { draftState, saveDraft } from '@kurrier/shared/api/writing/drafts';
import { cancelMessage, retryMessage } from '@kurrier/shared/api/outbox';
import { listChanges } from '@kurrier/shared/api/order/changes';
import { listMessages, listSyncs, markSeen, moveMessages, starMessages, trashMessages } from '@kurrier/shared/api/mail';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runKurrier } from '../faults/run-kurrier.ts';
import { startMailServers, type MailServers } from '../send/start-mail-servers.ts';
import { readMailbox } from '../send/read-mailbox.ts';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { databases, type DatabasePlace } from './each-database.ts';
import { createSharers, type Sharer } from './start-shared.ts';
import { until } from '../setup/until.ts';

let servers: MailServers;
beforeAll(async () => (servers = await startMailServers()));
afterAll(() => servers[Symbol.asyncDispose]());

const subjectsOf = (messages: Awaited<ReturnType<typeof readMailbox>>) =>
  messages.map(({ source }) => /^Subject: (.*?)\r?$/m.exec(source.toString())?.[1]);

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let place: DatabasePlace;
  let sharers: ReturnType<typeof createSharers>;
  let one: Sharer;
  let other: Sharer;
  let ann: string;
  const subjects = ['star', 'read', 'move', 'delete'].map((what) => `${what} ${name}`);
  beforeAll(async () => {
    place = await databases[name]();
    sharers = createSharers(place.server!.uri, servers);
    for (const subject of subjects)
      await deliverByLmtp(servers.dovecot.ports.lmtp, 'ann@mail.test', `From: x@mail.test\nSubject: ${subject}\n\nhello`);
    one = await sharers.start('one');
    ann = await one.addAccount('ann');
    await until(async () => expect(await one.state()).toMatchObject({ own: 1 }));
    other = await sharers.start('other');
    await until(async () => expect(await other.subjects()).toEqual(expect.arrayContaining(subjects)));
    // The mailbox for junk that the first of the two makes is known where it is used.
    const roles = async () => (await other.call(listSyncs, {})).syncs.flatMap(({ mailboxes }) => mailboxes.map(({ role }) => role));
    if (name === 'PostgreSQL') await until(async () => expect(await roles()).toContain('junk'));
  }, 60_000);
  afterAll(async () => {
    await other?.stop();
    await one?.stop();
    sharers[Symbol.dispose]();
    await place[Symbol.asyncDispose]();
  });
  const refOf = async (what: string) => (await other.rows()).find(({ subject }) => subject === `${what} ${name}`)!.ref;
  const changesOf = async () => {
    const lists = await Promise.all([one, other].map((bridge) => bridge.call(listChanges, {})));
    return lists.flatMap(({ changes }) => changes);
  };
  const received = async () => subjectsOf(await readMailbox(servers, 'bob'));

  test(
    'changes made at a bridge without the account are shown as waiting, then done by the one that has it',
    { timeout: 60_000 },
    async () => {
      const refs = Object.fromEntries(
        await Promise.all(['star', 'read', 'move', 'delete'].map(async (what) => [what, [await refOf(what)]])),
      );
      const answers = [
        await other.call(starMessages, { refs: refs['star']!, starred: true }),
        await other.call(markSeen, { refs: refs['read']!, seen: true }),
        await other.call(moveMessages, { refs: refs['move']!, to: { role: 'junk' } }),
        await other.call(trashMessages, { refs: refs['delete']! }),
      ];
      const later = { done: 0, pending: 1 };
      // The account has no mailbox for junk yet: it is made now, or nothing is moved.
      expect(answers).toEqual([later, later, name === 'Redis' ? { done: 1 } : later, later]);
      // Shown at once as it will be.
      const starred = async () => (await other.rows()).find(({ subject }) => subject === `star ${name}`);
      expect(await starred()).toMatchObject({ isFlagged: true });
      await expect.poll(changesOf).toEqual([]);
      await expect.poll(() => starred()).toEqual(expect.objectContaining({ isFlagged: true }));
      await expect.poll(async () => (await starred())?.pending).toBeUndefined();
      const inbox = await readMailbox(servers, 'ann');
      const flagsOf = (what: string) => inbox[subjectsOf(inbox).indexOf(`${what} ${name}`)]?.flags;
      expect({ star: flagsOf('star'), read: flagsOf('read'), move: flagsOf('move'), delete: flagsOf('delete') }).toEqual({
        star: expect.arrayContaining(['\\Flagged']),
        read: expect.arrayContaining(['\\Seen']),
        move: undefined,
        delete: undefined,
      });
      expect(subjectsOf(await readMailbox(servers, 'ann', 'Junk'))).toContain(`move ${name}`);
      expect(subjectsOf(await readMailbox(servers, 'ann', 'Trash'))).toContain(`delete ${name}`);
      expect(await one.state()).toMatchObject({ own: 1, refusedWrites: 0 });
    },
  );

  test.each([
    ['short', 'hello'],
    ['long', `${'x'.repeat(70)}\n`.repeat(2_000)],
  ])(
    'a %s message that is sent at a bridge without the account is accepted there and sent once',
    { timeout: 60_000 },
    async (length, text) => {
      const subject = `${length} ${name}`;
      const sent = await other.send(ann, `handed ${subject}`, { subject, text });
      expect(sent).toMatchObject({ ok: true, value: { existing: false, entry: { status: { state: 'queued' } } } });
      expect((await other.outbox())[0]).toMatch(new RegExp(`^${subject}: `));
      await expect.poll(async () => (await other.outbox())[0]).toBe(`${subject}: sent`);
      for (const bridge of [one, other])
        expect(await bridge.send(ann, `handed ${subject}`, { subject, text })).toMatchObject({ ok: true, value: { existing: true } });
      await expect.poll(received).toContain(subject);
      const mail = (await readMailbox(servers, 'bob')).filter(({ source }) => source.includes(`Subject: ${subject}`));
      expect(mail).toHaveLength(1);
      expect(mail[0]!.source.length).toBeGreaterThan(text.length);
    },
  );

  test('what is held back is taken back and sent again by whoever asks', { timeout: 60_000 }, async () => {
    const subject = `held ${name}`;
    const accepted = await other.send(ann, `handed ${subject}`, { subject, holdMs: 10_000 });
    const { id } = (accepted as { value: { entry: { id: string } } }).value.entry;
    expect(await other.call(cancelMessage, { id })).toMatchObject({ entry: { id, status: { state: 'cancelled' } } });
    expect(await one.outbox()).toContain(`${subject}: cancelled`);
    expect(await other.call(retryMessage, { id })).toMatchObject({ entry: { id } });
    await expect.poll(() => other.outbox()).toContain(`${subject}: sent`);
    await expect.poll(async () => (await received()).filter((one) => one === subject)).toEqual([subject]);
  });

  test(
    'a draft that is saved at a bridge without the account stands on the server once, and goes when it was sent',
    { timeout: 60_000 },
    async () => {
      const subject = `draft ${name}`;
      const drafts = async () => subjectsOf(await readMailbox(servers, 'ann', 'Drafts')).filter((found) => found === subject);
      const message = { from: { address: 'ann@mail.test' }, to: [{ address: 'bob@mail.test' }], subject, text: 'unfinished' };
      const draftId = `draft-${name}`;
      for (const text of ['unfinished', 'finished'])
        await other.call(saveDraft, { accountId: ann, draftId, message: { ...message, text }, evenIfGone: false });
      await expect.poll(drafts).toEqual([subject]);
      expect(await other.call(draftState, { draftId })).toMatchObject({ state: 'saved' });
      await other.call(sendMessage, { accountId: ann, idempotencyKey: `draft-is-sent-${name}`, holdMs: 0, message, draftId });
      await expect.poll(() => other.outbox()).toContain(`${subject}: sent`);
      await expect.poll(drafts).toEqual([]);
    },
  );

  test('a search at a bridge without the account finds what is stored, and what only the server has', { timeout: 60_000 }, async () => {
    const find = async (query: string) => {
      const begun = await other.call(startSearch, { query, limit: 10 });
      const { searchId } = begun;
      let state = begun;
      await expect
        .poll(
          async () => {
            const followed = await other.call(followSearch, { searchId, version: state.version, limit: 10, waitMs: 200 });
            if ('searchId' in followed) state = followed;
            return state.isLocalDone && state.servers.every((server) => server.state !== 'searching');
          },
          { timeout: 15_000 },
        )
        .toBe(true);
      return { found: state.rows.map((row) => row.subject), servers: state.servers.map((server) => server.state) };
    };
    expect(await find(`"star ${name}"`)).toEqual({ found: [`star ${name}`], servers: ['done'] });
    expect((await find('hello')).found).toContain(`read ${name}`);
  });

  test('the key is not changed while another bridge uses the former one', async () => {
    const { code, errors } = await runKurrier(path.join(sharers.dir, 'other'), ['rotate']);
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining('other bridges use this store') });
    expect(await other.send(ann, `after rotate ${name}`, { text: 'the password opens' })).toMatchObject({ ok: true });
    await expect.poll(() => one.outbox()).toContain(`after rotate ${name}: sent`);
  });

  test('nothing was reported, and nothing that was handed over is left in the store', async () => {
    expect([...one.reported, ...other.reported]).toEqual([]);
    const database = await place.open();
    await expect.poll(async () => (await database.namespaces()).filter((found) => found.startsWith('handed-over'))).toEqual([]);
    await database.close();
  });

  test('a page that is damaged in the store is fetched anew', { timeout: 60_000 }, async () => {
    const database = await place.open();
    const before = (await one.subjects()).toSorted();
    const pages = [];
    for (const namespace of (await database.namespaces()).filter((found) => found.startsWith(`mail:${ann}:`)))
      for await (const entries of database.walk(namespace))
        for (const [key] of entries) if (/^(?:index|content):/.test(key)) pages.push({ namespace, key, value: '{"value":"no page"}' });
    expect(pages.length).toBeGreaterThan(0);
    await database.fencedWrite(pages);
    await database.close();
    // Whoever was right at it goes on with what is known; another bridge reads.
    await one.stop();
    const subjects = async () => {
      const listed = await other.tryCall(listMessages, { limit: 100 });
      return listed.ok ? listed.value.rows.map(({ subject }) => subject).toSorted() : [listed.failure.kind];
    };
    const rebuilt = () => other.reported.filter((problem) => problem.includes('fetched anew')).length;
    await expect.poll(async () => (await subjects(), rebuilt()), { timeout: 30_000 }).toBe(1);
    await expect.poll(subjects, { timeout: 30_000 }).toEqual(before);
    expect(rebuilt()).toBe(1);
    expect(await other.send(ann, `after damage ${name}`)).toMatchObject({ ok: true });
  });

  test(
    'an account is removed at a bridge without it: asked about what waits, then gone at both, and from the store',
    { timeout: 60_000 },
    async () => {
      const again = await sharers.start('one');
      try {
        await expect.poll(() => again.state(), { timeout: 15_000 }).toMatchObject({ own: 0, accounts: 1, bridges: 2 });
        await again.call(starMessages, { refs: [(await again.rows())[0]!.ref], starred: true });
        // Last: it is held back for ten seconds, in which both answers and the removal have to fall.
        expect(await again.send(ann, `waits ${name}`, { holdMs: 10_000 })).toMatchObject({ ok: true });
        expect(await again.call(removeAccount, { id: ann })).toEqual({ refused: 'queued-mail', queued: 1 });
        expect(await again.call(removeAccount, { id: ann, discardQueued: true })).toEqual({ removed: true });
        await expect.poll(() => other.addresses(), { timeout: 15_000 }).toEqual([]);
        const database = await place.open();
        const left = async () => {
          const names = (await database.namespaces()).filter((found) => /^(?:mail|outbox|changes|handed-over)\b/.test(found));
          const holders = (await database.leases()).filter((lease) => lease.name === `account:${ann}` && !lease.isExpired);
          return [...names, ...holders];
        };
        await expect.poll(left, { timeout: 15_000 }).toEqual([]);
        await database.close();
        expect(await received()).not.toContain(`waits ${name}`);
        expect(again.reported).toEqual([]);
      } finally {
        await again.stop();
      }
    },
  );
});
