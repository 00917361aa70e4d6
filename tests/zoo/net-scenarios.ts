import { imapSignedIn, inboxOpens, plainSmtp, secured } from './dialogues.ts';
import type { Scenario } from './scenario.ts';

/** Names, addresses and connections that go wrong before anybody says a word. */
export const netScenarios: readonly Scenario[] = [
  { name: 'no such name', leg: 'smtp', expected: 'net.dns_not_found', animal: 'no-such-name' },
  { name: 'no such name', leg: 'imap', expected: 'net.dns_not_found', animal: 'no-such-name' },
  { name: 'the resolver fails', leg: 'imap', expected: 'net.dns_temporary', animal: 'resolver-fails' },
  { name: 'the resolver is silent', leg: 'smtp', expected: 'net.dns_temporary', animal: 'resolver-silent' },
  { name: 'nothing listens', leg: 'smtp', expected: 'net.refused', animal: 'closed-port' },
  { name: 'nothing listens', leg: 'imap', expected: 'net.refused', animal: 'closed-port' },
  { name: 'no route', leg: 'imap', expected: 'net.unreachable', animal: 'no-route' },
  { name: 'a port that cannot be', leg: 'smtp', expected: 'config.invalid', animal: 'closed-port', settings: { port: 70000 } },
  { name: 'IPv6 is dead, IPv4 is not', leg: 'smtp', expected: 'verified', animal: { ipv6IsDead: secured(plainSmtp) } },
  {
    name: 'IPv6 is dead, IPv4 is not',
    leg: 'imap',
    expected: 'verified',
    animal: { ipv6IsDead: secured([...imapSignedIn, ...inboxOpens]) },
  },
  { name: 'closed at once, under TLS', leg: 'imap', expected: 'net.reset', animal: secured([{ fault: 'close' }]) },
  { name: 'cut at once', leg: 'smtp', expected: 'net.reset', animal: { script: [{ fault: 'reset' }] } },
  { name: 'silent under TLS', leg: 'imap', expected: 'net.timeout', animal: secured([{ fault: 'silence' }]) },
  { name: 'silent under TLS', leg: 'smtp', expected: 'net.timeout', animal: secured([{ fault: 'silence' }]) },
  {
    name: 'silent in plain text, TLS not known either',
    leg: 'smtp',
    expected: 'net.timeout',
    animal: { script: [{ fault: 'silence' }] },
    settings: { port: 587 },
  },
  { name: 'silent instead of a TLS handshake', leg: 'imap', expected: 'net.timeout', animal: { script: [{ fault: 'silence' }] } },
];
