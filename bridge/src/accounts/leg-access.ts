import type { ServerSettings } from '@kurrier/shared/account/account';
import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import type { AccountsContext } from './accounts-context.ts';
import { statusAfterUse } from './status-after-use.ts';

/** A verified leg's settings with its password, for one connection. */
export interface LegAccess {
  address: string;
  label: string;
  settings: ServerSettings;
  /** How TLS started when the leg was verified. */
  security: ConnectionSecurity;
  password: Secret;
}

/** How sync and send use accounts. */
export const createLegUse = ({ inTurn, records, now, openPassword, publish }: AccountsContext) => ({
  /** What to sign in with. Only a leg that was verified has it: untested settings are never used. */
  access: async (id: string, leg: Leg): Promise<Outcome<LegAccess, 'not-found' | 'not-verified' | 'locked'>> => {
    const record = await records.get(id);
    const stored = record?.[leg];
    if (!record || !stored) return fail('not-found');
    if (stored.status.state !== 'verified') return fail('not-verified');
    const password = await openPassword(id, leg, stored);
    if (!password.ok) return fail('locked');
    const { settings, status } = stored;
    return succeed({ address: record.address, label: record.label, settings, security: status.security, password: password.value });
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
      await records.set({ ...record, [leg]: { ...stored, status } });
      await publish(id);
    }),
});
