import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import { isLoopbackAddress } from '@kurrier/shared/account/loopback-host';
import type { AccountsContext } from './accounts-context.ts';

export type TrustLocalServer = (leg: Leg, settings: ServerSettings, shownKey: string) => Promise<void>;

/**
 * Trusts the certificate of a program on this computer, whose key the person was shown with the offer of it: at a loopback address only,
 * and only if the server shows the same key now. In every other case nothing is trusted, and the verification says what is wrong. One that
 * was trusted before is never replaced: a change is confirmed where both are shown.
 */
export const createTrustLocalServer =
  ({ certificates, lookAtLocal, now }: Pick<AccountsContext, 'certificates' | 'lookAtLocal' | 'now'>): TrustLocalServer =>
  async (leg, { host, port }, shownKey) => {
    if (!isLoopbackAddress(host) || certificates.find(host, port)) return;
    const certificate = await lookAtLocal({ host, port, leg });
    if (certificate?.spki !== shownKey) return;
    // What a name would tell apart, the address does: it leads nowhere but to this computer.
    await certificates.trust({ host, port, certificate, despiteNames: !certificate.names.includes(host), trustedAt: now() });
  };
