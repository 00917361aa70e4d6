import type { Failure, FailureKind } from '@kurrier/shared/failure/failure';
import type { Turn, TurnDecision, TurnProbe, TurnReason } from '@kurrier/shared/failure/whose-turn';

/**
 * Says whose turn it is after a failure that could not be mended, and which of the probes decided it (none where the kind alone does).
 * Probes are looks without a password: at something outside that is always there, and at other ports of the same host.
 */
export const decideWhoseTurn = (failure: Failure, probes: readonly TurnProbe[] = []): TurnDecision => {
  const decide = (turn: Turn, reason: TurnReason = 'kind', deciding: readonly TurnProbe[] = []): TurnDecision => ({
    turn,
    reason,
    probes: [...deciding],
  });
  const { kind, code, certificate } = failure;
  if (code === 'CERT_NOT_YET_VALID') return decide('network', 'clock-is-wrong');
  if (kind.startsWith('tls.') && interceptor.test(certificate?.issuer ?? '')) return decide('network', 'tls-is-intercepted');
  if (!isAboutReaching(failure)) return decide(turnOfKind[kind]);

  const outside = probes.filter((probe) => probe.of === 'outside');
  const ofHost = probes.filter((probe) => probe.of === 'host');
  const answering = ofHost.filter(({ outcome }) => outcome === 'answers');
  if (outside.length > 0 && outside.every(({ outcome }) => outcome !== 'answers'))
    return decide('network', 'nothing-outside-answers', outside);
  if (kind === 'net.dns_not_found') return decide('account');
  if (answering.length > 0 && kind === 'net.refused') return decide('account', 'another-port-answers', answering);
  if (answering.length > 0) return decide('network', 'only-this-port-is-blocked', answering);
  if (ofHost.length > 0 && outside.length > 0) return decide('provider', 'no-port-of-the-host-answers', [...outside, ...ofHost]);
  return decide(turnOfKind[kind]);
};

/** Programs and devices that put themselves between a computer and its mail servers sign with an authority of their own. */
const interceptor =
  /avast|avg |kaspersky|eset|bitdefender|norton|mcafee|sophos|fortinet|fortigate|zscaler|palo alto|netskope|check ?point|watchguard|trend micro|cisco umbrella|blue ?coat|untangle|squid|web ?shield|mail shield|dr\.?web/i;

const reachingKinds: ReadonlySet<FailureKind> = new Set([
  'net.refused',
  'net.timeout',
  'net.dns_not_found',
  'net.dns_temporary',
  'net.unreachable',
  'net.reset',
]);

/** Once the server has been talking, a silence or a cut is its own doing. */
const isAboutReaching = ({ kind, stage }: Failure): boolean =>
  reachingKinds.has(kind) && (stage === 'name' || stage === 'connect' || stage === 'tls' || stage === 'greeting' || stage === 'unknown');

const turnOfKind: Record<FailureKind, Turn> = {
  'auth.invalid_credentials': 'account',
  'auth.app_password_required': 'account',
  'auth.oauth_required': 'account',
  'auth.basic_disabled_by_admin': 'account',
  'auth.oauth_token_invalid': 'account',
  'auth.web_login_required': 'account',
  'auth.account_locked': 'account',
  'auth.too_many_attempts': 'account',
  'auth.imap_disabled': 'account',
  'auth.smtp_auth_disabled': 'account',
  'auth.unsupported_mechanism': 'account',
  'auth.requires_tls': 'account',
  'auth.client_id_required': 'software',
  'auth.required': 'account',
  'auth.policy_denied': 'account',
  'oauth.admin_consent_required': 'account',
  'oauth.consent_required': 'account',
  'oauth.grant_ended': 'account',
  'oauth.wrong_account': 'account',
  'oauth.scope_missing': 'account',
  'oauth.client_refused': 'account',
  'oauth.sign_in_policy': 'account',
  'oauth.device_code_blocked': 'account',
  'oauth.provider_unreachable': 'provider',
  'oauth.rate_limited': 'provider',
  'oauth.clock_wrong': 'network',
  'oauth.not_finished': 'account',
  'oauth.answer_rejected': 'provider',
  'net.refused': 'account',
  'net.timeout': 'provider',
  'net.dns_not_found': 'account',
  'net.dns_temporary': 'network',
  'net.unreachable': 'network',
  'net.reset': 'provider',
  'tls.implicit_expected': 'account',
  'tls.plaintext_port': 'account',
  'tls.starttls_unavailable': 'provider',
  'tls.hostname_mismatch': 'certificate',
  'tls.expired': 'certificate',
  'tls.self_signed': 'certificate',
  'tls.untrusted_chain': 'certificate',
  'tls.protocol_too_old': 'provider',
  'tls.handshake_failed': 'provider',
  'server.temporary_failure': 'provider',
  'server.unavailable': 'provider',
  'server.rate_limited': 'account',
  'server.too_many_connections': 'account',
  'server.blocked_ip': 'provider',
  'server.protocol_violation': 'software',
  'server.wrong_service': 'account',
  'quota.exceeded': 'account',
  'mailbox.not_found': 'account',
  'sender.not_authorized': 'account',
  'sender.rejected': 'account',
  'recipient.rejected': 'account',
  'recipient.relay_denied': 'account',
  'message.too_large': 'account',
  'message.rejected': 'account',
  'config.invalid': 'account',
  'local.store_failed': 'account',
  'local.other_user': 'account',
  'local.owner_unknown': 'account',
  'local.set_aside': 'account',
  unknown: 'software',
};
