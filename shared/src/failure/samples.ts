import type { Leg } from '../account/connection.ts';
import type { Certificate, Failure, FailureKind, ServerReply, Stage } from './failure.ts';

const certificate: Certificate = {
  subject: 'CN=*.shared-hosting.example',
  issuer: 'CN=Example Issuing CA',
  names: ['*.shared-hosting.example', 'shared-hosting.example'],
  validFrom: '2026-02-01T00:00:00.000Z',
  validTo: '2026-05-02T00:00:00.000Z',
  fingerprint: '5f1c0a5d7a3e0d5b9c3f7d1e2a4b6c8d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f7',
  spki: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90',
};

const ports = { smtp: 465, imap: 993 } as const;

const at = (leg: Leg, stage: Stage, more: Partial<Failure> = {}): Omit<Failure, 'kind'> => ({
  leg,
  stage,
  confidence: 'certain',
  host: `${leg}.example.org`,
  port: ports[leg],
  security: 'implicit-tls',
  ...more,
});

/** A reply as the server sent it: the codes are those in the text. */
const said = (leg: Leg, stage: Stage, text: string, reply: Partial<ServerReply> = {}): Omit<Failure, 'kind'> =>
  at(leg, stage, { confidence: 'likely', reply: { text, ...(leg === 'smtp' && { replyCode: Number(text.slice(0, 3)) }), ...reply } });

/** What came from the provider of the sign-in, which is no leg's server. */
const fromProvider = (code: string, more: Partial<Failure> = {}): Omit<Failure, 'kind'> => ({
  stage: 'authorization',
  confidence: 'certain',
  host: 'login.example.org',
  code,
  ...more,
});

const oauthSamples = {
  'oauth.admin_consent_required': fromProvider('AADSTS90094', { hint: 'admin-has-to-consent' }),
  'oauth.consent_required': fromProvider('AADSTS65001', { hint: 'consent-missing' }),
  'oauth.grant_ended': fromProvider('invalid_grant'),
  'oauth.wrong_account': fromProvider('OTHER_ACCOUNT'),
  'oauth.scope_missing': fromProvider('SCOPE_MISSING', { problem: 'IMAP.AccessAsUser.All' }),
  'oauth.client_refused': fromProvider('AADSTS50011', { hint: 'redirect-not-registered' }),
  'oauth.sign_in_policy': fromProvider('AADSTS53003', { hint: 'conditional-access' }),
  'oauth.device_code_blocked': fromProvider('AADSTS53003 (device code)', { hint: 'device-code-blocked' }),
  'oauth.provider_unreachable': fromProvider('HTTP_503'),
  'oauth.rate_limited': fromProvider('AADSTS50196', { hint: 'loop-detected' }),
  'oauth.clock_wrong': fromProvider('OAUTH_JWT_TIMESTAMP_CHECK_FAILED'),
  'oauth.not_finished': fromProvider('access_denied', { hint: 'cancelled-by-person' }),
  'oauth.answer_rejected': fromProvider('ISSUER_MISMATCH'),
} satisfies Partial<Record<FailureKind, Omit<Failure, 'kind'>>>;

