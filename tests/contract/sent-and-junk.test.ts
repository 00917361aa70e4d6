import { expect, test } from 'vitest';
import { Secret } from '@kurrier/shared/secret';
import { createOpenArrivals } from '../../bridge/src/imap/on-demand/find-arrived-message.ts';
import { createOpenSentMailbox } from '../../bridge/src/imap/on-demand/open-sent-mailbox.ts';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import type { Step } from '../servers/script.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';

/** A server that marks no mailbox, and lists these. */
const listing = (names: readonly string[], delimiter = '/'): Step[] => [
  { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready' },
  { client: /AUTHENTICATE PLAIN / },
  { server: '{tag} OK [CAPABILITY IMAP4rev1 UIDPLUS] signed in' },
  { client: /LIST "" "\*"$/ },
  { server: `${['INBOX', ...names].map((name) => `* LIST () "${delimiter}" ${name}\r\n`).join('')}{tag} OK done` },
];
const openSession = createOpenImapSession(createProtocolDeps());
const requestTo = (port: number) => ({
  settings: { host: '127.0.0.1', port, username: 'ann', secure: false, allowUnencrypted: true },
  password: new Secret('pw'),
});
const options = () => ({ signal: AbortSignal.timeout(10_000) });

test.each([
  ['Éléments envoyés', '"&AMk-l&AOk-ments envoy&AOk-s"'],
  ['Éléments envoyés, below INBOX', '"INBOX/&AMk-l&AOk-ments envoy&AOk-s"'],
  ['Отправленные', '&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-'],
  ['已发送', '&XfJT0ZAB-'],
  ['Wysłane', 'Wys&AUI-ane'],
  ['Gesendete Objekte, in capitals', '"GESENDETE OBJEKTE"'],
  ['送信済み', '&kAFP4W4IMH8-'],
  ['Elementos enviados, as a literal', '{18}\r\nElementos enviados'],
])('no second mailbox for sent mail is made beside %s', async (_, written) => {
  await using server = await startScriptedServer([...listing(['Other', written])], { lenient: true });
  const sent = await createOpenSentMailbox(openSession)(requestTo(server.port), options());
  expect(sent).toMatchObject({ ok: true });
  await (sent.ok && sent.value.close());
  expect(server.clientLines().filter((line) => line.includes('CREATE'))).toEqual([]);
});

test.each([
  ['at the top', ['Lists'], 'CREATE "Sent"'],
  ['below INBOX where everything is', ['INBOX.Lists', 'INBOX.Drafts'], 'CREATE "INBOX.Sent"'],
])('where there is none, it is made %s', async (_, names, command) => {
  const delimiter = names[0]!.includes('.') ? '.' : '/';
  await using server = await startScriptedServer([...listing(names, delimiter), { client: /CREATE/ }, { server: '{tag} OK done' }], {
    lenient: true,
  });
  const sent = await createOpenSentMailbox(openSession)(requestTo(server.port), options());
  await (sent.ok && sent.value.close());
  expect(server.clientLines().some((line) => line.endsWith(command))).toBe(true);
});

test.each([
  ['by its code', 'NO [ALREADYEXISTS] Mailbox already exists', [], true],
  ['in other words, and it is there', 'NO Dossier existant', listing(['Other', 'Sent']), true],
  ['where it still is not there', 'NO [LIMIT] Too many mailboxes', listing(['Other']), false],
] as const)('one that was made by somebody else meanwhile is taken: refused %s', async (_, refusal, after, isTaken) => {
  // Without the sign-in, which is over.
  const script: Step[] = [...listing(['Other']), { client: /CREATE/ }, { server: `{tag} ${refusal}` }, ...after.slice(3)];
  await using server = await startScriptedServer(script, { lenient: true });
  const sent = await createOpenSentMailbox(openSession)(requestTo(server.port), options());
  if (sent.ok) await sent.value.close();
  else expect(sent.failure).toMatchObject({ reply: { text: expect.stringContaining('Too many mailboxes') } });
  expect(sent.ok).toBe(isTaken);
});

test.each([
  ['Spam', 'Spam'],
  ['Junk E-mail', '"Junk E-mail"'],
  ['Спам', '&BCEEPwQwBDw-'],
  ['垃圾邮件', '&V4NXPpCuTvY-'],
  ['below INBOX', 'INBOX/spam'],
])('a message to oneself is looked for in %s, too, though the server marks nothing', async (_, written) => {
  const empty: Step[] = [
    { client: /EXAMINE "INBOX"$/ },
    { server: '{tag} OK done' },
    { client: /UID SEARCH/ },
    { server: '* SEARCH\r\n{tag} OK done' },
  ];
  const found: Step[] = [
    { client: /EXAMINE / },
    { server: '{tag} OK done' },
    { client: /UID SEARCH/ },
    { server: '* SEARCH 4\r\n{tag} OK done' },
  ];
  await using server = await startScriptedServer([...listing(['Archive', written]), ...empty, ...found], { lenient: true });
  const arrivals = await createOpenArrivals(openSession)(requestTo(server.port), options());
  if (!arrivals.ok) throw new Error(JSON.stringify(arrivals.failure));
  expect(await arrivals.value.find('<a@b>')).toMatchObject({ ok: true, value: expect.any(String) });
  await arrivals.value.close();
});

const asLiteral = (name: string) => `{${Buffer.byteLength(name)}}\r\n${name}`;

/** The name goes back to the server with these very bytes, as a literal that it consents to. */
const withLiteral = (verb: string, name: string): Step[] => [
  { client: new RegExp(`${verb} \\{${Buffer.byteLength(name)}\\}$`) },
  { server: '+ go on' },
  { clientBytes: Buffer.byteLength(name) },
];

test.each([
  ['a line break', 'Sent\r\nitems'],
  ['a line feed', 'Sent\nitems'],
  ['a carriage return', 'Sent\ritems'],
  ['a command behind a line break', 'Sent\r\nk9 DELETE INBOX'],
  ['a line break at its end', 'Sent\r\n'],
  ['nothing but a line break', '\r\n'],
  ['what looks like a literal', 'Sent {3}\r\nabc'],
  ['a letter that is not ASCII', 'Envoy\u00e9s'],
  ['a control character', 'Sent\u0007'],
])('a mailbox for sent mail with %s in its name gets its copy, once, and nothing of the name is a command', async (_, name) => {
  const content = Buffer.from('Subject: x\r\n\r\nx\r\n');
  await using server = await startScriptedServer([
    { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready' },
    { client: /AUTHENTICATE PLAIN / },
    { server: '{tag} OK [CAPABILITY IMAP4rev1 UIDPLUS] signed in' },
    { client: /LIST "" "\*"$/ },
    { server: `* LIST () "/" INBOX\r\n* LIST (\\Sent) "/" ${asLiteral(name)}\r\n{tag} OK done` },
    ...withLiteral('EXAMINE', name),
    { client: '' },
    { client: /UID SEARCH/ },
    { server: 'k3 OK done\r\n* SEARCH\r\nk4 OK done' },
    ...withLiteral('APPEND', name),
    { client: ` (\\Seen) {${content.length}}` },
    { server: '+ go on' },
    { clientBytes: content.length },
    { client: '' },
    { server: 'k5 OK done' },
    { client: /LOGOUT/ },
  ]);
  const sent = await createOpenSentMailbox(openSession)(requestTo(server.port), options());
  if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
  expect(sent.value.mailbox).toBe(name);
  expect(await sent.value.find('<1@mail.test>')).toEqual({ ok: true, value: false });
  expect(await sent.value.append(content, content.length)).toEqual({ ok: true, value: undefined });
  await sent.value.close();
});
