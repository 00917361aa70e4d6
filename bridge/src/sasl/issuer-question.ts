import { readIssuerOfRefusal } from './token-refusal.ts';
import type { SaslExchange } from './sasl-exchange.ts';

/** A sign-in that cannot succeed, and what its refusal says. */
export interface IssuerQuestion extends SaslExchange {
  /** The issuer, as the server named the address of its metadata. */
  issuer: () => string | undefined;
}

/**
 * OAUTHBEARER without a name and with an empty token, which a server refuses with the address of the metadata of whoever issues its
 * tokens (RFC 7628 §3.2.2, §4.3). Nothing of the person is in it.
 */
export const createIssuerQuestion = ({ host, port }: { host: string; port: number }): IssuerQuestion => {
  let issuer: string | undefined;
  return {
    mechanism: 'OAUTHBEARER',
    initial: Buffer.from(`n,,\u0001host=${host}\u0001port=${port}\u0001auth=\u0001\u0001`),
    respond(challenge) {
      issuer ??= readIssuerOfRefusal(challenge);
      return Buffer.from('\u0001');
    },
    issuer: () => issuer,
  };
};
