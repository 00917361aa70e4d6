import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { succeed } from '@kurrier/shared/failure/outcome';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import { Secret } from '@kurrier/shared/secret';
import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handOver } from '../../bridge/src/imap/on-demand/hand-over.ts';
import { createOnDemandConnections } from '../../bridge/src/imap/on-demand/on-demand-connections.ts';
import { createOpenSentMailbox } from '../../bridge/src/imap/on-demand/open-sent-mailbox.ts';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { openMailAccountStore, type MailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { createCharsetGuesses } from '../../bridge/src/messages/charset-guesses.ts';
import { createFinders } from '../../bridge/src/messages/find-message.ts';
import { createMessageLists } from '../../bridge/src/messages/lists/message-lists.ts';
import { createMessageReader } from '../../bridge/src/messages/message-reader.ts';
import { createReadingThread } from '../../bridge/src/messages/reading/reading-thread.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { openChanges } from '../changes/open-changes.ts';
import { startHidingProxy, type HidingProxy } from '../servers/start-hiding-proxy.ts';
import { password, user, type MailServer } from '../sync/mail-server.ts';
import { startCourierMail } from '../sync/start-courier-mail.ts';
import { startCyrusMail } from '../sync/start-cyrus-mail.ts';
import { startMail } from '../sync/start-mail.ts';

/**
 * What a person does with messages, over the connection that is handed to imapflow, on servers as they are and without what they are made
 * poorer by. Another client has marked messages as deleted everywhere: they are still there in the end, and no EXPUNGE was said that would
 * have taken them along.
 */
const servers = { Dovecot: () => startMail(), Courier: startCourierMail, Cyrus: startCyrusMail } satisfies Record<
  string,
  () => Promise<MailServer>
>;

/** IMAP4rev2 has UIDPLUS and MOVE without naming them (RFC 9051 appendix E). */
const poorer: [string, string[]][] = [
  ['as it is', []],
  ['without UIDPLUS', ['UIDPLUS', 'IMAP4REV2']],
  ['without MOVE', ['MOVE', 'IMAP4REV2']],
  ['without SPECIAL-USE', ['SPECIAL-USE', 'CREATE-SPECIAL-USE', 'IMAP4REV2']],
  ['with none of them', ['UIDPLUS', 'MOVE', 'SPECIAL-USE', 'CREATE-SPECIAL-USE', 'IMAP4REV2']],
];
const accountId = 'a';

/** One person's way to the server: synced, and with everything that is done to messages. */
const startPerson = async (proxy: HidingProxy) => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-hand-over-'));
  const stored = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const account: MailAccountStore = await openMailAccountStore(accountId, stored.namespace);
  const settings = { host: '127.0.0.1', port: proxy.port, username: user, secure: false, allowUnencrypted: true };
  const request = { settings, password: new Secret(password) };
  const openSession = createOpenImapSession(createProtocolDeps());
  const open = () => openSession(request, { signal: AbortSignal.timeout(20_000) });
  const must = async () => {
    const session = await open();
    if (!session.ok) throw new Error(JSON.stringify(session.failure));
    return session.value;
  };
  const onDemand = createOnDemandConnections(open);
  const finders = createFinders(async () => account);
  const thread = createReadingThread();
  const guesses = createCharsetGuesses(thread);
  const { list } = createMessageLists({ accounts: async () => [{ accountId, account }], guesses });
  const refOf = async (subject: string, role: 'inbox' | 'trash' = 'inbox'): Promise<MessageRef> => {
    const mailbox = account.read().mailboxes.find((one) => one.role === role)!;
    const { rows } = await list({ mailboxId: mailbox.id, offset: 0, limit: 200 });
    return rows.find((row) => row.subject === subject)!.ref;
  };
  return {
    account,
    capabilities: async () => {
      const session = await must();
      session.close();
      return session.capabilities();
    },
    async sync() {
      const connection = prepareConnection(await must());
      expect(await syncOnce(connection, account)).toMatchObject({ ok: true, value: { failures: [] } });
      connection.session.close();
    },
    refOf,
    onDemand,
    reader: createMessageReader({ ...finders, onDemand, thread, guesses }),
    change: openChanges({ ...finders, onDemand }).change,
    openSent: () => createOpenSentMailbox(openSession)(request, { signal: AbortSignal.timeout(20_000) }),
    async handedOver(delimiter: string | null) {
      const client = await handOver(await must(), { delimiter });
      if (!client.ok) throw new Error(JSON.stringify(client.failure));
      return client.value;
    },
    async [Symbol.asyncDispose]() {
      onDemand.close();
      thread.close();
      stored.close();
      rmSync(dir, { recursive: true });
    },
  };
};

