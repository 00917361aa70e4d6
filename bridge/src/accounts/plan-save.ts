import type { AccountChange } from '@kurrier/shared/account/account-draft';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import { Secret } from '@kurrier/shared/secret';
import { legsOf, type AccountRecord, type LegRecord } from './account-record.ts';

/** What a save does with one leg's password: seal a new one, or keep the stored one with its status. */
export type LegPlan = { settings: ServerSettings; password: Secret } | { settings: ServerSettings; keep: LegRecord };

export type SavePlan = { legs: Partial<Record<Leg, LegPlan>> } | { passwordRequired: Leg[] };

const sameServer = (a: ServerSettings, b: ServerSettings): boolean =>
  a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port && a.username === b.username;

/** The stored password goes nowhere but where it was entered for: same server, same user, same protection. */
const mayKeepPassword = (a: ServerSettings, b: ServerSettings): boolean =>
  sameServer(a, b) && a.host === b.host && a.secure === b.secure && a.allowUnencrypted === b.allowUnencrypted;

/** Decides per leg what saving `change` over `existing` means. */
export const planSave = (change: AccountChange, existing: AccountRecord | undefined): SavePlan => {
  const legs: Partial<Record<Leg, LegPlan>> = {};
  const passwordRequired: Leg[] = [];
  for (const leg of ['smtp', 'imap'] as const) {
    const entered = change[leg];
    if (!entered) continue;
    const { password, ...settings } = entered;
    const stored = existing?.[leg];
    if (password) legs[leg] = { settings, password };
    else if (stored && mayKeepPassword(settings, stored.settings)) legs[leg] = { settings, keep: stored };
    else if (wantsNoSignIn(settings)) legs[leg] = { settings, password: new Secret('') };
    else passwordRequired.push(leg);
  }
  return passwordRequired.length > 0 ? { passwordRequired } : { legs };
};

/** The account that `change` would duplicate: the same address with the same servers and user names. */
export const findExisting = (change: AccountChange, records: AccountRecord[]): AccountRecord | undefined =>
  records.find((record) => {
    if (record.address.toLowerCase() !== change.address.toLowerCase()) return false;
    const stored = Object.fromEntries(legsOf(record));
    return (['smtp', 'imap'] as const).every((leg) => {
      const a = change[leg];
      const b = stored[leg]?.settings;
      return a && b ? sameServer(a, b) : !a && !b;
    });
  });
