import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import type { LegVerdict } from '@kurrier/shared/account/verdict';
import { Secret } from '@kurrier/shared/secret';
import { beforeAll, describe, expect, test } from 'vitest';
import { createProbe } from '../../../bridge/src/verify/probe-port.ts';
import { createProtocolDeps, type ProtocolDeps } from '../../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../../bridge/src/net/trust.ts';
import { createVerifyImap } from '../../../bridge/src/verify/verify-imap.ts';
import { createVerifySmtp } from '../../../bridge/src/verify/verify-smtp.ts';
import { createProposeRepairs } from '../../../bridge/src/verify/propose-repairs.ts';
import { createCa, type TestCa } from '../../servers/create-ca.ts';
import { expectNoPassword } from '../../servers/find-password.ts';
import { findClosedPort } from '../../servers/free-ports.ts';
import { ownAddress } from '../../servers/own-address.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { startTap, type Tap } from '../../servers/start-tap.ts';
import { mailScripts } from './mail-scripts.ts';

const behaviours = ['TLS at once', 'STARTTLS', 'plain only', 'closed'] as const;
type Behaviour = (typeof behaviours)[number];

/** Not loopback, so that nothing is exempt. */
const elsewhere = ownAddress();
const username = 'ann@mail.test';
const password = 'correct horse 7';
const signal = new AbortController().signal;

let ca: TestCa;
beforeAll(async () => {
  ca = await createCa();
});

