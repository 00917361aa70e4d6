import { signal } from '@preact/signals';
import type { Certificate, Failure } from '@kurrier/shared/failure/failure';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { CertificatesModel, CertificatesState } from '../../../model/settings/certificates-model.ts';
import { sampleNow } from './leg-samples.ts';

const certificate: Certificate = {
  subject: 'CN=mail.example.org',
  issuer: 'CN=mail.example.org',
  names: ['mail.example.org'],
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2036-10-29T00:00:00.000Z',
  fingerprint: '7d1a90c4e2f85b36a1c9d07e4f3b2a6c58e1d90f7b4a3c2e6d5f8091a2b3c4d5',
  spki: '11',
};
const former: Certificate = {
  ...certificate,
  validFrom: '2024-02-01T00:00:00.000Z',
  fingerprint: certificate.fingerprint.replaceAll('a', 'e'),
  spki: '22',
};

/** Everything that can be trusted by hand, also where something else was trusted before. */
export const untrusted: Record<string, Failure> = {
  'self-signed': { ...sampleFailures['tls.self_signed'], certificate },
  'other names': sampleFailures['tls.hostname_mismatch'],
  'changed key': { ...sampleFailures['tls.self_signed'], certificate, trustedBefore: former },
  'same key': { ...sampleFailures['tls.self_signed'], certificate, trustedBefore: { ...former, spki: '11' } },
};

const settle = () => Promise.resolve();
const certificates = (state: CertificatesState): CertificatesModel => ({ state: signal(state), load: settle, forget: settle });

export const certificatesModels = {
  loading: certificates({ phase: 'loading' }),
  none: certificates({ phase: 'listed', certificates: [] }),
  listed: certificates({
    phase: 'listed',
    certificates: [
      { host: 'mail.example.org', port: 993, certificate, despiteNames: false, trustedAt: sampleNow - 9e8 },
      { host: '127.0.0.1', port: 1143, certificate: former, despiteNames: true, trustedAt: sampleNow - 4e6 },
    ],
  }),
};
