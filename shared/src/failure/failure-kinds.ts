import type { Leg } from '../account/connection.ts';
import type { Stage } from './stages.ts';

/**
 * Who has to do something: the person, their administrator, the provider, nobody for now (`wait`), or the makers of this software (`us`).
 */
export type Actor = 'user' | 'admin' | 'provider' | 'wait' | 'us';

/** The four errors that the product's documentation names; finer kinds are shown under the one they belong to. */
export type Headline = 'login' | 'refused' | 'imap-timeout' | 'hostname';

interface KindFacts {
  whoActs: Actor;
  /** The same settings may succeed later, without anybody changing anything. */
  again: boolean;
  headline: Headline | null;
}

const kind = (whoActs: Actor, headline: Headline | null = null, again = false): KindFacts => ({ whoActs, again, headline });

/** Everything that can go wrong, by permanent name. */
export const failureKinds = {
  'auth.invalid_credentials': kind('user', 'login'),
  'auth.app_password_required': kind('user', 'login'),
  'auth.oauth_required': kind('user', 'login'),
  'auth.basic_disabled_by_admin': kind('admin', 'login'),
  'auth.oauth_token_invalid': kind('user', 'login'),
  'auth.web_login_required': kind('user', 'login'),
  'auth.account_locked': kind('user', 'login'),
  'auth.too_many_attempts': kind('wait', 'login', true),
  'auth.imap_disabled': kind('user', 'imap-timeout'),
  'auth.smtp_auth_disabled': kind('admin', 'login'),
  'auth.unsupported_mechanism': kind('user'),
  'auth.requires_tls': kind('user', 'refused'),
  'auth.client_id_required': kind('us'),
  'auth.required': kind('user', 'login'),
  'auth.policy_denied': kind('admin'),
  'oauth.admin_consent_required': kind('admin'),
  'oauth.consent_required': kind('user'),
  'oauth.grant_ended': kind('user'),
  'oauth.wrong_account': kind('user'),
  'oauth.scope_missing': kind('user'),
  'oauth.client_refused': kind('user'),
  'oauth.sign_in_policy': kind('admin'),
  'oauth.device_code_blocked': kind('admin'),
  'oauth.provider_unreachable': kind('wait', null, true),
  'oauth.rate_limited': kind('wait', null, true),
  'oauth.clock_wrong': kind('user'),
  'oauth.not_finished': kind('user'),
  'oauth.answer_rejected': kind('user'),
  'net.refused': kind('user', 'refused'),
  'net.timeout': kind('user', null, true),
  'net.dns_not_found': kind('user', 'hostname'),
  'net.dns_temporary': kind('wait', 'hostname', true),
  'net.unreachable': kind('user', 'refused', true),
  'net.reset': kind('wait', 'refused', true),
  'tls.implicit_expected': kind('user', 'refused'),
  'tls.plaintext_port': kind('user', 'refused'),
  'tls.starttls_unavailable': kind('user', 'refused'),
  'tls.hostname_mismatch': kind('user', 'hostname'),
  'tls.expired': kind('admin'),
  'tls.self_signed': kind('admin'),
  'tls.untrusted_chain': kind('admin'),
  'tls.protocol_too_old': kind('admin'),
  'tls.handshake_failed': kind('user', 'refused'),
  'server.temporary_failure': kind('wait', null, true),
  'server.unavailable': kind('wait', null, true),
  'server.rate_limited': kind('wait', null, true),
  'server.too_many_connections': kind('wait', null, true),
  'server.blocked_ip': kind('provider'),
  'server.protocol_violation': kind('us'),
  'server.wrong_service': kind('user', 'refused'),
  'quota.exceeded': kind('user'),
  'mailbox.not_found': kind('user'),
  'sender.not_authorized': kind('user'),
  'sender.rejected': kind('admin'),
  'recipient.rejected': kind('user'),
  'recipient.relay_denied': kind('user'),
  'message.too_large': kind('user'),
  'message.rejected': kind('user'),
  'config.invalid': kind('user'),
  'local.store_failed': kind('user', null, true),
  'local.other_user': kind('user'),
  'local.owner_unknown': kind('user'),
  'local.set_aside': kind('user'),
  unknown: kind('us'),
} as const satisfies Record<string, KindFacts>;

export type FailureKind = keyof typeof failureKinds;

/** The kinds whose documented headline says what happened; a timeout has one only where it does. */
const exactKinds: readonly FailureKind[] = ['auth.invalid_credentials', 'net.refused', 'net.timeout', 'tls.hostname_mismatch'];

/**
 * Whether the documented headline is the title of the failure, or only the group that it belongs to: "IMAP is switched off" is no timeout.
 */
export const isExactHeadline = ({ kind }: { kind: FailureKind }): boolean => exactKinds.includes(kind);

/** The documented headline that a failure is shown under; only net.timeout depends on more than its kind. */
export const headlineOf = ({ kind, leg, stage }: { kind: FailureKind; leg?: Leg | undefined; stage: Stage }): Headline | null => {
  if (kind === 'net.timeout')
    return leg === 'imap' && (stage === 'greeting' || stage === 'tls' || stage === 'capabilities') ? 'imap-timeout' : null;
  return failureKinds[kind].headline;
};
