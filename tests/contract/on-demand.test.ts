import { expect, test } from 'vitest';
import { succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { createOnDemandConnections, type OnDemandTarget } from '../../bridge/src/imap/on-demand/on-demand-connections.ts';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import type { Step } from '../servers/script.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';

const signIn = (capabilities: string): Step[] => [
  { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready' },
  { client: /AUTHENTICATE PLAIN / },
  { server: `{tag} OK [CAPABILITY IMAP4rev1 ${capabilities}] signed in` },
  { client: /ID \(/ },
  { server: '* ID NIL\r\n{tag} OK done' },
];
const opened = (command: RegExp, uidValidity = 7): Step[] => [
  { client: command },
  { server: `* 3 EXISTS\r\n* OK [UIDVALIDITY ${uidValidity}]\r\n* OK [UIDNEXT 9]\r\n{tag} OK done` },
];
const target: OnDemandTarget = { accountId: 'a', mailbox: { name: 'Lists/IMAP', delimiter: '/' }, uidValidity: 7, uid: 5, write: false };

/** Connections to a server that plays a script once it is signed in to. */
const start = async (script: readonly Step[], capabilities = 'MOVE UIDPLUS ID NAMESPACE ENABLE SPECIAL-USE OBJECTID COMPRESS=DEFLATE') => {
  const server = await startScriptedServer([...signIn(capabilities), ...script], { lenient: true });
  const open = createOpenImapSession(createProtocolDeps({ budgets: { saidMs: 2_000 } }));
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: true };
  const onDemand = createOnDemandConnections(() => open({ settings, password: new Secret('pw') }, { signal: AbortSignal.timeout(20_000) }));
  return {
    onDemand,
    /** What was said after the sign-in, without tags. */
    said: () =>
      server
        .clientLines()
        .slice(1)
        .map((line) => line.replace(/^\S+ /, '')),
    async [Symbol.asyncDispose]() {
      onDemand.close();
      await server[Symbol.asyncDispose]();
    },
  };
};
const text = { section: '1', offset: 0, length: 5 };
const fetch5 = ({ onDemand }: Awaited<ReturnType<typeof start>>, wanted = [text]) =>
  onDemand.run(target, (mailbox) => mailbox.fetchSections(5, wanted));

test('nothing is asked for but what is wanted: opening a message is two flights after the sign-in', async () => {
  await using run = await start([
    ...opened(/EXAMINE /),
    { client: /UID FETCH/ },
    { server: '* 2 FETCH (UID 5 BODY[1]<0> "hello")\r\n{tag} OK done' },
    { client: /UID FETCH/ },
    { server: '* 2 FETCH (UID 5 BODY[1]<0> {5}\r\nagain)\r\n{tag} OK done' },
  ]);
  expect(await fetch5(run)).toEqual(succeed([Buffer.from('hello')]));
  expect(await fetch5(run)).toEqual(succeed([Buffer.from('again')]));
  const fetch = 'UID FETCH 5 (UID BODY.PEEK[1]<0.5>)';
  // Who asks (RFC 2971) is told by our own sign-in, whose answer nobody waits for.
  expect(run.said()).toEqual(['ID ("name" "Kurrier")', 'EXAMINE Lists/IMAP', fetch, fetch]);
});

test.each([
  ['the length repeated in the name', '* 2 FETCH (UID 5 BODY[1]<0.5> "hello")'],
  ['lower case and a missing space', '* 2 fetch (uid 5 body[1]<0> {5}\r\nhelloflags (\\Seen))'],
  ['extra parentheses', '* 2 FETCH ((UID 5) (BODY[1]<0> "hello"))'],
  ['blank lines around it', '\r\n* 2 FETCH (UID 5 BODY[1]<0> "hello")\r\n'],
  ['flags of others in between', '* 1 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (UID 5 BODY[1]<0> "hello")'],
])('a FETCH is read although it is written otherwise: %s', async (_, line) => {
  await using run = await start([...opened(/EXAMINE /), { client: /UID FETCH/ }, { server: `${line}\r\n{tag} OK done` }]);
  expect(await fetch5(run)).toEqual(succeed([Buffer.from('hello')]));
});

test.each<[string, Step[]]>([
  ['a line without end', [{ fault: 'endless-line' }]],
  ['lines without end', [{ fault: 'endless-lines', line: '* OK [' + 'x'.repeat(60_000) }]],
  ['a literal of ten gigabytes', [{ server: '* 2 FETCH (UID 5 BODY[1]<0> {10737418240}\r\nxxxxx' }]],
  ['a literal of four megabytes', [{ server: '* 2 FETCH (UID 5 BODY[1]<0> {4194304}\r\nxxxxx' }]],
  ['more parts than any message has', [{ server: `* 2 FETCH (UID 5 ${'X (1) '.repeat(150_000)})\r\n{tag} OK done` }]],
  ['another protocol', [{ server: 'HTTP/1.1 500 Oops' }, { fault: 'close' }]],
  ['the end of the connection', [{ fault: 'reset' }]],
])('%s ends in a failure, and the next connection is a new one', async (_, faults) => {
  await using run = await start([...opened(/EXAMINE /), { client: /UID FETCH/ }, ...faults]);
  const memory = process.memoryUsage().rss;
  const first = await fetch5(run);
  if (first.ok) expect(first.value).toEqual([Buffer.alloc(0)]);
  else expect(first.failure).toMatchObject({ failed: { kind: expect.stringMatching(/^(?:net|server)\./) } });
  expect(process.memoryUsage().rss - memory).toBeLessThan(200 * 1024 * 1024);
});

test('a refusal keeps the server’s own words, whichever command it was', async () => {
  await using run = await start([
    ...opened(/SELECT /),
    { client: /UID STORE/ },
    { server: '{tag} NO [NOPERM] Only the owner marks here' },
    { client: /UID MOVE/ },
    { server: '{tag} NO [OVERQUOTA] Trash is full' },
  ]);
  const writing = { ...target, write: true };
  const marked = await run.onDemand.run(writing, (mailbox) => mailbox.setFlag([[5, 5]], '\\Seen', true));
  expect(marked).toMatchObject({ failure: { failed: { reply: { text: expect.stringContaining('Only the owner marks here') } } } });
  const moved = await run.onDemand.run(writing, (mailbox) => mailbox.move([[5, 5]], 'Trash'));
  expect(moved).toMatchObject({
    failure: { failed: { kind: 'quota.exceeded', reply: { text: expect.stringContaining('Trash is full') } } },
  });
});

test('in a mailbox of another UIDVALIDITY nothing is done', async () => {
  await using run = await start(opened(/SELECT /, 8));
  const marked = await run.onDemand.run({ ...target, write: true }, (mailbox) => mailbox.setFlag([[5, 5]], '\\Seen', true));
  expect(marked).toEqual({ ok: false, failure: { refused: 'not-found' } });
  expect(run.said().filter((line) => /STORE|FETCH/.test(line))).toEqual([]);
});

test.each(['&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-', 'Jos&AOk-', 'a & b', 'NIL', 'with "quotes"', 'back\\slash', 'Déjà'])(
  'the mailbox is opened by the name that the server wrote: %s',
  async (name) => {
    await using run = await start([
      ...opened(/EXAMINE /),
      { client: /UID FETCH/ },
      { server: '* 2 FETCH (UID 5 BODY[1]<0> "hello")\r\n{tag} OK done' },
    ]);
    expect(
      await run.onDemand.run({ ...target, mailbox: { name, delimiter: '/' } }, (mailbox) => mailbox.fetchSections(5, [text])),
    ).toMatchObject({ ok: true });
    const written = run
      .said()
      .find((line) => line.startsWith('EXAMINE '))!
      .slice('EXAMINE '.length);
    const plain = written.startsWith('"') ? written.slice(1, -1).replaceAll(/\\(.)/g, '$1') : written;
    expect(plain).toBe(name);
  },
);

test('removing is UID EXPUNGE of just these messages, never a plain EXPUNGE', async () => {
  await using run = await start([
    ...opened(/SELECT /),
    { client: /UID STORE/ },
    { server: '{tag} OK done' },
    { client: /EXPUNGE/ },
    { server: '{tag} OK done' },
  ]);
  expect(await run.onDemand.run({ ...target, write: true }, (mailbox) => mailbox.remove([[5, 6]]))).toEqual(succeed(null));
  expect(run.said().slice(-2)).toEqual(['UID STORE 5:6 +FLAGS.SILENT (\\Deleted)', 'UID EXPUNGE 5:6']);
});
