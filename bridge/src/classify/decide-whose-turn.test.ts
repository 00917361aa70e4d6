import type { Failure } from '@kurrier/shared/failure/failure';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { TurnProbe } from '@kurrier/shared/failure/whose-turn';
import { expect, test } from 'vitest';
import { decideWhoseTurn } from './decide-whose-turn.ts';

const outside = (outcome: TurnProbe['outcome']): TurnProbe => ({ of: 'outside', target: 'one.example:443', outcome });
const host = (port: number, outcome: TurnProbe['outcome']): TurnProbe => ({ of: 'host', target: `smtp.example.org:${port}`, outcome });
const sample = (kind: Failure['kind'], more: Partial<Failure> = {}): Failure => ({ ...sampleFailures[kind], ...more });
const issuedBy = (issuer: string) => ({ certificate: { ...sampleFailures['tls.untrusted_chain'].certificate!, issuer } });

test.for<[failure: Failure, probes: TurnProbe[], turn: string, reason: string, deciding: number]>([
  [sample('net.timeout'), [outside('silent'), host(587, 'silent')], 'network', 'nothing-outside-answers', 1],
  [sample('net.dns_not_found'), [outside('no-name')], 'network', 'nothing-outside-answers', 1],
  [sample('net.dns_not_found'), [outside('answers')], 'account', 'kind', 0],
  [sample('net.timeout'), [outside('answers'), host(587, 'answers'), host(25, 'silent')], 'network', 'only-this-port-is-blocked', 1],
  [sample('net.reset', { stage: 'tls' }), [outside('answers'), host(587, 'answers')], 'network', 'only-this-port-is-blocked', 1],
  [sample('net.timeout'), [outside('answers'), host(587, 'silent')], 'provider', 'no-port-of-the-host-answers', 2],
  [sample('net.refused'), [outside('answers'), host(587, 'refused')], 'provider', 'no-port-of-the-host-answers', 2],
  [sample('net.refused'), [outside('answers'), host(587, 'answers')], 'account', 'another-port-answers', 1],
  [sample('net.unreachable'), [], 'network', 'kind', 0],
  [sample('net.timeout', { stage: 'sign-in' }), [outside('silent')], 'provider', 'kind', 0],
  [sample('net.reset', { stage: 'mailbox' }), [outside('silent')], 'provider', 'kind', 0],
  [sample('auth.invalid_credentials'), [outside('silent')], 'account', 'kind', 0],
  [sample('tls.expired'), [], 'certificate', 'kind', 0],
  [sample('tls.expired', { code: 'CERT_NOT_YET_VALID' }), [], 'network', 'clock-is-wrong', 0],
  [sample('tls.untrusted_chain', issuedBy('CN=Avast Web/Mail Shield Root')), [], 'network', 'tls-is-intercepted', 0],
  [sample('server.unavailable'), [], 'provider', 'kind', 0],
  [sample('unknown'), [], 'software', 'kind', 0],
])('%j with %j: %s, because of %s', ([failure, probes, turn, reason, deciding]) => {
  const decision = decideWhoseTurn(failure, probes);
  expect(decision).toMatchObject({ turn, reason });
  expect(decision.probes).toHaveLength(deciding);
});
