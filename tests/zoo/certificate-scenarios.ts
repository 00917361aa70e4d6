import { imapHello, imapOverStartTls, plainSmtp, smtpHello, smtpOverStartTls } from './dialogues.ts';
import type { Scenario } from './scenario.ts';

const dayMs = 24 * 3600 * 1000;
const daysFromNow = (days: number): Date => new Date(Date.now() + days * dayMs);

/** TLS that is spoken, and cannot be relied on. */
export const certificateScenarios: readonly Scenario[] = [
  {
    name: 'certificate of another host',
    leg: 'smtp',
    expected: 'tls.hostname_mismatch',
    animal: { script: plainSmtp, implicitTls: true, certificate: { names: ['other.example', '*.hosting.example'] } },
  },
  {
    name: 'certificate of another host',
    leg: 'imap',
    expected: 'tls.hostname_mismatch',
    animal: { script: imapHello, implicitTls: true, certificate: { names: ['other.example'] } },
  },
  {
    name: 'certificate of another host after STARTTLS',
    leg: 'smtp',
    expected: 'tls.hostname_mismatch',
    animal: { script: smtpOverStartTls, certificate: { names: ['other.example'] } },
    settings: { port: 587 },
  },
  {
    name: 'certificate run out',
    leg: 'imap',
    expected: 'tls.expired',
    animal: { script: imapHello, implicitTls: true, certificate: { validFrom: daysFromNow(-90), validTo: daysFromNow(-1) } },
  },
  {
    name: 'certificate not valid yet',
    leg: 'smtp',
    expected: 'tls.expired',
    animal: { script: smtpHello, implicitTls: true, certificate: { validFrom: daysFromNow(2), validTo: daysFromNow(90) } },
  },
  {
    name: 'certificate signed by itself',
    leg: 'smtp',
    expected: 'tls.self_signed',
    animal: { script: smtpHello, implicitTls: true, certificate: { selfSigned: true } },
  },
  {
    name: 'certificate signed by itself after STARTTLS',
    leg: 'imap',
    expected: 'tls.self_signed',
    animal: { script: imapOverStartTls, certificate: { selfSigned: true } },
    settings: { port: 143 },
  },
  {
    name: 'authority not known',
    leg: 'imap',
    expected: 'tls.untrusted_chain',
    animal: { script: imapHello, implicitTls: true, foreignAuthority: true },
  },
  {
    name: 'a link of the chain is missing',
    leg: 'smtp',
    expected: 'tls.untrusted_chain',
    animal: { script: smtpHello, implicitTls: true, certificate: { intermediate: 'missing' } },
  },
  {
    name: 'only TLS 1.1',
    leg: 'imap',
    expected: 'tls.protocol_too_old',
    animal: { script: [], implicitTls: true, limits: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } },
  },
  {
    name: 'no cipher in common',
    leg: 'smtp',
    expected: 'tls.handshake_failed',
    animal: {
      script: [],
      implicitTls: true,
      limits: { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0' },
    },
  },
];
