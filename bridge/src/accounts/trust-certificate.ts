import type { trustCertificate } from '@kurrier/shared/api/certificates';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { AccountsContext } from './accounts-context.ts';

/** Trusts what a leg's verification was shown, and nothing else; then verifies the account again. */
export const createTrustCertificate =
  ({ inTurn, records, certificates, now, startVerification }: AccountsContext) =>
  (request: RequestOf<typeof trustCertificate>): Promise<ResponseOf<typeof trustCertificate>> =>
    inTurn(async () => {
      const { accountId, leg, spki, confirmHost } = request;
      const record = await records.get(accountId);
      const stored = record?.[leg];
      if (!record || !stored) return { refused: 'not-found' };
      const failure = stored.status.state === 'failed' ? stored.status.failure : undefined;
      const certificate = failure?.certificate;
      if (!failure || certificate?.spki !== spki) return { refused: 'not-shown' };
      const { host, port } = stored.settings;
      const despiteNames = confirmHost !== undefined && confirmHost.toLowerCase() === host.toLowerCase();
      if (failure.kind === 'tls.hostname_mismatch' && !despiteNames) return { refused: 'host-name-required' };
      await certificates.trust({ host, port, certificate, despiteNames, trustedAt: now() });
      return startVerification(record);
    });
