import { randomBytes, scrypt } from 'node:crypto';
import type { Secret } from '@kurrier/shared/secret';
import type { ScryptParameters } from './vault-file.ts';

/** A fresh salt, and the cost that OWASP's password storage advice gives for scrypt: 128 MiB, about half a second. */
export const createScryptParameters = (): ScryptParameters => ({
  salt: randomBytes(16).toString('hex'),
  cost: 2 ** 17,
  blockSize: 8,
  parallelization: 1,
});

/** The key-encryption key that belongs to a passphrase. */
export const derivePassphraseKey = (passphrase: Secret, { salt, cost, blockSize, parallelization }: ScryptParameters): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize };
    scrypt(passphrase.reveal().normalize('NFC'), Buffer.from(salt, 'hex'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
