import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A TLS server's key and certificate, and what the person would trust it by: SHA-256 of the SubjectPublicKeyInfo, hex. */
export interface SelfSigned {
  key: string;
  cert: string;
  spki: string;
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), body]);
};
const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'));
const commonName = identifier('550403');
const subjectAltName = identifier('551d11');

const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(text)))));
const utcTime = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));
const dayMs = 24 * 60 * 60_000;

/** A name, or an IPv4 address, as subjectAltName has it (RFC 5280 §4.2.1.6). */
const generalName = (host: string): Buffer =>
  /^[\d.]+$/.test(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));

/** A certificate (RFC 5280) for one host, good for a month, with a fresh key: nothing of it is worth keeping, or known to anybody else. */
export const createSelfSigned = (host: string, now = Date.now()): SelfSigned => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  // A serial number is positive.
  const serial = der(0x02, Buffer.from([1]), randomBytes(8));
  const name = nameOf(`Kurrier demo ${host}`);
  const validity = sequence(utcTime(new Date(now - dayMs)), utcTime(new Date(now + 30 * dayMs)));
  const extensions = der(0xa3, sequence(sequence(subjectAltName, der(0x04, sequence(generalName(host))))));
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const body = sequence(version3, serial, ecdsaWithSha256, name, validity, name, spki, extensions);
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate
      .toString('base64')
      .match(/.{1,64}/g)!
      .join('\n')}\n-----END CERTIFICATE-----\n`,
    spki: createHash('sha256').update(spki).digest('hex'),
  };
};
