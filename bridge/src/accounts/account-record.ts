import { ImapSettings, SmtpSettings, type ServerSettings } from '@kurrier/shared/account/server-settings';
import { LegStatus, SignIn, type Account } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import { retestAt } from './status/plan-retests.ts';
import * as z from 'zod/mini';

/** What is known of a leg while nothing is being tried: `checking` is never stored, so a killed bridge leaves no leg hanging. */
export type SettledStatus = Exclude<LegStatus, { state: 'checking' }>;
const SettledStatus = z.pipe(
  LegStatus.check(z.refine((status) => status.state !== 'checking')),
  z.transform((status) => status as SettledStatus),
);

const legFields = {
  /** The password as the vault sealed it for exactly these settings; absent where the leg signs in with tokens of the account's grant. */
  password: z.optional(z.string()),
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
  /** The sign-in at the provider, with its grant (refresh and access token) as the vault sealed it for this issuer and these legs. */
  signIn: z.optional(z.object({ ...SignIn.shape, grant: z.string() })),
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

/** The legs that sign in with tokens. */
export const tokenLegsOf = (record: AccountRecord): [Leg, LegRecord][] =>
  legsOf(record).filter(([, { password }]) => password === undefined);

/** What a stored grant is bound to: its issuer, and every leg that gets its tokens, with server, protection and user name. */
export const grantBindingOf = (record: AccountRecord, issuer: string) => ({
  accountId: record.id,
  field: 'grant' as const,
  issuer,
  legs: tokenLegsOf(record).map(([leg, { settings }]) => bindingOf(record.id, leg, settings)),
});
export type GrantBinding = ReturnType<typeof grantBindingOf>;

/** When a failed leg is tried again follows from what is stored, and is not stored itself. */
const withRetest = (status: SettledStatus): SettledStatus => {
  const at = status.state === 'failed' ? retestAt(status) : undefined;
  return at === undefined ? status : ({ ...status, retestAt: at } as SettledStatus);
};

/** The account as readers see it; `running` overlays the legs that are being checked. */
export const toAccount = (record: AccountRecord, running: Partial<Record<Leg, LegStatus>>, nowMs: number): Account => {
  const { id, label, address, createdAt, signIn, smtp, imap } = record;
  const credentialOf = ({ password }: LegRecord) => (password === undefined ? { credential: 'token' as const } : {});
  return {
    id,
    label,
    address,
    createdAt,
    ...(signIn && { signIn: { issuer: signIn.issuer, provider: signIn.provider, username: signIn.username, at: signIn.at } }),
    ...(smtp && {
      smtp: {
        settings: smtp.settings,
        ...credentialOf(smtp),
        status: running.smtp ?? withRetest(smtp.status),
        refusals: recentRefusals(smtp.refusals, nowMs).length,
      },
    }),
    ...(imap && {
      imap: {
        settings: imap.settings,
        ...credentialOf(imap),
        status: running.imap ?? withRetest(imap.status),
        refusals: recentRefusals(imap.refusals, nowMs).length,
      },
    }),
  };
};
