import * as z from 'zod/mini';
import { Account } from '../account/account.ts';
import { Leg } from '../account/connection.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { Certificate } from '../failure/failure.ts';

/** A certificate whose key the person trusts at one host and port, although no authority vouches for it. */
export const TrustedCertificate = z.object({
  host: z.string(),
  port: z.number(),
  certificate: Certificate,
  /** The host name was typed to confirm that a certificate for other names is meant. */
  despiteNames: z.boolean(),
  trustedAt: z.number(),
});
export type TrustedCertificate = z.infer<typeof TrustedCertificate>;

/**
 * Trusts the certificate that this leg's verification failed on, and verifies the account again. `spki` says which one was shown: where the
 * server has shown another one since, nothing is trusted. A certificate for other names needs the host name typed once more.
 */
export const trustCertificate = defineEndpoint({
  name: 'certificates.trust',
  request: z.strictObject({ accountId: z.string(), leg: Leg, spki: z.string(), confirmHost: z.optional(z.string()) }),
  response: z.union([
    z.object({ account: Account, cursor: z.number() }),
    z.object({ refused: z.enum(['not-found', 'not-shown', 'host-name-required']) }),
  ]),
});

/** The certificates that were trusted by hand. */
export const listCertificates = defineEndpoint({
  name: 'certificates.list',
  request: z.strictObject({}),
  response: z.object({ certificates: z.array(TrustedCertificate) }),
});

/** Ends the trust; the accounts that relied on it fail at their next sign-in. */
export const forgetCertificate = defineEndpoint({
  name: 'certificates.forget',
  request: z.strictObject({ host: z.string(), port: z.number() }),
  response: z.object({ forgotten: z.boolean() }),
});
