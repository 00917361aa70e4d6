import { once } from 'node:events';
import { statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { createCa } from '../servers/create-ca.ts';
import { expectNoPassword, findPassword } from '../servers/find-password.ts';
import { ownAddress } from '../servers/own-address.ts';
import { findClosedPort } from '../servers/free-ports.ts';
import { startDovecot } from '../servers/start-dovecot.ts';
import { startPostfix } from '../servers/start-postfix.ts';
import { acceptSender, ehlo } from '../servers/script.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import { startTap } from '../servers/start-tap.ts';

const firstLine = async (socket: Socket): Promise<string> => {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString();
};

test('Dovecot and Postfix greet over TLS with a certificate of the test authority', async () => {
  const ca = await createCa();
  const certificate = await ca.issue();
  await using dovecot = await startDovecot({ certificate });
  await using postfix = await startPostfix({ certificate, dovecot });
  const options = { host: '127.0.0.1', servername: 'mail.test', ca: ca.pem };
  expect(await firstLine(connectTls({ ...options, port: dovecot.ports.imaps }))).toMatch(/^\* OK \[CAPABILITY /);
  expect(await firstLine(connectTls({ ...options, port: postfix.ports.submissions }))).toMatch(/^220 mail\.test/);
  expect(await firstLine(connect(postfix.ports.submission))).toMatch(/^220 mail\.test/);
});

test('one user of Dovecot, or one server, does not use up what the kernel grants another one for being told of new mail', async () => {
  const ca = await createCa();
  await using one = await startDovecot({ certificate: await ca.issue() });
  await using other = await startDovecot({ certificate: await ca.issue() });
  const owners = [one, other].flatMap((server) =>
    Object.keys(server.users).map((name) => statSync(path.dirname(server.maildir(name))).uid),
  );
  expect(new Set(owners).size).toBe(process.getuid?.() === 0 ? 4 : 1);
});

test.each([
  ['no authority', { selfSigned: true }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['another name', { names: ['other.test'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['a past date', { validTo: new Date('2026-01-01'), validFrom: new Date('2025-01-01') }, 'CERT_HAS_EXPIRED'],
  ['a forgotten intermediate', { intermediate: 'missing' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['an intermediate', { intermediate: 'sent' }, null],
] as const)('a certificate with %s', async (_, overrides, code) => {
  const ca = await createCa();
  await using server = await startScriptedServer([{ server: '220 hello' }], { certificate: await ca.issue(overrides), implicitTls: true });
  const socket: TLSSocket = connectTls({
    port: server.port,
    host: server.host,
    servername: 'mail.test',
    ca: ca.pem,
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  expect(socket.authorizationError ?? null).toBe(code);
  socket.destroy();
});

test('a scripted server plays its transcript, upgrades to TLS, and reports what was not expected', async () => {
  const ca = await createCa();
  const server = await startScriptedServer(
    [{ server: '220 hi' }, { client: 'STARTTLS' }, { server: '220 go' }, { startTls: true }, { client: /^EHLO / }],
    { certificate: await ca.issue() },
  );
  const plain = connect(server.port);
  await once(plain, 'data');
  plain.write('STARTTLS\r\n');
  await once(plain, 'data');
  const secure = connectTls({ socket: plain, servername: 'mail.test', ca: ca.pem });
  await once(secure, 'secureConnect');
  secure.write('NOOP\r\n');
  secure.on('error', () => {});
  await once(secure, 'close');
  expect(server.clientLines()).toEqual(['STARTTLS', 'NOOP']);
  await expect(server[Symbol.asyncDispose]()).rejects.toThrow('expected /^EHLO /, the client said "NOOP"');
});

test.each(['close', 'reset', 'garbage', 'endless-line', 'endless-lines'] as const)('fault %s reaches the client', async (fault) => {
  await using server = await startScriptedServer([{ fault }]);
  const socket = connect(server.port);
  const ending = await new Promise<string>((resolve) => {
    let size = 0;
    socket.on('data', (chunk: Buffer) => (size += chunk.length) > 100_000 && resolve('endless'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    socket.on('end', () => resolve(size === 0 ? 'end' : 'end after bytes'));
  });
  socket.destroy();
  expect(ending).toBe(
    { close: 'end', reset: 'ECONNRESET', garbage: 'end after bytes', 'endless-line': 'endless', 'endless-lines': 'endless' }[fault],
  );
});

test('the tap keeps what passes, and the search finds a password in every form', async () => {
  await using server = await startScriptedServer([{ client: /./ }, { server: '250 ok' }]);
  await using tap = await startTap(server);
  const socket = connect(tap.port);
  socket.write('hello\r\n');
  expect(await firstLine(socket)).toBe('250 ok\r\n');
  expect(tap.toServer().toString()).toBe('hello\r\n');
  expect(tap.toClient().toString()).toBe('250 ok\r\n');

  const password = 'grüße "7" ';
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const wire = [password, base64(`\0ann\0${password}`), base64(`xx${password}yy`), base64(`x${password}y`), base64(password)];
  for (const text of wire) expect(findPassword(Buffer.from(`AUTH ${text}\r\n`), password, 'ann'), text).not.toBeNull();
  expect(findPassword(Buffer.from('a LOGIN ann "grüße \\"7\\" "\r\n'), password, 'ann')).toBe('quoted');
  expect(() => expectNoPassword(Buffer.from(base64(password)), password, 'ann')).toThrow(/is on the wire/);
  expectNoPassword(Buffer.from('a LOGIN ann "another"\r\n'), password, 'ann');
});

test('servers listen on the machine’s own address where they are told to, and a closed port refuses', async () => {
  const host = ownAddress();
  await using server = await startScriptedServer([{ server: '220 hi' }, ...ehlo('PIPELINING'), ...acceptSender], { host });
  const socket = connect(server.port, host);
  const dialogue = ['EHLO x', 'MAIL FROM:<a@b>', 'RCPT TO:<a@b>', 'RSET'];
  socket.write(`${dialogue.join('\r\n')}\r\n`);
  let answer = '';
  for await (const chunk of socket) if ((answer += String(chunk)).endsWith('250 2.0.0 Ok\r\n')) break;
  expect(answer).toContain('250-mail.test\r\n250 PIPELINING\r\n250 2.1.0 Ok');
  expect(server.clientLines()).toEqual(dialogue);
  const [error] = (await once(connect(await findClosedPort()), 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});
