import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { saslprep } from '@mongodb-js/saslprep';
import { createQueue } from '../async/serial-queue.ts';
import { codeError } from '../net/protocol-error.ts';
import type { SaslExchange } from './sasl-exchange.ts';

/** RFC 7677 asks for 4096; a server that wants this computer busy for minutes gets nothing. */
const maxIterations = 600_000;

/** In a thread of its own, so that the loop goes on meanwhile; one after the other, so that servers that want much take one thread at most. */
const inTurn = createQueue();
const derive = promisify(pbkdf2);
const saltPassword = (password: string, salt: Buffer, iterations: number): Promise<Buffer> =>
  inTurn(() => derive(prepare(password), salt, iterations, 32, 'sha256'));

const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();
const violation = () => codeError('NOT_THE_PROTOCOL');

/** Allows unassigned code points, as RFC 5802 §5.1 has it for queries; what SASLprep prohibits goes as it is. */
const prepare = (text: string): string => {
  try {
    return saslprep(text, { allowUnassigned: true });
  } catch {
    return text;
  }
};

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding: the password is not shown, and the server has to prove that it knows it.
 * `nonce` is for the test vector.
 */
export const createScramSha256 = (username: string, password: string, nonce = randomBytes(18).toString('base64')): SaslExchange => {
  const name = prepare(username).replaceAll('=', '=3D').replaceAll(',', '=2C');
  const first = `n=${name},r=${nonce}`;
  let serverSignature: Buffer | undefined;
  let proved = false;

  const answer = async (challenge: string): Promise<Buffer> => {
    const found = /^r=(?<nonce>[^,]+),s=(?<salt>[^,]+),i=(?<iterations>\d+)/.exec(challenge)?.groups;
    const iterations = Number(found?.iterations);
    if (!found?.nonce?.startsWith(nonce) || iterations < 1 || iterations > maxIterations) throw violation();
    const salted = await saltPassword(password, Buffer.from(found.salt!, 'base64'), iterations);
    const clientKey = hmac(salted, 'Client Key');
    const last = `c=biws,r=${found.nonce}`;
    const message = `${first},${challenge},${last}`;
    const signature = hmac(createHash('sha256').update(clientKey).digest(), message);
    serverSignature = hmac(hmac(salted, 'Server Key'), message);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ signature[i]!));
    return Buffer.from(`${last},p=${proof.toString('base64')}`);
  };

  const checkProof = (challenge: string, expected: Buffer): Buffer => {
    const signature = Buffer.from(/^v=([^,]+)/.exec(challenge)?.[1] ?? '', 'base64');
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) throw violation();
    proved = true;
    return Buffer.alloc(0);
  };

  return {
    mechanism: 'SCRAM-SHA-256',
    initial: Buffer.from(`n,,${first}`),
    respond: (challenge) => (serverSignature ? checkProof(challenge.toString(), serverSignature) : answer(challenge.toString())),
    finish() {
      if (!proved) throw violation();
    },
  };
};
