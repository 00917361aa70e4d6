import { X509Certificate } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { beforeAll, expect, test } from 'vitest';
import { Secret } from '@kurrier/shared/secret';
import { assembleMailServers } from '../../bridge/src/main/assemble-mail-servers.ts';
import { shakeHands } from '../../bridge/src/net/tls-handshake.ts';
import { createTlsSessions } from '../../bridge/src/net/tls-sessions.ts';
import { createTrust } from '../../bridge/src/net/trust.ts';
import { createCa, type TestCa } from '../servers/create-ca.ts';
import { findFreePorts } from '../servers/free-ports.ts';
import { createServerFolder, requireBinary, runServer, writeCertificate } from '../servers/run-server.ts';

let ca: TestCa;
beforeAll(async () => {
  ca = await createCa();
});

const replies: [command: RegExp, reply: string][] = [
  [/^EHLO /i, '250-mail.test\r\n250 AUTH PLAIN\r\n'],
  [/^AUTH PLAIN /i, '235 2.7.0 ok\r\n'],
  [/^QUIT/i, '221 2.0.0 bye\r\n'],
];

/** An SMTP server with TLS from the first byte; `resumed` says of each connection whether it went on with an earlier session. */
const startServer = async (options: TlsOptions) => {
  const resumed: boolean[] = [];
  const open = new Set<TLSSocket>();
  const server = createServer(options, (socket) => {
    resumed.push(socket.isSessionReused());
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.write('220 mail.test ESMTP\r\n');
    socket.on('data', (line: Buffer) => {
      socket.write(replies.find(([command]) => command.test(line.toString()))?.[1] ?? '250 2.0.0 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    resumed,
    [Symbol.asyncDispose]: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
};

/** One handshake, until something came: the sessions of TLS 1.3 come after the handshake, before it. */
const connect = async (port: number, sessions: ReturnType<typeof createTlsSessions>, trust = createTrust({ ca: [ca.pem] })) => {
  const { signal } = new AbortController();
  const line = await shakeHands(connectTcp(port, '127.0.0.1'), { host: 'localhost', port }, trust, signal, sessions);
  const answered = new Promise((resolve) => line.socket.once('data', resolve));
  line.socket.write('NOOP\r\n');
  await answered;
  const isResumed = line.socket.isSessionReused();
  line.socket.destroy();
  return { ...line, isResumed };
};

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  '%s: the next connection goes on with the session, whose certificate is told again',
  async (version) => {
    await using server = await startServer({ ...(await ca.issue()), minVersion: version, maxVersion: version });
    const sessions = createTlsSessions();
    const lines = [await connect(server.port, sessions), await connect(server.port, sessions), await connect(server.port, sessions)];
    expect(server.resumed).toEqual([false, true, true]);
    for (const line of lines) expect(line).toMatchObject({ version, problem: undefined, certificate: lines[0]!.certificate });
  },
);

test('each connection gets a session of its own, and one that is too old is not offered', async () => {
  await using server = await startServer({ ...(await ca.issue()), minVersion: 'TLSv1.3' });
  let now = 0;
  const sessions = createTlsSessions({ now: () => now });
  await connect(server.port, sessions);
  const place = { host: 'localhost', port: server.port };
  const [one, another] = [sessions.take(place), sessions.take(place)];
  expect(one).toBeDefined();
  expect(another?.session.equals(one!.session) ?? false).toBe(false);
  expect(sessions.take({ ...place, host: 'mail.test' })).toBeUndefined();
  await connect(server.port, sessions);
  now = 11 * 60_000;
  await connect(server.port, sessions);
  expect(server.resumed).toEqual([false, false, false]);
});

test.each(['tls1_2', 'tls1_3'])(
  '%s: a certificate is looked at again after ten minutes, however often connections went on with its sessions meanwhile',
  async (version) => {
    // Gives a new session on a connection that goes on with one, which Node's server does not.
    const dir = createServerFolder('tls-sessions');
    const [cert, key] = writeCertificate(dir, await ca.issue());
    const [port] = await findFreePorts(1);
    const openssl = requireBinary('/usr/bin/openssl', 'openssl');
    const log = path.join(dir, 'log');
    const server = await runServer(
      [openssl, 's_server', `-${version}`, '-rev', '-accept', `127.0.0.1:${port}`, '-cert', cert, '-key', key],
      { dir, host: '127.0.0.1', port: port!, logFile: log },
    );
    try {
      let now = 0;
      const sessions = createTlsSessions({ now: () => now });
      const resumed: boolean[] = [];
      for (const minute of [0, 6, 9, 12, 21, 23]) {
        now = minute * 60_000;
        resumed.push((await connect(port!, sessions)).isResumed);
      }
      expect(resumed).toEqual([false, true, true, false, true, false]);
    } finally {
      await server.stop();
    }
  },
);

test('a session that comes late on a connection is kept no longer than one that came with the certificate', async () => {
  const known = { peer: new X509Certificate((await ca.issue()).cert), chainProblem: undefined };
  let now = 0;
  const sessions = createTlsSessions({ now: () => now });
  const place = { host: 'localhost', port: 993 };
  const open = new EventEmitter();
  sessions.listen(open as TLSSocket, place).accept(known);
  for (const [minute, isOffered] of [
    [9, true],
    [11, false],
  ] as const) {
    now = minute * 60_000;
    open.emit('session', Buffer.from('ticket'));
    expect(sessions.take(place) !== undefined, `minute ${minute}`).toBe(isOffered);
  }
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s: nothing is kept of a server whose certificate is not good', async (version) => {
  await using server = await startServer({ ...(await ca.issue({ selfSigned: true })), minVersion: version, maxVersion: version });
  const sessions = createTlsSessions();
  for (let time = 0; time < 3; time++) expect((await connect(server.port, sessions)).problem).toBeDefined();
  expect(server.resumed).toEqual([false, false, false]);
});

test('a key that is trusted no longer is refused on a resumed connection, too', async () => {
  await using server = await startServer({ ...(await ca.issue({ selfSigned: true })), minVersion: 'TLSv1.3' });
  const sessions = createTlsSessions();
  const { certificate } = await connect(server.port, createTlsSessions());
  const trustedKeys = [{ host: 'localhost', port: server.port, spki: certificate.spki }];
  const trust = createTrust({ ca: [ca.pem], trustedKeys: () => trustedKeys });
  expect((await connect(server.port, sessions, trust)).problem).toBeUndefined();
  trustedKeys.pop();
  expect((await connect(server.port, sessions, trust)).problem).toBeDefined();
  expect(server.resumed).toEqual([false, false, true]);
});

test('sending goes on with a session, a verification never does', async () => {
  await using server = await startServer(await ca.issue());
  const servers = assembleMailServers({ ca: [ca.pem], connectTo: [] });
  const settings = { host: 'localhost', port: server.port, username: 'ann', secure: true, allowUnencrypted: false };
  const { signal } = new AbortController();
  for (let time = 0; time < 3; time++) {
    const opened = await servers.openSmtpSession({ settings, password: new Secret('pw') }, { signal });
    if (!opened.ok) throw new Error(opened.failure.kind);
    opened.value.close();
  }
  expect(server.resumed).toEqual([false, true, true]);
  const heard = { signal, onStep: () => undefined, onInterim: () => undefined };
  const verdict = await servers.verify.smtp({ settings, password: new Secret('pw'), address: 'ann@mail.test' }, heard);
  expect(verdict).toMatchObject({ state: 'verified', certificate: { subject: expect.any(String) as string } });
  expect(server.resumed.slice(3)).toEqual([false]);
});
