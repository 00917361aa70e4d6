/**
 * A place in a dialogue, and a reply there of which one word decides: as it is, with that word changed, and with one that means nothing
 * changed.
 */
export interface Mutation {
  at: `${'smtp' | 'imap'} ${string}`;
  /** `{a|b}` is the word that decides, `[x|y]` one that does not. */
  text: string;
  kinds: [first: string, second: string];
}

/** Forty replies; every one gives two twins that differ in the decisive word, and one that differs elsewhere. */
export const mutations: readonly Mutation[] = [
  { at: 'smtp data', text: '554 5.4.6 [Error|Sorry]: too many {hops|messages per hour}', kinds: ['message.rejected', 'server.rate_limited'] },
  { at: 'smtp data', text: '552 5.3.4 [Your|This] {message|header section} exceeds the maximum size', kinds: ['message.too_large', 'message.too_large|message.rejected'] },
  { at: 'smtp data', text: '550 5.7.1 [alpha|beta].example.org: {spam content|DKIM signature} rejected', kinds: ['message.rejected', 'sender.rejected'] },
  { at: 'smtp data', text: '452 4.3.1 [mx1|mx2] {Message rate|Queue disk} limit reached', kinds: ['server.rate_limited', 'server.temporary_failure|quota.exceeded|server.unavailable'] },
  { at: 'smtp data', text: '550 5.7.1 Message refused: {the sending IP has a poor reputation|a virus was found} [id=77|id=91]', kinds: ['server.blocked_ip', 'message.rejected'] },
  { at: 'smtp data', text: '554 5.7.1 {Sender address|Attachment} rejected by [our|the] policy', kinds: ['sender.rejected', 'message.rejected'] },
  { at: 'smtp rcpt-to', text: '550 5.1.1 <a@example.org>: {Recipient|Sender} address rejected: [User|Account] unknown', kinds: ['recipient.rejected', 'sender.rejected'] },
  { at: 'smtp rcpt-to', text: '554 5.7.1 <a@example.org>: {Relay access|Client host} denied [today|now]', kinds: ['recipient.relay_denied', 'server.blocked_ip'] },
  { at: 'smtp rcpt-to', text: '450 4.2.0 {Greylisted|Too many recipients}, see [http://a.example|http://b.example]', kinds: ['server.temporary_failure', 'server.rate_limited'] },
  { at: 'smtp rcpt-to', text: '552 5.2.2 [The|Their] {mailbox is full|mailbox does not exist}', kinds: ['quota.exceeded|recipient.rejected', 'recipient.rejected'] },
  { at: 'smtp rcpt-to', text: '554 5.7.1 Service unavailable; {Client host|Sender address} blocked using [bl|rbl].example', kinds: ['server.blocked_ip', 'sender.rejected'] },
  { at: 'smtp rcpt-to', text: '550 5.7.1 {Authentication required|Relaying denied} for [mx|mail].example.org', kinds: ['auth.required', 'recipient.relay_denied'] },
  { at: 'smtp rcpt-to', text: '554 5.7.1 Recipient address rejected: {your account is suspended|greylisted} [ref 12|ref 99]', kinds: ['auth.account_locked', 'server.temporary_failure'] },
  { at: 'smtp rcpt-to', text: '503 5.5.1 Error: need {MAIL|AUTH} command [first|now]', kinds: ['server.protocol_violation', 'auth.required'] },
  { at: 'smtp mail-from', text: '550 5.7.1 Sender {domain does not exist|address is not owned by user} [ann|bob]', kinds: ['sender.rejected', 'sender.not_authorized'] },
  { at: 'smtp mail-from', text: '530 5.7.0 Must {issue a STARTTLS command|authenticate} first [- smtp1|- smtp2]', kinds: ['auth.requires_tls', 'auth.required'] },
  { at: 'smtp mail-from', text: '552 5.3.4 {Message size|Hourly sending quota} exceeds [the|our] limit', kinds: ['message.too_large', 'server.rate_limited'] },
  { at: 'smtp mail-from', text: '501 5.5.4 {Too many parameters|Invalid sender domain} [here|there]', kinds: ['server.protocol_violation', 'sender.rejected'] },
  { at: 'smtp mail-from', text: '550 5.7.1 [Sorry,|Note:] your {IP address|domain} is on our blacklist', kinds: ['server.blocked_ip', 'sender.rejected'] },
  { at: 'smtp mail-from', text: '451 4.3.0 {Queue file write error|You send too fast}, try [later|again later]', kinds: ['server.temporary_failure', 'server.rate_limited'] },
  { at: 'smtp greeting', text: '421 4.7.0 [mx1|mx9].example.org Too many {connections|protocol errors}', kinds: ['server.too_many_connections', 'server.protocol_violation'] },
  { at: 'smtp greeting', text: '554 5.7.1 {No reverse DNS|Shut down for maintenance} [ref=ab|ref=cd]', kinds: ['server.blocked_ip', 'server.unavailable'] },
  { at: 'smtp greeting', text: '421 4.3.2 {Service not available|Connection rate limit exceeded} [a|b]', kinds: ['server.unavailable', 'server.rate_limited|server.too_many_connections'] },
  { at: 'smtp capability', text: '550 5.7.1 {Invalid HELO name|Your IP address is blacklisted} [x1|x2]', kinds: ['server.protocol_violation', 'server.blocked_ip'] },
  { at: 'smtp tls', text: '454 4.7.0 [mx|mail] {TLS not available|Client certificate not trusted}', kinds: ['tls.starttls_unavailable', 'tls.handshake_failed'] },
  { at: 'smtp auth', text: '535 5.7.8 Error: authentication failed: {bad password|account disabled} [id 4|id 5]', kinds: ['auth.invalid_credentials', 'auth.account_locked'] },
  { at: 'smtp auth', text: '454 4.7.0 {Temporary authentication failure|Too many login attempts}, [please wait|wait]', kinds: ['server.temporary_failure', 'auth.too_many_attempts'] },
  { at: 'smtp auth', text: '535 5.7.8 {Application-specific password|OAuth sign-in} required [xa|xb]', kinds: ['auth.app_password_required', 'auth.oauth_required'] },
  { at: 'smtp auth', text: '535 5.7.139 {Basic authentication is disabled|SmtpClientAuthentication is disabled} [AM0|PR3]', kinds: ['auth.basic_disabled_by_admin', 'auth.smtp_auth_disabled'] },
  { at: 'smtp auth', text: '504 5.5.4 {Unrecognized authentication mechanism|Cannot decode base64 response} [11|12]', kinds: ['auth.unsupported_mechanism', 'server.protocol_violation'] },
  { at: 'imap auth', text: 'a NO {Invalid credentials|IMAP is disabled} for [user|login] ada', kinds: ['auth.invalid_credentials', 'auth.imap_disabled'] },
  { at: 'imap auth', text: 'a NO [ALERT] {Your account is locked|Please log in via your web browser} [ref a|ref b]', kinds: ['auth.account_locked', 'auth.web_login_required'] },
  { at: 'imap auth', text: 'a NO Too many {failed logins|simultaneous connections} [from you|by you]', kinds: ['auth.too_many_attempts', 'server.too_many_connections'] },
  { at: 'imap auth', text: 'a NO {Internal server error|Wrong password} [17|18]', kinds: ['server.temporary_failure', 'auth.invalid_credentials'] },
  { at: 'imap select', text: 'a NO Mailbox [Work|Home] {does not exist|is in use}', kinds: ['mailbox.not_found', 'server.temporary_failure'] },
  { at: 'imap select', text: 'a NO SELECT failed. {Permission denied|Internal error} [x|y]', kinds: ['mailbox.not_found', 'server.temporary_failure'] },
  { at: 'imap unknown', text: 'a NO APPEND failed. {Over quota|Literal size exceeded} [x|y]', kinds: ['quota.exceeded', 'message.too_large'] },
  { at: 'imap idle', text: '* BYE {Idle for too long|Server shutting down} [host1|host2]', kinds: ['net.timeout', 'server.unavailable'] },
  { at: 'imap idle', text: '* BYE {Too many connections|Account disabled} [host1|host2]', kinds: ['server.too_many_connections', 'auth.account_locked'] },
  { at: 'imap greeting', text: '* BYE {Your IP address is blocked|Down for maintenance} [host1|host2]', kinds: ['server.blocked_ip', 'server.unavailable'] },
];

/** The four texts of a mutation: decisive word first or second × irrelevant word first or second. */
export const write = ({ text }: Mutation, decisive: 0 | 1, irrelevant: 0 | 1): string =>
  text
    .replace(/\{([^{}|]+)\|([^{}]+)\}/, (_, first: string, second: string) => (decisive === 0 ? first : second))
    .replace(/\[([^[\]|]+)\|([^[\]]+)\]/, (_, first: string, second: string) => (irrelevant === 0 ? first : second));
