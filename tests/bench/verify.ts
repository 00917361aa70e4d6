import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Credential } from '@kurrier/shared/account/credential';
import type { Leg } from '@kurrier/shared/account/connection';
import { Secret } from '@kurrier/shared/secret';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../bridge/src/net/trust.ts';
import { createVerifyImap } from '../../bridge/src/verify/verify-imap.ts';
import { createVerifySmtp } from '../../bridge/src/verify/verify-smtp.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDelayingProxy, type DelayingProxy } from '../servers/start-delaying-proxy.ts';
import { startDovecot } from '../servers/start-dovecot.ts';
import { startPostfix } from '../servers/start-postfix.ts';
import { judge, timeMs, type Benchmark } from './benchmark.ts';
import { playLeast } from './least-dialogue.ts';

const username = 'ann@mail.test';
const password = 'pw-ann';
const kinds = ['smtp465', 'smtp587', 'imap993', 'imap143'] as const;
type Kind = (typeof kinds)[number];
const roundTrips: Record<Kind, number> = { smtp465: 6, smtp587: 8, imap993: 5, imap143: 6 };
const portOf = (kind: Kind) => Number(kind.slice(4));
const legOf = (kind: Kind) => kind.slice(0, 4) as Leg;

/** A good verdict with its use rung: ours, the libraries', and the least that the protocols allow, at several distances in one run. */
const benchVerify: Benchmark = async function* () {
  const ca = await createCa();
  const certificate = await ca.issue();
  await using dovecot = await startDovecot({ certificate });
  await using postfix = await startPostfix({ certificate, dovecot });
  const doors: Record<Kind, number> = {
    smtp465: postfix.ports.submissions,
    smtp587: postfix.ports.submission,
    imap993: dovecot.ports.imaps,
    imap143: dovecot.ports.imap,
  };
  const trust = createTrust({ ca: [ca.pem] });
  const none = { signal: new AbortController().signal, onStep: () => {}, onInterim: () => {} };

  const verify = async (kind: Kind, { port }: DelayingProxy, credential: Credential = { password: new Secret(password) }) => {
    const deps = createProtocolDeps({ trust, connectTo: () => ({ host: '127.0.0.1', port }) });
    const settings: ServerSettings = { host: 'mail.test', port: portOf(kind), username, secure: true, allowUnencrypted: false };
    const create = legOf(kind) === 'smtp' ? createVerifySmtp : createVerifyImap;
    const verdict = await create(deps)({ address: username, settings, ...credential }, none);
    if (verdict.state === 'failed') throw new Error(JSON.stringify(verdict.failure));
  };

  const askLibrary = async (kind: Kind, { port }: DelayingProxy) => {
    const tls = { servername: 'mail.test', ca: ca.pem };
    const secure = portOf(kind) === 465 || portOf(kind) === 993;
    if (legOf(kind) === 'smtp') {
      const transport = createTransport({
        host: '127.0.0.1',
        port,
        secure,
        requireTLS: !secure,
        auth: { user: username, pass: password },
        tls,
      });
      await transport.verify();
      transport.close();
      return;
    }
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure,
      ...(!secure && { doSTARTTLS: true }),
      auth: { user: username, pass: password },
      tls,
      logger: false,
    });
    client.on('error', () => {});
    await client.connect();
    await client.logout();
  };

  const atNoDistance = new Map<Kind, number>();
  for (const roundTripMs of [0, 50, 150]) {
    const times = roundTripMs === 0 ? 9 : 3;
    const proxies = Object.fromEntries(
      await Promise.all(kinds.map(async (kind) => [kind, await startDelayingProxy({ port: doors[kind] }, roundTripMs)] as const)),
    ) as Record<Kind, DelayingProxy>;
    const least = new Map<Kind, number>();
    const costs = new Map<Kind, { ours: number; byToken: number }>();
    for (const kind of kinds) {
      const proxy = proxies[kind];
      const whole = { port: proxy.port, ca: ca.pem, username, password };
      // The first of each in a process loads and compiles; that is another benchmark's business.
      if (roundTripMs === 0) await Promise.all([verify(kind, proxy), askLibrary(kind, proxy), playLeast(kind, whole)]);
      const ours = await timeMs(times, () => verify(kind, proxy));
      const minimum = await timeMs(times, () => playLeast(kind, whole));
      const byToken = await timeMs(times, () => verify(kind, proxy, { accessToken: new Secret(password) }));
      const library = await timeMs(times, () => askLibrary(kind, proxy));
      least.set(kind, minimum);
      costs.set(kind, { ours, byToken });
      if (roundTripMs === 0) atNoDistance.set(kind, ours);
      const trips = roundTripMs > 0 && (ours - atNoDistance.get(kind)!) / roundTripMs;
      yield {
        what: kind,
        roundTripMs,
        ours,
        least: minimum,
        library: `${library} ${legOf(kind) === 'smtp' ? 'nodemailer verify' : 'imapflow connect+logout'}`,
        trips: trips === false ? '' : `${trips.toFixed(1)} of ${roundTrips[kind]}`,
        value: Number((ours / library).toFixed(2)),
        ...(kind === 'imap993' && roundTripMs === 150 && judge(ours / library, 0.55, 'of imapflow')),
      };
    }
    for (const kind of kinds) {
      const { ours, byToken } = costs.get(kind)!;
      // Dovecot checks a token where it checks passwords, so that both are judged in the same time.
      const more = (byToken - ours) / Math.max(1, roundTripMs);
      yield {
        what: `${kind} by token`,
        roundTripMs,
        ours: byToken,
        least: ours,
        ...(roundTripMs === 150
          ? judge(more, 0.5, 'round trips more than with a password')
          : { value: Number((byToken - ours).toFixed(1)) }),
      };
    }
    for (const [smtp, imap] of [
      ['smtp465', 'imap993'],
      ['smtp587', 'imap143'],
    ] as const) {
      const both = await timeMs(times, () => Promise.all([verify(smtp, proxies[smtp]), verify(imap, proxies[imap])]));
      const slower = Math.max(least.get(smtp)!, least.get(imap)!);
      yield {
        what: `${smtp} + ${imap}`,
        roundTripMs,
        ours: both,
        least: slower,
        ...(roundTripMs > 0 ? judge(both / slower, 1.15, 'of the slower leg’s least') : { value: Number((both / slower).toFixed(2)) }),
      };
    }
    await Promise.all(kinds.map((kind) => proxies[kind][Symbol.asyncDispose]()));
  }
};

export default benchVerify;
