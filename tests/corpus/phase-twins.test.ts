import type { Leg } from '@kurrier/shared/account/connection';
import type { FailureKind, Stage } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { classify } from '../../bridge/src/classify/classify.ts';

type Place = readonly [Leg, Stage];

/** The same words at two places of a dialogue, and what they mean at each; several kinds where nobody can tell them apart. */
const twins: readonly [words: string, at: Place, means: readonly FailureKind[], elsewhere: Place, meansThere: readonly FailureKind[]][] = [
  ['550 Mailbox unavailable', ['smtp', 'recipient'], ['recipient.rejected'], ['smtp', 'sender'], ['sender.rejected', 'sender.not_authorized']],
  ['550 5.7.1 User unknown', ['smtp', 'recipient'], ['recipient.rejected'], ['smtp', 'sign-in'], ['auth.invalid_credentials']],
  ['550 Account disabled', ['smtp', 'sign-in'], ['auth.account_locked'], ['smtp', 'recipient'], ['recipient.rejected']],
  ['554 5.7.1 Access denied', ['smtp', 'greeting'], ['server.blocked_ip', 'auth.policy_denied'], ['smtp', 'recipient'], ['recipient.rejected', 'recipient.relay_denied', 'server.blocked_ip', 'auth.policy_denied']],
  ['421 4.7.0 Too many errors', ['smtp', 'recipient'], ['server.protocol_violation'], ['smtp', 'sign-in'], ['auth.too_many_attempts', 'server.protocol_violation']],
  ['452 Over quota', ['smtp', 'recipient'], ['quota.exceeded', 'recipient.rejected'], ['imap', 'mailbox'], ['quota.exceeded']],
  ['502 Command not implemented', ['smtp', 'capabilities'], ['server.protocol_violation'], ['smtp', 'tls'], ['tls.starttls_unavailable']],
  ['502 5.5.1 Command not implemented', ['smtp', 'sign-in'], ['auth.unsupported_mechanism'], ['smtp', 'sender'], ['server.protocol_violation']],
  ['454 4.7.0 TLS not available', ['smtp', 'tls'], ['tls.starttls_unavailable'], ['smtp', 'sign-in'], ['server.temporary_failure', 'auth.requires_tls', 'tls.starttls_unavailable']],
  ['530 5.7.0 Authentication required', ['smtp', 'sender'], ['auth.required'], ['smtp', 'recipient'], ['auth.required']],
  ['550 5.7.1 Rejected', ['smtp', 'content'], ['message.rejected'], ['smtp', 'sender'], ['sender.rejected', 'sender.not_authorized']],
  ['552 Message size exceeds fixed limit', ['smtp', 'sender'], ['message.too_large'], ['smtp', 'content'], ['message.too_large']],
  ['a1 NO Permission denied', ['imap', 'mailbox'], ['mailbox.not_found'], ['imap', 'sign-in'], ['auth.policy_denied', 'auth.invalid_credentials', 'auth.imap_disabled', 'unknown']],
  ['a1 NO Mailbox does not exist', ['imap', 'mailbox'], ['mailbox.not_found'], ['imap', 'sign-in'], ['auth.invalid_credentials', 'mailbox.not_found']],
  ['a1 NO Mailbox is locked', ['imap', 'mailbox'], ['server.temporary_failure'], ['imap', 'sign-in'], ['auth.account_locked']],
  ['* BYE Too many connections', ['imap', 'greeting'], ['server.too_many_connections'], ['imap', 'mailbox'], ['server.too_many_connections']],
  ['535 5.7.8 Error: authentication failed', ['smtp', 'sign-in'], ['auth.invalid_credentials'], ['smtp', 'content'], ['message.rejected', 'auth.required', 'sender.rejected', 'sender.not_authorized']],
  ['550 Das Postfach existiert nicht', ['smtp', 'recipient'], ['recipient.rejected'], ['smtp', 'sender'], ['sender.rejected']],
  ['a1 NO Dossier introuvable', ['imap', 'mailbox'], ['mailbox.not_found'], ['imap', 'sign-in'], ['unknown', 'mailbox.not_found', 'server.temporary_failure']],
];

const kindAt = (text: string, [leg, stage]: Place): FailureKind => classify({ leg, stage, reply: { text } }).kind;

test.for(twins)('%s', ([words, at, means, elsewhere, meansThere]) => {
  expect(means).toContain(kindAt(words, at));
  expect(meansThere).toContain(kindAt(words, elsewhere));
});

test('no word of a wrong password outside of the sign-in', () => {
  for (const [words, at, , elsewhere] of twins)
    for (const place of [at, elsewhere]) if (place[1] !== 'sign-in') expect(kindAt(words, place)).not.toBe('auth.invalid_credentials');
});
