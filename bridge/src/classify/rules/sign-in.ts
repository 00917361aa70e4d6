import { appPassword, credentials, refused, tooMany } from '../concepts.ts';
import type { ReplyRule } from './rule.ts';

const atSignIn = ['sign-in'] as const;

export const signInRules: readonly ReplyRule[] = [
  {
    kind: 'auth.requires_tls',
    says: [
      /\[privacyrequired\]|starttls command first|(?:non-secure|clear-?text|plain-?text).*|encryption required/,
      /disallow|not allowed|must|required|disabled/,
    ],
    source: 'Dovecot auth-login, Postfix smtpd: RFC 5530 PRIVACYREQUIRED',
  },
  { kind: 'auth.app_password_required', says: [appPassword], stages: atSignIn, source: 'RFC 4954 534; Gmail, Mail.ru, QQ' },
  { kind: 'auth.too_many_attempts', says: [tooMany, credentials], stages: atSignIn, source: 'Gmail 454 4.7.0' },
  {
    kind: 'auth.invalid_credentials',
    says: [credentials, refused],
    stages: atSignIn,
    source: 'RFC 4954 535 5.7.8, RFC 5530 AUTHENTICATIONFAILED',
  },
];