const evidence: Record<FailureKind, Omit<Failure, 'kind'>> = {
  'auth.invalid_credentials': said('smtp', 'sign-in', '535 5.7.8 Error: authentication failed', { enhancedStatusCode: '5.7.8' }),
  'auth.app_password_required': said('imap', 'sign-in', 'k2 NO [ALERT] Application-specific password required (Failure)', {
    responseCode: 'ALERT',
  }),
  'auth.oauth_required': said('imap', 'sign-in', 'k2 NO LOGIN failed. Password sign-in is not supported, please use OAuth2'),
  'auth.basic_disabled_by_admin': said('smtp', 'sign-in', '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.', {
    enhancedStatusCode: '5.7.139',
  }),
  'auth.oauth_token_invalid': said('imap', 'sign-in', 'k2 NO [AUTHENTICATIONFAILED] The access token has expired', {
    responseCode: 'AUTHENTICATIONFAILED',
  }),
  'auth.web_login_required': said('imap', 'sign-in', 'k2 NO [ALERT] Please log in via your web browser (Failure)', {
    responseCode: 'ALERT',
  }),
  'auth.account_locked': said('smtp', 'sign-in', '535 5.7.8 This account has been suspended', { enhancedStatusCode: '5.7.8' }),
  'auth.too_many_attempts': said('smtp', 'sign-in', '454 4.7.0 Too many login attempts, please try again later.', {
    enhancedStatusCode: '4.7.0',
  }),
  'auth.imap_disabled': said('imap', 'sign-in', 'k2 NO [ALERT] Your account is not enabled for IMAP use. (Failure)', {
    responseCode: 'ALERT',
  }),
  'auth.smtp_auth_disabled': said('smtp', 'sign-in', '535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox.', {
    enhancedStatusCode: '5.7.139',
  }),
  'auth.unsupported_mechanism': said('smtp', 'sign-in', '504 5.5.4 Unrecognized authentication type', { enhancedStatusCode: '5.5.4' }),
  'auth.requires_tls': said('smtp', 'sign-in', '538 5.7.11 Encryption required for requested authentication mechanism', {
    enhancedStatusCode: '5.7.11',
  }),
  'auth.client_id_required': said('imap', 'mailbox', 'k3 NO EXAMINE Unsafe Login. Please contact support'),
  'auth.required': said('smtp', 'sender', '530 5.7.0 Authentication required', { enhancedStatusCode: '5.7.0' }),
  'auth.policy_denied': said('imap', 'sign-in', 'k2 NO [ALERT] Sign-in from your country is not permitted', { responseCode: 'ALERT' }),
  ...oauthSamples,
  'net.refused': at('smtp', 'connect', { code: 'ECONNREFUSED', addresses: [{ address: '192.0.2.25', code: 'ECONNREFUSED' }] }),
  'net.timeout': at('imap', 'connect', { code: 'DEADLINE' }),
  'net.dns_not_found': at('imap', 'name', { host: 'imap.exmaple.org', code: 'ENOTFOUND' }),
  'net.dns_temporary': at('smtp', 'name', { code: 'EAI_AGAIN' }),
  'net.unreachable': at('smtp', 'connect', { code: 'EHOSTUNREACH', addresses: [{ address: '2001:db8::25', code: 'EHOSTUNREACH' }] }),
  'net.reset': at('imap', 'greeting', { code: 'ECONNRESET' }),
  'tls.implicit_expected': at('smtp', 'greeting', { security: 'cleartext', code: 'TLS_SPOKEN' }),
  'tls.plaintext_port': at('smtp', 'tls', { port: 587, code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
  'tls.starttls_unavailable': at('smtp', 'tls', { port: 25, security: 'starttls', code: 'STARTTLS_NOT_OFFERED' }),
  'tls.hostname_mismatch': at('imap', 'tls', { certificate, code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
  'tls.expired': at('imap', 'tls', { certificate, code: 'CERT_HAS_EXPIRED' }),
  'tls.self_signed': at('smtp', 'tls', { certificate, code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
  'tls.untrusted_chain': at('smtp', 'tls', { certificate, code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
  'tls.protocol_too_old': at('imap', 'tls', { code: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }),
  'tls.handshake_failed': at('imap', 'tls', { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }),
  'server.temporary_failure': said('smtp', 'sign-in', '454 4.7.0 Temporary authentication failure', { enhancedStatusCode: '4.7.0' }),
  'server.unavailable': said('imap', 'greeting', '* BYE [UNAVAILABLE] Server is down for maintenance', { responseCode: 'UNAVAILABLE' }),
  'server.rate_limited': said('smtp', 'sender', '450 4.7.1 You have exceeded your hourly message limit', { enhancedStatusCode: '4.7.1' }),
  'server.too_many_connections': said('imap', 'sign-in', 'k2 NO [ALERT] Too many simultaneous connections. (Failure)', {
    responseCode: 'ALERT',
  }),
  'server.blocked_ip': said('smtp', 'greeting', '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using bl.example', {
    enhancedStatusCode: '5.7.1',
  }),
  'server.protocol_violation': said('smtp', 'greeting', '250 Ok'),
  'server.wrong_service': said('imap', 'greeting', '220 mail.example.org ESMTP'),
  'quota.exceeded': said('smtp', 'recipient', '552 5.2.2 Mailbox full', { enhancedStatusCode: '5.2.2' }),
  'mailbox.not_found': said('imap', 'mailbox', 'k3 NO [NONEXISTENT] Unknown Mailbox: INBOX', { responseCode: 'NONEXISTENT' }),
  'sender.not_authorized': said('smtp', 'sender', '553 5.7.1 Sender address rejected: not owned by user ann', {
    enhancedStatusCode: '5.7.1',
  }),
  'sender.rejected': said('smtp', 'sender', '450 4.1.8 Sender address rejected: Domain not found', { enhancedStatusCode: '4.1.8' }),
  'recipient.rejected': said('smtp', 'recipient', '550 5.1.1 User unknown in virtual mailbox table', { enhancedStatusCode: '5.1.1' }),
  'recipient.relay_denied': said('smtp', 'recipient', '554 5.7.1 Relay access denied', { enhancedStatusCode: '5.7.1' }),
  'message.too_large': said('smtp', 'content', '552 5.3.4 Message size exceeds fixed limit', { enhancedStatusCode: '5.3.4' }),
  'message.rejected': said('smtp', 'content', '554 5.7.1 Message rejected under suspicion of spam', { enhancedStatusCode: '5.7.1' }),
  'config.invalid': { leg: 'smtp', stage: 'settings', confidence: 'certain', field: 'SMTP Port', problem: '70000 is not a port' },
  'local.store_failed': { leg: 'imap', stage: 'unknown', confidence: 'certain', code: 'SQLITE_FULL' },
  'local.other_user': at('imap', 'sign-in', { host: '127.0.0.1', port: 1143, security: 'cleartext', code: 'PEER_OTHER_USER' }),
  'local.set_aside': { leg: 'imap', stage: 'settings', confidence: 'certain', host: 'imap.example.org', port: 993, code: 'SET_ASIDE' },
  'local.owner_unknown': at('smtp', 'sign-in', { host: '127.0.0.1', port: 1025, security: 'cleartext', code: 'PEER_UNKNOWN' }),
  unknown: said('imap', 'sign-in', 'k2 NO Flux capacitor desynchronised', {}),
};

/** One failure of every kind, with evidence as it really comes: for the gallery, the documentation and tests. */
export const sampleFailures = Object.fromEntries(Object.entries(evidence).map(([kind, rest]) => [kind, { kind, ...rest }])) as Record<
  FailureKind,
  Failure
>;
