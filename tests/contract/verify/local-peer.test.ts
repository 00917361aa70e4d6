import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import { Secret } from '@kurrier/shared/secret';
import { expect, onTestFinished, test } from 'vitest';
import { createOpenImapSession } from '../../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps, type ProtocolOptions } from '../../../bridge/src/net/connection-deps.ts';
import { createOpenSmtpSession } from '../../../bridge/src/smtp/open-smtp-session.ts';
import { createVerifyImap } from '../../../bridge/src/verify/verify-imap.ts';
import { createVerifySmtp } from '../../../bridge/src/verify/verify-smtp.ts';
import { expectNoPassword, findPassword } from '../../servers/find-password.ts';
import { acceptSender, ehlo, type Step } from '../../servers/script.ts';
import { canStartForeignServer, startForeignServer } from '../../servers/start-foreign-server.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { summarize } from './check-leg.ts';

const password = 'correct horse 7';
const username = 'ann@mail.test';
const bothLegs = ['smtp', 'imap'] as const;

const verify = async (leg: Leg, settings: Partial<ServerSettings> & { port: number }, options: ProtocolOptions = {}): Promise<string> => {
  const deps = createProtocolDeps(options);
  const verdict = await (leg === 'smtp' ? createVerifySmtp(deps) : createVerifyImap(deps))(
    {
      address: username,
      settings: { host: '127.0.0.1', username, secure: false, allowUnencrypted: false, ...settings },
      password: new Secret(password),
    },
    { signal: new AbortController().signal, onStep: () => {}, onInterim: () => {} },
  );
  return summarize({ verdict, told: [], interims: [] });
};

const scripts: Record<Leg, Step[]> = {
  smtp: [{ server: '220 hi' }, ...ehlo('AUTH PLAIN'), { client: /^AUTH PLAIN/ }, { server: '235 ok' }, ...acceptSender],
  imap: [
    { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi' },
    { client: /AUTHENTICATE PLAIN/ },
    { server: '{tag} OK' },
    { client: /EXAMINE/ },
    { server: '{tag} OK' },
  ],
};

for (const leg of bothLegs) {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['localhost', '127.0.0.1'],
    // A server of IPv6 that takes IPv4 too: the kernel lists the connection as ::ffff:127.0.0.1.
    ['127.0.0.1', '::'],
  ])(`${leg} at %s, another user listens at %s: no byte of the password, whatever was ticked`, async (host, listensAt) => {
    if (!canStartForeignServer) return;
    await using squatter = await startForeignServer('squatter', leg, { host: listensAt });
    for (const allowUnencrypted of [false, true])
      expect(await verify(leg, { host, port: squatter.port, allowUnencrypted })).toBe('local.other_user · sign-in');
    expectNoPassword(squatter.received(), password, username);
  });

  test(`${leg}: a name that leads to this computer is no exemption, and another user is seen there, too`, async () => {
    if (!canStartForeignServer) return;
    await using squatter = await startForeignServer('squatter', leg);
    const options = { lookUp: async () => ['127.0.0.1'] };
    expect(await verify(leg, { host: 'mail.test', port: squatter.port }, options)).toBe('tls.starttls_unavailable · tls');
    expect(await verify(leg, { host: 'mail.test', port: squatter.port, allowUnencrypted: true }, options)).toBe(
      'local.other_user · sign-in',
    );
    expect(await verify(leg, { host: 'localhost.mail.test', port: squatter.port }, options)).toBe('tls.starttls_unavailable · tls');
    expectNoPassword(squatter.received(), password, username);
  });

  test(`${leg}: the program of the account ends, another user takes its port: the next session sends nothing`, async () => {
    if (!canStartForeignServer) return;
    const own = await startScriptedServer(scripts[leg]);
    expect(await verify(leg, { port: own.port })).toBe('verified · cleartext');
    await own[Symbol.asyncDispose]();
    await using squatter = await startForeignServer('squatter', leg, { port: own.port });
    const request = {
      settings: { host: '127.0.0.1', port: own.port, username, secure: false, allowUnencrypted: false },
      password: new Secret(password),
    };
    const open = (leg === 'smtp' ? createOpenSmtpSession : createOpenImapSession)(createProtocolDeps());
    expect(await open(request, { signal: AbortSignal.timeout(10_000) })).toMatchObject({
      ok: false,
      failure: { kind: 'local.other_user' },
    });
    expectNoPassword(squatter.received(), password, username);
  });

  test(`${leg}: who accepted the connection counts, not who has the port when the password is due`, async () => {
    if (!canStartForeignServer) return;
    await using swapper = await startForeignServer('swapper', leg);
    const verdict = verify(leg, { port: swapper.port });
    await swapper.closed;
    const own = createServer().listen(swapper.port, '127.0.0.1');
    onTestFinished(() => void own.close());
    await once(own, 'listening');
    swapper.greet();
    expect(await verdict).toBe('local.other_user · sign-in');
    expectNoPassword(swapper.received(), password, username);
  });

  test(`${leg}: a service that root started and that dropped its rights is the system’s`, async () => {
    if (!canStartForeignServer) return;
    await using daemon = await startForeignServer('daemon', leg);
    expect(await verify(leg, { port: daemon.port })).toBe('verified · cleartext');
    expect(findPassword(daemon.received(), password, username)).not.toBeNull();
  });

  test(`${leg}: where the system does not tell, the person has to have agreed; without that nothing is sent`, async () => {
    await using server = await startScriptedServer(scripts[leg], { lenient: true });
    const options: ProtocolOptions = { readTcpTable: async () => [] };
    expect(await verify(leg, { port: server.port }, options)).toBe('local.owner_unknown · sign-in');
    expectNoPassword(Buffer.from(server.clientLines().join('\n')), password, username);
    expect(await verify(leg, { port: server.port, allowUnencrypted: true }, options)).toBe('verified · cleartext');
  });
}
