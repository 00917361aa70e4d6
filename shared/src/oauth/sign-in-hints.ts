/**
 * What exactly a provider has against a sign-in, finer than the kind of the failure: it chooses the words and the next step, never the
 * flow.
 */
export const signInHints = [
  'redirect-not-registered',
  'client-unknown',
  'client-single-tenant',
  'client-account-kind',
  'client-not-public',
  'client-has-no-secret',
  'client-secret-wrong',
  'client-permission-missing',
  'client-test-user',
  'client-own-organisation',
  'scope-not-known',
  'account-of-other-tenant',
  'consent-missing',
  'cancelled-by-person',
  'admin-has-to-consent',
  'consent-refers-to-other-permission',
  'second-factor',
  'user-not-assigned',
  'conditional-access',
  'security-defaults',
  'tenant-restriction',
  'app-blocked',
  'grant-revoked',
  'unused-too-long',
  'sign-in-frequency',
  'code-used-twice',
  'proof-mismatch',
  'account-locked',
  'account-disabled',
  'password-expired',
  'password-wrong',
  'session-missing',
  'loop-detected',
  'provider-in-trouble',
  'code-expired',
  'device-code-blocked',
  'mailbox-not-connected',
] as const;
export type SignInHint = (typeof signInHints)[number];

/** What a provider's error means: the kind of the failure, and the hint that chooses its words. */
export interface ErrorMeaning {
  kind: SignInFailureKind;
  hint: SignInHint;
}

/** The kinds that a sign-in at a provider can fail with. */
export type SignInFailureKind =
  | 'oauth.admin_consent_required'
  | 'oauth.consent_required'
  | 'oauth.grant_ended'
  | 'oauth.wrong_account'
  | 'oauth.scope_missing'
  | 'oauth.client_refused'
  | 'oauth.sign_in_policy'
  | 'oauth.device_code_blocked'
  | 'oauth.provider_unreachable'
  | 'oauth.rate_limited'
  | 'oauth.clock_wrong'
  | 'oauth.not_finished'
  | 'oauth.answer_rejected'
  | 'auth.account_locked';
