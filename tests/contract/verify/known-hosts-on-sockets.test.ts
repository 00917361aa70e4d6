import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import type { LegVerdict } from '@kurrier/shared/account/verdict';
import { Secret } from '@kurrier/shared/secret';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProtocolDeps, type ProtocolDeps, type ProtocolOptions } from '../../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../../bridge/src/net/trust.ts';
import { createProbe } from '../../../bridge/src/verify/probe-port.ts';
import { createProposeRepairs } from '../../../bridge/src/verify/propose-repairs.ts';
import { createVerifyImap } from '../../../bridge/src/verify/verify-imap.ts';
import { createVerifySmtp } from '../../../bridge/src/verify/verify-smtp.ts';
import { createCa, type ServerCertificate, type TestCa } from '../../servers/create-ca.ts';
import { expectNoPassword, findPassword } from '../../servers/find-password.ts';
import { findClosedPort } from '../../servers/free-ports.ts';
import { ownAddress } from '../../servers/own-address.ts';
import type { Step } from '../../servers/script.ts';
import { startScriptedServer, type ScriptedServer } from '../../servers/start-scripted-server.ts';
import { hostCells, portCells } from './known-hosts-cells.ts';
import { mailScripts } from './mail-scripts.ts';

/** Not loopback, so that nothing is exempt. */
const elsewhere = ownAddress();
const signal = new AbortController().signal;
/** Whatever should answer here does; how soon is not what is tested. */
const patient = { connectMs: 20_000, answerMs: 20_000, saidMs: 20_000 };
const tlsPort = { smtp: 465, imap: 993 } as const;

let ca: TestCa;
let certificate: ServerCertificate;
let closed: { host: string; port: number };
/** Every host of the cells that is meant; what is spoken there by leg, and by how TLS starts. */
const good = {} as Record<Leg, Record<'TLS at once' | 'STARTTLS', ScriptedServer>>;
const silent = {} as { server: ScriptedServer };
/** What answers on a port of another protocol. */
const strangers = {} as Record<'smtp' | 'imap' | 'pop', Record<'TLS at once' | 'plain only', ScriptedServer>>;

const greetings: Record<keyof typeof strangers, Step[]> = {
  smtp: [{ server: '220 mail.own.test ESMTP' }],
  imap: [{ server: '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready' }],
  pop: [{ server: '+OK POP3 ready' }],
};
const answerAnything: Step[] = [{ clientUntil: /never/ }];

beforeAll(async () => {
  ca = await createCa();
  certificate = await ca.issue({ names: [...new Set([...hostCells.map(({ meant }) => meant), 'mail.own.test'])] });
  closed = { host: elsewhere, port: await findClosedPort() };
  const start = (script: Step[], implicitTls: boolean) =>
    startScriptedServer(script, { certificate, implicitTls, lenient: true, host: elsewhere });
  for (const leg of ['smtp', 'imap'] as const)
    good[leg] = {
      'TLS at once': await start(mailScripts[leg]['TLS at once'], true),
      STARTTLS: await start(mailScripts[leg].STARTTLS, false),
    };
  silent.server = await start([{ fault: 'silence' }], false);
  for (const protocol of ['smtp', 'imap', 'pop'] as const) {
    const script = [...greetings[protocol], ...answerAnything];
    strangers[protocol] = { 'TLS at once': await start(script, true), 'plain only': await start(script, false) };
  }
});
afterAll(async () => {
  const servers = [...Object.values(good), ...Object.values(strangers)].flatMap((each) => Object.values(each));
  await Promise.all([...servers, silent.server].map((server) => server[Symbol.asyncDispose]()));
});

const attempt = (leg: Leg, address: string, settings: ServerSettings, password: string, deps: ProtocolDeps): Promise<LegVerdict> => {
  const verify = leg === 'smtp' ? createVerifySmtp(deps) : createVerifyImap(deps);
  return verify({ address, settings, password: new Secret(password) }, { signal, onStep: () => {}, onInterim: () => {} });
};

const failureOf = (verdict: LegVerdict) => {
  if (verdict.state !== 'failed') throw new Error('verified');
  return verdict.failure;
};

const saidTo = (server: ScriptedServer): Buffer => Buffer.from(server.clientLines().join('\n'));

