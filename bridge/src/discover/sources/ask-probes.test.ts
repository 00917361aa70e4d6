import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DnsClient, Probe, ProbeResult } from '../source-contract.ts';
import { askProbes, usualHostNames } from './ask-probes.ts';
import { parseMailAddress } from '../mail-address.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const address = parseMailAddress('me@own.test')!;
const signal = new AbortController().signal;

const ask = async (answers: Record<string, ProbeResult>, addresses: Record<string, string[]> = {}) => {
  const probe: Probe = async ({ host, port, leg }) => answers[`${leg} ${host} ${port}`];
  const lookUp = async (name: string) => (name.startsWith('dead.') ? new Promise(() => undefined) : (addresses[name] ?? []));
  const dns = { addresses: lookUp } as unknown as DnsClient;
  const answer = askProbes({ probe, dns })(address, signal);
  await vi.advanceTimersByTimeAsync(1000);
  return answer;
};

const preferred = async (answers: Record<string, ProbeResult>, addresses?: Record<string, string[]>) => {
  const answer = await ask(answers, addresses);
  return answer.state === 'found' ? answer.offer.imap?.map(({ host, port }) => `${host} ${port}`) : answer.state;
};

const tls = (trust: ProbeResult['trust'], ...names: string[]): ProbeResult => ({
  security: 'implicit-tls',
  greeting: '',
  trust,
  certificate: { subject: '', issuer: '', names, validFrom: '', validTo: '', fingerprint: '', spki: '' },
});

test('the names of the leg come first, then mail, then the domain itself', () => {
  expect(usualHostNames('imap', 'own.test')).toEqual(['imap.own.test', 'mail.own.test', 'smtp.own.test', 'own.test']);
});

test('a certificate for another name is followed to that name, if it is the same machine', async () => {
  const answers = {
    'imap mail.own.test 993': tls('other-name', '*.hoster.example', 'dead.hoster.example', 'web7.hoster.example', 'web12.hoster.example'),
  };
  const machines = { 'mail.own.test': ['192.0.2.12'], 'web7.hoster.example': ['192.0.2.7'], 'web12.hoster.example': ['192.0.2.12'] };
  expect(await ask(answers, machines)).toMatchObject({ state: 'found', offer: { imap: [{ host: 'web12.hoster.example', port: 993 }] } });
  expect(await ask(answers, { ...machines, 'web12.hoster.example': ['192.0.2.99'] })).toEqual({ state: 'nothing' });
});

test('a certificate that nobody vouches for keeps its host: verifying it will say what is wrong', async () => {
  expect(await ask({ 'smtp smtp.own.test 465': tls('untrusted', 'localhost') })).toMatchObject({
    offer: { smtp: [{ host: 'smtp.own.test' }] },
  });
});

test('a good certificate for a name of the domain, then one for another name, then one that nobody vouches for, then none', async () => {
  const starttls = { ...tls('trusted'), security: 'starttls' as const };
  const answers = {
    'imap imap.own.test 143': { ...tls('untrusted'), security: 'cleartext' as const },
    'imap imap.own.test 993': tls('untrusted'),
    'imap mail.own.test 143': { ...starttls, trust: 'untrusted' as const },
    'imap mail.own.test 993': tls('other-name', 'web.hoster.example'),
    'imap smtp.own.test 143': starttls,
    'imap own.test 143': starttls,
    'imap own.test 993': tls('trusted'),
  };
  const machines = { 'mail.own.test': ['192.0.2.1'], 'web.hoster.example': ['192.0.2.1'] };
  expect(await preferred(answers, machines)).toEqual([
    'own.test 993',
    'smtp.own.test 143',
    'own.test 143',
    'web.hoster.example 993',
    'imap.own.test 993',
    'mail.own.test 143',
    'imap.own.test 143',
  ]);
});

test('where nothing answers, nothing is found', async () => {
  expect(await ask({})).toEqual({ state: 'nothing' });
});
