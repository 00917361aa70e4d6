import type { ReplyRule } from './rule.ts';

/** Words of one server program that mean something else, or less, where another says them. Read before what they mean in general. */
export const productRules: readonly ReplyRule[] = [
  {
    kind: 'auth.required',
    says: [/client host rejected: access denied/],
    leg: 'smtp',
    stages: ['sender', 'recipient'],
    products: ['postfix'],
    ports: [465, 587],
    source: 'Postfix master.cf: the submission ports reject everybody who has not signed in with these words, port 25 who is blocked',
  },
  {
    kind: 'recipient.relay_denied',
    says: [/delivery is not allowed to this address/],
    stages: ['recipient'],
    products: ['hmailserver'],
    source: 'hMailServer: no rule for an IP range allows to send there without signing in',
  },
  {
    kind: 'auth.requires_tls',
    says: [/command received in invalid state/],
    leg: 'imap',
    stages: ['sign-in'],
    products: ['exchange'],
    ports: [143],
    confidence: 'guess',
    source: 'Exchange Server, LoginType SecureLogin: LOGIN before STARTTLS',
  },
];