/** Subjects and flags of a mailbox, as another client sees them. */
const look = async (other: ImapFlow, mailbox: string): Promise<Record<string, string[]>> => {
  await other.mailboxOpen(mailbox, { readOnly: true });
  const found: Record<string, string[]> = {};
  for await (const { envelope, flags } of other.fetch('1:*', { envelope: true, flags: true }))
    found[envelope?.subject ?? ''] = [...(flags ?? [])].filter((flag) => flag !== '\\Recent').toSorted();
  await other.mailboxClose();
  return found;
};

// Side by side: each waits for its own server; what is done at one of them is done in order.
describe.concurrent.each(Object.entries(servers))('%s', (_, start) => {
  let mail: MailServer;
  let other: ImapFlow;
  let delimiter: string;
  let prefix: string;
  beforeAll(async () => {
    mail = await start();
    other = await mail.connectOther();
    const listed = await other.list();
    delimiter = listed[0]!.delimiter;
    prefix = other.namespaces?.personal?.[0]?.prefix ?? '';
    if (!listed.some((one) => one.path === `${prefix}Trash`)) await other.mailboxCreate(`${prefix}Trash`);
  });
  afterAll(async () => {
    other.close();
    await mail[Symbol.asyncDispose]();
  });

  const append = (mailbox: string, subject: string, flags: string[] = []) =>
    other.append(mailbox, `Message-ID: <${subject}@mail.test>\r\nSubject: ${subject}\r\n\r\ntext of ${subject}\r\n`, flags);

  test.each(poorer)('%s', { concurrent: false }, async (row, hidden) => {
    const name = (word: string) => `${word}${poorer.findIndex(([title]) => title === row)}`;
    const [marked, there] = [name('marked'), name('there')];
    for (const subject of ['open', 'move', 'later'].map(name)) await append('INBOX', subject);
    await append('INBOX', marked, ['\\Deleted']);
    await append(`${prefix}Trash`, there, ['\\Deleted']);
    await append(`${prefix}Trash`, name('delete'));
    // A server may not let go of a mailbox that it made itself (Cyrus); on the others it is made anew.
    await other.mailboxDelete(`${prefix}Sent`).catch(() => null);

    await using proxy = await startHidingProxy(mail, hidden);
    await using person = await startPerson(proxy);
    const can = await person.capabilities();
    for (const capability of hidden) expect(can).not.toContain(capability);
    await person.sync();
    const ref = await person.refOf(name('open'));

    expect(await person.reader.open({ ref })).toMatchObject({ text: expect.stringContaining(`text of ${name('open')}`) });
    expect(await person.change([ref], { kind: 'seen', isSet: true })).toEqual({ done: 1 });
    const { mailbox, uidValidity } = {
      mailbox: person.account.read().mailboxes.find(({ id }) => id === ref.mailboxId)!,
      uidValidity: ref.uidValidity,
    };
    const target = { accountId, mailbox, uidValidity, uid: ref.uid, write: false };
    expect(await person.onDemand.run(target, (opened) => opened.findMessageId(`<${name('open')}@mail.test>`))).toEqual(succeed([ref.uid]));
    expect(await person.onDemand.run(target, (opened) => opened.findMessageId('<nobody@mail.test>'))).toEqual(succeed([]));

    const leftMarked = can.has('MOVE') || can.has('UIDPLUS') ? {} : { leftMarked: 1 };
    expect(await person.change([await person.refOf(name('move'))], { kind: 'trash' })).toEqual({ done: 1, ...leftMarked });
    expect(await person.change([await person.refOf(name('delete'), 'trash')], { kind: 'trash' })).toEqual({
      done: 1,
      ...(can.has('UIDPLUS') ? {} : { leftMarked: 1 }),
    });

    // Creating and appending, by our own session, which streams, and by imapflow on what was handed over.
    const sent = await person.openSent();
    if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
    expect(sent.value.mailbox).toBe(`${prefix}Sent`);
    const content = Buffer.from(`Message-ID: <${name('sent')}@mail.test>\r\nSubject: ${name('sent')}\r\n\r\nx\r\n`);
    expect(await sent.value.append(content, content.length)).toMatchObject({ ok: true });
    expect(await sent.value.find(`<${name('sent')}@mail.test>`)).toEqual(succeed(true));
    await sent.value.close();
    const client = await person.handedOver(delimiter);
    const made = `${prefix}${name('Made')}`;
    expect(await client.run((imap) => imap.mailboxCreate(made))).toMatchObject({ ok: true, value: { created: true } });
    expect(await client.run((imap) => imap.append(made, content, ['\\Seen']))).toMatchObject({ ok: true });
    expect(await client.open(made, { readOnly: true })).toMatchObject({ ok: true });
    expect(await client.run((imap) => imap.search({ subject: name('sent') }, { uid: true }))).toMatchObject({ ok: true, value: [1] });
    client.close();

    const said = proxy.takeSaid();
    expect(said.filter((line) => /^(?:EXPUNGE|CLOSE)\b/i.test(line))).toEqual([]);
    for (const [capability, command] of [
      ['UIDPLUS', /^UID EXPUNGE/i],
      ['MOVE', /^UID MOVE/i],
      ['SPECIAL-USE', /SPECIAL-USE/i],
    ] as const)
      if (!can.has(capability)) expect(said.filter((line) => command.test(line))).toEqual([]);

    const [inbox, trash] = [await look(other, 'INBOX'), await look(other, `${prefix}Trash`)];
    expect(inbox).toMatchObject({ [name('open')]: ['\\Seen'], [marked]: ['\\Deleted'], [name('later')]: [] });
    expect(inbox[name('move')]).toEqual('leftMarked' in leftMarked ? ['\\Deleted'] : undefined);
    expect(trash).toMatchObject({ [there]: ['\\Deleted'], [name('move')]: expect.any(Array) });
    expect(trash[name('delete')]).toEqual(can.has('UIDPLUS') ? undefined : ['\\Deleted']);
    expect(await look(other, `${prefix}Sent`)).toMatchObject({ [name('sent')]: ['\\Seen'] });
    expect(await look(other, made)).toEqual({ [name('sent')]: ['\\Seen'] });

    // Once nobody has marked anything, what is left is ours alone, and may go by the only way there is.
    await other.mailboxOpen('INBOX');
    await other.messageFlagsRemove('1:*', ['\\Deleted']);
    await other.mailboxClose();
    await person.sync();
    expect(await person.change([await person.refOf(name('later'))], { kind: 'trash' })).toEqual({ done: 1 });
    expect(await look(other, 'INBOX')).toMatchObject({ [marked]: [], [name('open')]: ['\\Seen'] });
    expect((await look(other, 'INBOX'))[name('later')]).toBeUndefined();
    const plain = proxy.takeSaid().filter((line) => /^(?:EXPUNGE|CLOSE)\b/i.test(line));
    expect(plain).toEqual(can.has('MOVE') || can.has('UIDPLUS') ? [] : ['EXPUNGE']);
  });
});
