import { ImapSettings, LegStatus, SmtpSettings, type Account, type ServerSettings } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import * as z from 'zod/mini';

/** What is known of a leg while nothing is being tried: `checking` is never stored, so a killed bridge leaves no leg hanging. */
export type SettledStatus = Exclude<LegStatus, { state: 'checking' }>;
const SettledStatus = z.pipe(
  LegStatus.check(z.refine((status) => status.state !== 'checking')),
  z.transform((status) => status as SettledStatus),
);

const legFields = {
  /** The password as the vault sealed it for exactly these settings. */
  password: z.string(),
  status: SettledStatus,
  /** When the host refused a sign-in of this user, milliseconds since 1970; older than the window is dropped. */
  refusals: z.array(z.number()),
};

/** An account as it lies in the store: one record, written whole, so a crash leaves the old one or the new one. */
export const AccountRecord = z.object({
  id: z.string(),
  label: z.string(),
  address: z.string(),
  createdAt: z.number(),
  smtp: z.optional(z.object({ settings: SmtpSettings, ...legFields })),
  imap: z.optional(z.object({ settings: ImapSettings, ...legFields })),
});
export type AccountRecord = z.infer<typeof AccountRecord>;
export type LegRecord = NonNullable<AccountRecord['smtp'] | AccountRecord['imap']>;

/** Providers lock accounts after a handful of wrong passwords within minutes; the form warns before that. */
const refusalWindowMs = 15 * 60_000;
export const recentRefusals = (refusals: number[], nowMs: number): number[] => refusals.filter((at) => at > nowMs - refusalWindowMs);

/** The configured legs of a record, in the order smtp, imap. */
export const legsOf = (record: AccountRecord): [Leg, LegRecord][] => {
  const { smtp, imap } = record;
  return [...(smtp ? [['smtp', smtp] as [Leg, LegRecord]] : []), ...(imap ? [['imap', imap] as [Leg, LegRecord]] : [])];
};

/** What a stored password is bound to: it opens for nothing else. */
export const bindingOf = (accountId: string, leg: Leg, { host, port, secure, allowUnencrypted, username }: ServerSettings) => ({
  accountId,
  field: leg,
  host,
  port,
  secure,
  allowUnencrypted,
  username,
});
export type SecretBinding = ReturnType<typeof bindingOf>;

/** The account as readers see it; `running` overlays the legs that are being checked. */
export const toAccount = (record: AccountRecord, running: Partial<Record<Leg, LegStatus>>, nowMs: number): Account => {
  const { id, label, address, createdAt, smtp, imap } = record;
  return {
    id,
    label,
    address,
    createdAt,
    ...(smtp && {
      smtp: { settings: smtp.settings, status: running.smtp ?? smtp.status, refusals: recentRefusals(smtp.refusals, nowMs).length },
    }),
    ...(imap && {
      imap: { settings: imap.settings, status: running.imap ?? imap.status, refusals: recentRefusals(imap.refusals, nowMs).length },
    }),
  };
};
