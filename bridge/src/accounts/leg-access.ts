import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Credential } from '@kurrier/shared/account/credential';
import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { AccountsContext } from './accounts-context.ts';
import { withHistory } from './status/status-history.ts';
import { statusAfterUse } from './status/status-after-use.ts';

/** A verified leg's settings with its credential, for one connection. */
export type LegAccess = Credential & {
  address: string;
  label: string;
  settings: ServerSettings;
  /** How TLS started when the leg was verified. */
  security: ConnectionSecurity;
};

/** How sync and send use accounts. */
export const createLegUse = ({ inTurn, records, now, openCredential, publish }: AccountsContext) => ({
  /** What to sign in with. Only a leg that was verified has it: untested settings are never used. A `Failure` is why there is no token. */
  access: async (id: string, leg: Leg): Promise<Outcome<LegAccess, 'not-found' | 'not-verified' | 'locked' | Failure>> => {
    const record = await records.get(id);
    const stored = record?.[leg];
    if (!record || !stored) return fail('not-found');
    if (stored.status.state !== 'verified') return fail('not-verified');
    const credential = await openCredential(record, leg, stored);
    if (!credential.ok) return fail(credential.failure === 'unreadable' ? 'locked' : credential.failure);
    const { settings, status } = stored;
    return succeed({ address: record.address, label: record.label, settings, security: status.security, ...credential.value });
  },

  /**
   * Takes what sync or send met into the leg's status: success renews it, a failure that will not pass by itself ends it.
   * One that may pass is the business of whoever met it.
   */
  noteUse: (id: string, leg: Leg, failure: Failure | null): Promise<void> =>
    inTurn(async () => {
      const record = await records.get(id);
      const stored = record?.[leg];
      if (!record || !stored) return;
      const status = statusAfterUse(stored.status, failure, now());
      if (status === stored.status) return;
      await records.set({ ...record, [leg]: { ...stored, status: withHistory(stored.status, status) } });
      await publish(id);
    }),
});
