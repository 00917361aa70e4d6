import type { OwnedImapSession } from '../../../bridge/src/imap/create-imap-session.ts';
import { createOpenImapSession } from '../../../bridge/src/imap/open-imap-session.ts';
import { createOpenSmtpSession } from '../../../bridge/src/smtp/open-smtp-session.ts';
import { createProtocolDeps } from '../../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../../bridge/src/net/trust.ts';
import { Secret } from '@kurrier/shared/secret';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCa } from '../../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../../servers/start-postfix.ts';

let dovecot: Dovecot;
let postfix: Postfix;
let pem: string;
beforeAll(async () => {
  const ca = await createCa();
  pem = ca.pem;
  const certificate = await ca.issue();
  dovecot = await startDovecot({ certificate });
  postfix = await startPostfix({ certificate, dovecot });
});
afterAll(async () => {
  await postfix[Symbol.asyncDispose]();
  await dovecot[Symbol.asyncDispose]();
});

const settings = { host: 'mail.test', username: 'ann@mail.test', secure: true, allowUnencrypted: false };
const deps = (port: number) => createProtocolDeps({ trust: createTrust({ ca: [pem] }), connectTo: () => ({ host: '127.0.0.1', port }) });

const openImap = async (password = 'pw-ann', signal = new AbortController().signal) => {
  const open = createOpenImapSession(deps(dovecot.ports.imaps));
  return open({ settings: { ...settings, port: 993 }, password: new Secret(password) }, { signal });
};

const openSmtp = async () => {
  const open = createOpenSmtpSession(deps(postfix.ports.submissions));
  const opened = await open(
    { settings: { ...settings, port: 465 }, password: new Secret('pw-ann') },
    { signal: new AbortController().signal },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
};

const expectOpen = (opened: Awaited<ReturnType<typeof openImap>>): OwnedImapSession => {
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
};

test('an IMAP session knows its capabilities, takes literals, and answers pipelined commands in order', async () => {
  using session = expectOpen(await openImap());
  expect(session.security).toBe('implicit-tls');
  expect([...session.capabilities()]).toEqual(expect.arrayContaining(['IDLE', 'CONDSTORE', 'SPECIAL-USE']));
  const message = Buffer.from('Subject: hello\r\n\r\nbody {5}\r\n');
  expect((await session.command(['APPEND INBOX ', message])).ok).toBe(true);
  const responses: string[][] = [[], []];
  const [selected, fetched, refused] = await Promise.all([
    session.command('SELECT INBOX', { onUntagged: (response) => void responses[0]!.push(response.toString()) }),
    session.command('FETCH 1:* (UID BODY.PEEK[])', { onUntagged: (response) => void responses[1]!.push(response.toString()) }),
    session.command('SELECT "no such"'),
  ]);
  expect([selected.ok, fetched.ok, refused.ok]).toEqual([true, true, false]);
  expect(responses[0]).toContain('* 1 EXISTS\r\n');
  expect(responses[1]).toEqual([`* 1 FETCH (UID 1 BODY[] {${message.length}}\r\n${message.toString()})\r\n`]);
  expect(refused).toMatchObject({ failure: { leg: 'imap', stage: 'mailbox', reply: { text: expect.stringContaining('NO') as string } } });
});

test('an IMAP session hears of new mail while it idles, and goes on after it', async () => {
  using session = expectOpen(await openImap());
  using other = expectOpen(await openImap());
  await session.command('SELECT INBOX');
  const stop = new AbortController();
  const heard: string[] = [];
  const idling = session.idle({
    signal: stop.signal,
    onUntagged(response) {
      heard.push(response.toString());
      if (/EXISTS/.test(heard.at(-1)!)) stop.abort();
    },
  });
  // Dovecot may miss what comes while it begins to listen, until it looks by itself after half a minute: then the next one is heard of.
  const append = async () => {
    await other.command(['APPEND INBOX ', Buffer.from('Subject: new\r\n\r\n')]);
    return stop.signal.aborted;
  };
  await expect.poll(append, { interval: 500, timeout: 20_000 }).toBe(true);
  expect(await idling).toMatchObject({ ok: true });
  expect(heard.some((line) => /EXISTS/.test(line))).toBe(true);
  expect((await session.command('NOOP')).ok).toBe(true);
});

test('an IMAP session that is refused or aborted says so, and leaves no connection', async () => {
  expect(await openImap('wrong')).toMatchObject({ ok: false, failure: { kind: 'auth.invalid_credentials', stage: 'sign-in' } });
  const controller = new AbortController();
  const session = expectOpen(await openImap('pw-ann', controller.signal));
  const pending = session.command('NOOP');
  controller.abort();
  await session.closed;
  expect((await pending).ok).toBe(false);
  expect((await session.command('NOOP')).ok).toBe(false);
});

test('an SMTP session sends whole messages in one flight, and reuses its connection', async () => {
  using session = await openSmtp();
  const body = Buffer.from('Subject: flight\r\n\r\nhello\r\n');
  for (let round = 0; round < 2; round++) {
    const flight = [`MAIL FROM:<ann@mail.test>\r\nRCPT TO:<bob@mail.test>\r\nRCPT TO:<nobody@@>\r\nBDAT ${body.length} LAST\r\n`, body];
    const { replies } = await session.send({ parts: flight, replies: 4, stage: () => 'content' });
    expect(replies.map(({ replyCode }) => replyCode)).toEqual([250, 250, 501, 250]);
  }
  const [refused] = (await session.send({ parts: ['RCPT TO:<x@y>\r\n'], replies: 1, stage: () => 'recipient' })).replies;
  expect(session.describeReply(refused!, 'recipient')).toMatchObject({ leg: 'smtp', stage: 'recipient', reply: { replyCode: 503 } });
});