const startPort = async (leg: Leg, behaviour: Behaviour, names?: string[]): Promise<Tap> => {
  if (behaviour === 'closed') return startTap({ port: await findClosedPort() }, { listenHost: elsewhere });
  const certificate = await ca.issue(names ? { names } : {});
  const server = await startScriptedServer(mailScripts[leg][behaviour], {
    certificate,
    implicitTls: behaviour === 'TLS at once',
    lenient: true,
    host: elsewhere,
  });
  const tap = await startTap(server, { listenHost: elsewhere });
  return {
    ...tap,
    [Symbol.asyncDispose]: () => Promise.all([tap[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]).then(() => undefined),
  };
};

const attempt = async (leg: Leg, settings: ServerSettings, deps: ProtocolDeps): Promise<LegVerdict> => {
  const verify = leg === 'smtp' ? createVerifySmtp(deps) : createVerifyImap(deps);
  return verify({ address: username, settings, password: new Secret(password) }, { signal, onStep: () => {}, onInterim: () => {} });
};

/** What the person sees: verified as typed, or after one press. */
const heal = async (leg: Leg, settings: ServerSettings, deps: ProtocolDeps, otherHost?: string): Promise<string> => {
  const verdict = await attempt(leg, settings, deps);
  if (verdict.state === 'verified') return `as typed · ${verdict.security}`;
  const proposeRepairs = createProposeRepairs({ ...createProbe(deps), createId: () => 'id' });
  const [proposal] = await proposeRepairs(
    { leg, address: username, settings, ...(otherHost !== undefined && { otherHost }) },
    verdict.failure,
    signal,
  );
  if (!proposal) return `failed · ${verdict.failure.kind}`;
  const changed = Object.fromEntries(Object.entries(proposal.changes).filter(([, value]) => value !== undefined));
  const after = await attempt(leg, { ...settings, ...changed }, deps);
  return after.state === 'verified' && after.security === proposal.security
    ? `${JSON.stringify(proposal.changes)}${proposal.needsPassword ? ' with the password' : ''} · ${after.security}`
    : `${JSON.stringify(proposal)} did not mend it: ${JSON.stringify(after)}`;
};

const neighbours: Record<number, { port: number; behaviour: Behaviour; security: string }> = {
  25: { port: 587, behaviour: 'STARTTLS', security: 'starttls' },
  465: { port: 587, behaviour: 'STARTTLS', security: 'starttls' },
  587: { port: 465, behaviour: 'TLS at once', security: 'implicit-tls' },
  143: { port: 993, behaviour: 'TLS at once', security: 'implicit-tls' },
  993: { port: 143, behaviour: 'STARTTLS', security: 'starttls' },
};

const cells = [25, 465, 587, 143, 993].flatMap((port) =>
  [true, false].flatMap((secure) => behaviours.map((behaviour) => ({ port, secure, behaviour }))),
);

const expectation = ({ port, secure, behaviour }: (typeof cells)[number]): string => {
  if (behaviour === 'STARTTLS') return 'as typed · starttls';
  if (behaviour === 'TLS at once') return secure ? 'as typed · implicit-tls' : '{"secure":true} · implicit-tls';
  const { port: other, security } = neighbours[port]!;
  return `${JSON.stringify({ port: other, ...(!secure && { secure: true }) })} · ${security}`;
};

test('the table is whole', () => expect(cells).toHaveLength(40));

describe.each(cells)('port $port, Secure $secure, and $behaviour there', (cell) => {
  test(`is verified ${expectation(cell)}`, async () => {
    const { port, secure, behaviour } = cell;
    const leg = port === 143 || port === 993 ? 'imap' : 'smtp';
    const neighbour = neighbours[port]!;
    await using typed = await startPort(leg, behaviour);
    await using other = await startPort(leg, neighbour.behaviour);
    const closed = await findClosedPort();
    const doors: Record<number, { host: string; port: number }> = {
      [port]: behaviour === 'closed' ? { host: elsewhere, port: closed } : typed,
      [neighbour.port]: other,
    };
    const deps = createProtocolDeps({
      trust: createTrust({ ca: [ca.pem] }),
      connectTo: (_, wanted) => doors[wanted] ?? { host: elsewhere, port: closed },
    });
    const settings: ServerSettings = { host: 'mail.test', port, username, secure, allowUnencrypted: false };
    expect(await heal(leg, settings, deps)).toBe(expectation(cell));
    for (const tap of [typed, other]) expectNoPassword(tap.toServer(), password, username);
  });
});

test('a certificate for the host’s own name: the host is proposed where it is the same machine, and asks for the password', async () => {
  await using server = await startPort('imap', 'TLS at once', ['elsewhere.test', '*.host.test']);
  const addresses: Record<string, string> = { 'mail.test': elsewhere, 'web7.host.test': elsewhere, 'elsewhere.test': '192.0.2.99' };
  const deps = createProtocolDeps({
    trust: createTrust({ ca: [ca.pem] }),
    lookUp: (host) => Promise.resolve([addresses[host] ?? host]),
    nameAddress: (address) => Promise.resolve(address === elsewhere ? ['web7.host.test'] : []),
    connectTo: (host, port) => (port === 993 && host !== 'elsewhere.test' ? server : undefined),
    budgets: { connectMs: 500 },
  });
  const settings: ServerSettings = { host: 'mail.test', port: 993, username, secure: true, allowUnencrypted: false };
  expect(await heal('imap', settings, deps)).toBe('{"host":"web7.host.test"} with the password · implicit-tls');
});

test.each(['no such name', 'closed'] as const)(
  'a host that is not there (%s): the sister of the other leg’s host is proposed, and gets no byte of the password before it is typed again',
  async (fails) => {
    await using server = await startPort('imap', 'TLS at once', ['imap.mail.test']);
    const closed = await findClosedPort();
    const deps = createProtocolDeps({
      trust: createTrust({ ca: [ca.pem] }),
      lookUp: (host) =>
        host === 'wrong.mail.test' && fails === 'no such name'
          ? Promise.reject(Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' }))
          : Promise.resolve([host]),
      connectTo: (host, port) =>
        host === 'imap.mail.test' && port === 993
          ? server
          : host === 'wrong.mail.test' && fails === 'no such name'
            ? undefined
            : { host: elsewhere, port: closed },
    });
    const settings: ServerSettings = { host: 'wrong.mail.test', port: 993, username, secure: true, allowUnencrypted: false };
    const proposeRepairs = createProposeRepairs({ ...createProbe(deps), createId: () => 'id' });
    const verdict = await attempt('imap', settings, deps);
    if (verdict.state !== 'failed') throw new Error('verified');
    const proposals = await proposeRepairs(
      { leg: 'imap', address: username, settings, otherHost: 'smtp.mail.test' },
      verdict.failure,
      signal,
    );
    expect(proposals).toMatchObject([{ changes: { host: 'imap.mail.test' }, needsPassword: true }]);
    expectNoPassword(server.toServer(), password, username);
    expect(await heal('imap', settings, deps, 'smtp.mail.test')).toBe('{"host":"imap.mail.test"} with the password · implicit-tls');
  },
);
