import { isIP } from 'node:net';
import { generate } from 'selfsigned';

/** A server's key and its certificate, followed by what else the server sends of the chain; PEM. */
export interface ServerCertificate {
  key: string;
  cert: string;
}

export interface CertificateOverrides {
  /** DNS names and IP addresses of subjectAltName; the first one is the subject. */
  names?: readonly string[];
  validFrom?: Date;
  validTo?: Date;
  /** Signed by its own key: nobody vouches for it. */
  selfSigned?: boolean;
  /** Issued by an intermediate authority that the server sends along, or forgets to send. */
  intermediate?: 'sent' | 'missing';
}

/** A throw-away certificate authority. `pem` is what clients have to trust. */
export interface TestCa {
  pem: string;
  issue(overrides?: CertificateOverrides): Promise<ServerCertificate>;
}

interface Issuer {
  key: string;
  cert: string;
}

const dayMs = 24 * 3600 * 1000;
const years = { notBeforeDate: new Date(Date.now() - dayMs), notAfterDate: new Date(Date.now() + 3650 * dayMs) };

const createAuthority = async (commonName: string, ca?: Issuer): Promise<Issuer> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...years,
    ...(ca && { ca }),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    ],
  });
  return { key, cert };
};

/** Makes an authority in memory, with elliptic-curve keys: some milliseconds, no files, no openssl. */
export const createCa = async (): Promise<TestCa> => {
  const root = await createAuthority('Test CA');
  return {
    pem: root.cert,
    async issue({ names = ['mail.test', 'localhost', '127.0.0.1'], validFrom, validTo, selfSigned = false, intermediate } = {}) {
      const middle = intermediate && (await createAuthority('Test intermediate', root));
      const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? 'mail.test' }], {
        keyType: 'ec',
        algorithm: 'sha256',
        notBeforeDate: validFrom ?? years.notBeforeDate,
        notAfterDate: validTo ?? years.notAfterDate,
        ...(!selfSigned && { ca: middle ?? root }),
        extensions: [
          { name: 'basicConstraints', cA: false, critical: true },
          { name: 'keyUsage', digitalSignature: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames: names.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })) },
        ],
      });
      return { key, cert: intermediate === 'sent' && middle ? `${cert}\n${middle.cert}` : cert };
    },
  };
};
