import * as z from 'zod/mini';
import { SecretText, TokenText } from '../secret.ts';
import { wantsNoSignIn } from './no-sign-in.ts';
import { Address, lineText, serverFields, smtpFields } from './server-settings.ts';

const atLeastOneLeg = z.refine<{ smtp?: unknown; imap?: unknown }>((draft) => draft.smtp !== undefined || draft.imap !== undefined, {
  error: 'needs an smtp or an imap leg',
});

/** What one leg signs in with: a password, or an OAuth access token (RFC 6749 §1.4). */
const credentialFields = { password: z.optional(SecretText), accessToken: z.optional(TokenText) };
const oneCredential = z.refine<{ password?: unknown; accessToken?: unknown }>(
  ({ password, accessToken }) => (password === undefined) !== (accessToken === undefined),
  { error: 'needs a password or an accessToken, and not both' },
);

/** An empty password is none. */
const noPassword = z.pipe(
  z.literal(''),
  z.transform(() => undefined),
);
const smtpPassword = z.optional(z.union([SecretText, noPassword]));
/** Without a user name nothing is presented to the server, so nothing may be given to be presented. */
const smtpCredential = z.refine<{ username: string; password?: unknown; accessToken?: unknown }>(
  ({ username, password, accessToken }) =>
    wantsNoSignIn({ username })
      ? password === undefined && accessToken === undefined
      : (password === undefined) !== (accessToken === undefined),
  { error: 'needs a password or an accessToken, and not both; without a username it needs neither' },
);
const noPasswordWithoutUser = z.refine<{ username: string; password?: unknown }>(
  ({ username, password }) => !wantsNoSignIn({ username }) || password === undefined,
  { error: 'has a password and no username' },
);

/** An account as entered, with its passwords or tokens: what `kurrier check` reads. */
export const AccountDraft = z
  .strictObject({
    label: z.optional(lineText(200)),
    address: Address,
    smtp: z.optional(z.strictObject({ ...smtpFields, ...credentialFields, password: smtpPassword }).check(smtpCredential)),
    imap: z.optional(z.strictObject({ ...serverFields, ...credentialFields }).check(oneCredential)),
  })
  .check(atLeastOneLeg);
export type AccountDraft = z.output<typeof AccountDraft>;
export type AccountDraftInput = z.input<typeof AccountDraft>;

/** An account as saved from the form: a leg without a password keeps the stored one, where that is allowed. */
export const AccountChange = z
  .strictObject({
    label: z.optional(lineText(200)),
    address: Address,
    smtp: z.optional(z.strictObject({ ...smtpFields, password: smtpPassword }).check(noPasswordWithoutUser)),
    imap: z.optional(z.strictObject({ ...serverFields, password: z.optional(SecretText) })),
  })
  .check(atLeastOneLeg);
export type AccountChange = z.output<typeof AccountChange>;
export type AccountChangeInput = z.input<typeof AccountChange>;
