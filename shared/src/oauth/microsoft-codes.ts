import type { ErrorMeaning, SignInFailureKind, SignInHint } from './sign-in-hints.ts';

const row = (kind: SignInFailureKind, hint: SignInHint, ...codes: number[]): readonly [number, ErrorMeaning][] =>
  codes.map((code) => [code, { kind, hint }] as const);

/**
 * Microsoft's AADSTS codes. Microsoft warns that programs branch on `error`: these choose words and the next step, and which of several
 * refusals `invalid_grant` and `access_denied` are. An unknown one falls back to `error`.
 */
export const microsoftCodes: ReadonlyMap<number, ErrorMeaning> = new Map<number, ErrorMeaning>([
  ...row('oauth.client_refused', 'redirect-not-registered', 50011, 900971, 70004),
  ...row('oauth.client_refused', 'client-unknown', 700016, 700011, 70001, 7000112),
  ...row('oauth.client_refused', 'client-single-tenant', 50194, 90130, 90124),
  ...row('oauth.client_refused', 'client-account-kind', 9002332, 9002331),
  ...row('oauth.client_refused', 'client-not-public', 7000218, 700084),
  ...row('oauth.client_refused', 'client-has-no-secret', 700025),
  ...row('oauth.client_refused', 'client-secret-wrong', 7000215, 7000222),
  ...row('oauth.client_refused', 'client-permission-missing', 650052, 650056, 650057, 65005, 500011, 65002),
  ...row('oauth.client_refused', 'scope-not-known', 70011, 28000, 28002, 700022),
  ...row('oauth.wrong_account', 'account-of-other-tenant', 500208, 50020, 16000, 50034, 51004),
  ...row('oauth.consent_required', 'consent-missing', 65001),
  ...row('oauth.consent_required', 'consent-refers-to-other-permission', 65006),
  ...row('oauth.not_finished', 'cancelled-by-person', 65004),
  ...row('oauth.admin_consent_required', 'admin-has-to-consent', 90094, 90095),
  ...row('oauth.grant_ended', 'second-factor', 50076, 50079, 50072, 50074, 50078),
  ...row('oauth.sign_in_policy', 'user-not-assigned', 50105),
  ...row('oauth.sign_in_policy', 'conditional-access', 53000, 53001, 53002, 53003, 530032, 50005, 50097, 50131, 50158),
  ...row('oauth.sign_in_policy', 'security-defaults', 530035),
  ...row('oauth.sign_in_policy', 'tenant-restriction', 500021, 500022, 500212, 500213),
  ...row('oauth.sign_in_policy', 'app-blocked', 1000031),
  ...row('oauth.grant_ended', 'grant-revoked', 50173, 50132, 50133, 50089, 70000),
  ...row('oauth.grant_ended', 'unused-too-long', 700082, 70008),
  ...row('oauth.grant_ended', 'sign-in-frequency', 70043),
  ...row('oauth.answer_rejected', 'code-used-twice', 54005, 700005),
  ...row('oauth.answer_rejected', 'proof-mismatch', 501481),
  ...row('auth.account_locked', 'account-locked', 50053),
  ...row('auth.account_locked', 'account-disabled', 50057),
  ...row('oauth.grant_ended', 'password-expired', 50055, 50144),
  ...row('oauth.grant_ended', 'password-wrong', 50126),
  ...row('oauth.grant_ended', 'session-missing', 50058, 16001),
  ...row('oauth.rate_limited', 'loop-detected', 50196),
  ...row('oauth.provider_unreachable', 'provider-in-trouble', 90033, 90024, 90055, 90006, 50033, 50087, 70012),
  ...row('oauth.not_finished', 'code-expired', 70016, 70018, 70019, 90120),
]);