test('with the forty cells of ports at least a hundred and twenty are shown on sockets', () => {
  expect(40 + hostCells.length + portCells.length).toBeGreaterThanOrEqual(120);
});

test.concurrent.for(hostCells.map((cell, i) => ({ ...cell, password: `${i + 1000} correct horse` })))(
  '$leg of $address, $typed typed, which $fails: $meant, and no byte of the password there before it was typed again',
  async ({ leg, address, typed, port, fails, meant, otherHost, published, password }) => {
    // Microsoft takes mail to be sent on 587 alone.
    const wanted = meant === 'smtp.office365.com' ? 587 : tlsPort[leg];
    const server = good[leg][wanted === 587 ? 'STARTTLS' : 'TLS at once'];
    const world = {
      trust: createTrust({ ca: [ca.pem] }),
      lookUp: (host: string) =>
        host === typed && fails === 'no such name'
          ? Promise.reject(Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' }))
          : Promise.resolve([host]),
      connectTo: (host: string, at: number) =>
        host === meant && at === wanted ? server : host === typed && at === port && fails === 'silent' ? silent.server : closed,
    } satisfies ProtocolOptions;
    const deps = createProtocolDeps({ ...world, budgets: patient });
    // Where nothing is said, the wait may be short: its end is what is wanted, however slow everything is.
    const first = fails === 'silent' ? createProtocolDeps({ ...world, budgets: { answerMs: 150, saidMs: 300, silenceMs: 50 } }) : deps;
    const settings: ServerSettings = { host: typed, port, username: address, secure: true, allowUnencrypted: false };
    const failure = failureOf(await attempt(leg, address, settings, password, first));
    const [proposal] = await createProposeRepairs({
      ...createProbe(deps, patient),
      ...(published !== undefined && { findServers: () => Promise.resolve([{ host: published, port: tlsPort[leg] }]) }),
      createId: () => 'id',
    })({ leg, address, settings, ...(otherHost !== undefined && { otherHost }) }, failure, signal);
    expect(proposal).toMatchObject({ changes: { host: meant }, needsPassword: true });
    for (const host of [server, silent.server]) expectNoPassword(saidTo(host), password, address);

    const after = await attempt(leg, address, { ...settings, ...proposal!.changes } as ServerSettings, password, deps);
    expect(after).toMatchObject({ state: 'verified', security: wanted === 587 ? 'starttls' : 'implicit-tls' });
    expect(findPassword(saidTo(server), password, address)).not.toBeNull();
  },
);

const protocolOf: Record<number, keyof typeof strangers> = {
  25: 'smtp',
  465: 'smtp',
  587: 'smtp',
  143: 'imap',
  993: 'imap',
  110: 'pop',
  995: 'pop',
};

test.concurrent.for(portCells.map((cell, i) => ({ ...cell, password: `${i + 1000} battery staple` })))(
  '$leg on port $typed, where another protocol answers: port $works, and no byte of the password to the stranger',
  async ({ leg, typed, works, password }) => {
    const server = good[leg][works === tlsPort[leg] ? 'TLS at once' : 'STARTTLS'];
    const stranger = strangers[protocolOf[typed]!][[465, 993, 995].includes(typed) ? 'TLS at once' : 'plain only'];
    const deps = createProtocolDeps({
      trust: createTrust({ ca: [ca.pem] }),
      connectTo: (_, at) => (at === typed ? stranger : at === works ? server : closed),
      budgets: patient,
    });
    const settings: ServerSettings = {
      host: 'mail.own.test',
      port: typed,
      username: 'ann@own.test',
      secure: true,
      allowUnencrypted: false,
    };
    const failure = failureOf(await attempt(leg, 'ann@own.test', settings, password, deps));
    const [proposal] = await createProposeRepairs({ ...createProbe(deps, patient), createId: () => 'id' })(
      { leg, address: 'ann@own.test', settings, otherHost: 'mail.own.test' },
      failure,
      signal,
    );
    expect(proposal).toMatchObject({ changes: { port: works }, needsPassword: false });
    expect(await attempt(leg, 'ann@own.test', { ...settings, port: works }, password, deps)).toMatchObject({ state: 'verified' });
    expectNoPassword(saidTo(stranger), password, 'ann@own.test');
  },
);
