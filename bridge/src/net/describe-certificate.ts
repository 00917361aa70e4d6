import { createHash, type X509Certificate } from 'node:crypto';
import type { Certificate } from '@kurrier/shared/failure/failure';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a person needs to judge a certificate by, from the certificate itself. */
export const describeCertificate = (certificate: X509Certificate): Certificate => ({
  subject: oneLine(certificate.subject),
  issuer: oneLine(certificate.issuer),
  names: parseNames(certificate.subjectAltName ?? ''),
  validFrom: certificate.validFromDate.toISOString(),
  validTo: certificate.validToDate.toISOString(),
  fingerprint: sha256(certificate.raw),
  spki: sha256(certificate.publicKey.export({ type: 'spki', format: 'der' })),
});

const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ').slice(0, 500);

/** Node writes `DNS:a.example, IP Address:192.0.2.1`, with values that could be mistaken for two quoted as JSON. */
const parseNames = (subjectAltName: string): string[] =>
  [...subjectAltName.matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]+)/g)]
    .map(([, value]) => (value!.startsWith('"') ? String(JSON.parse(value!)) : value!))
    .slice(0, 100);
