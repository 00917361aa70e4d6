import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import { Secret } from '@kurrier/shared/secret';
import { createProbe } from '../../bridge/src/verify/probe-port.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../bridge/src/net/trust.ts';
import { createVerifyImap } from '../../bridge/src/verify/verify-imap.ts';
import { createVerifySmtp } from '../../bridge/src/verify/verify-smtp.ts';
import { createProposeRepairs } from '../../bridge/src/verify/propose-repairs.ts';
import { createCa } from '../servers/create-ca.ts';
import { findClosedPort } from '../servers/free-ports.ts';
import { startDelayingProxy } from '../servers/start-delaying-proxy.ts';
import { startDovecot } from '../servers/start-dovecot.ts';
import { startPostfix } from '../servers/start-postfix.ts';
import type { Benchmark } from './benchmark.ts';

const goalMs = 2000;

/** From Save to the failure's name, to the proposal that mends it (the goal), and to Verified after an immediate press; on real servers. */
const benchHealing: Benchmark = async function* () {
  const ca = await createCa();
  const certificate = await ca.issue();
  await using dovecot = await startDovecot({ certificate });
  await using postfix = await startPostfix({ certificate, dovecot });
  const closed = await findClosedPort();
  const { imap, imaps } = dovecot.ports;
  const { submission, submissions } = postfix.ports;
  const trust = createTrust({ ca: [ca.pem] });
  const signal = new AbortController().signal;
  const mistakes: [what: string, leg: Leg, port: number, secure: boolean, doors: Record<number, number>][] = [
    ['993, Secure FALSE', 'imap', 993, false, { 993: imaps, 143: closed }],
    ['465, Secure FALSE', 'smtp', 465, false, { 465: submissions, 587: closed }],
    ['465 closed, 587 open', 'smtp', 465, true, { 465: closed, 587: submission }],
    ['143 closed, 993 open', 'imap', 143, true, { 143: closed, 993: imaps }],
    ['587 that wants TLS at once', 'smtp', 587, true, { 587: submissions, 465: closed }],
    ['993 that starts in plain text', 'imap', 993, true, { 993: imap, 143: closed }],
  ];

  for (const roundTripMs of [0, 50, 150])
    for (const [what, leg, port, secure, doors] of mistakes) {
      const proxies = await Promise.all(
        Object.entries(doors).map(async ([typed, door]) => {
          if (door === closed) return { typed: Number(typed), port: closed, close: undefined };
          const proxy = await startDelayingProxy({ port: door }, roundTripMs);
          return { typed: Number(typed), port: proxy.port, close: () => proxy[Symbol.asyncDispose]() };
        }),
      );
      const deps = createProtocolDeps({
        trust,
        connectTo: (_, wanted) => ({ host: '127.0.0.1', port: proxies.find(({ typed }) => typed === wanted)?.port ?? closed }),
      });
      const verify = leg === 'smtp' ? createVerifySmtp(deps) : createVerifyImap(deps);
      const attempt = (settings: ServerSettings) =>
        verify({ address: 'ann@mail.test', settings, password: new Secret('pw-ann') }, { signal, onStep: () => {}, onInterim: () => {} });
      const settings: ServerSettings = { host: 'mail.test', port, username: 'ann@mail.test', secure, allowUnencrypted: false };

      const startedAt = performance.now();
      const sinceStart = () => Math.round(performance.now() - startedAt);
      let verdict = await attempt(settings);
      const namedMs = sinceStart();
      let value = namedMs;
      const named = verdict.state === 'failed' ? verdict.failure.kind : 'verified as typed';
      if (verdict.state === 'failed') {
        const [proposal] = await createProposeRepairs({ ...createProbe(deps), createId: () => 'id' })(
          { leg, address: 'ann@mail.test', settings },
          verdict.failure,
          signal,
        );
        value = sinceStart();
        const { port: newPort = port, secure: newSecure = secure } = proposal?.changes ?? {};
        verdict = await attempt({ ...settings, port: newPort, secure: newSecure });
      }
      if (verdict.state === 'failed') throw new Error(`${what}: ${JSON.stringify(verdict.failure)}`);
      yield { what, roundTripMs, named, namedMs, verifiedMs: sinceStart(), value, goal: `mended ≤ ${goalMs} ms`, met: value <= goalMs };
      for (const { close } of proxies) await close?.();
    }
};

export default benchHealing;
