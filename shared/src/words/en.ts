import type { Actor, FailureKind, Headline, Rung } from '../failure.ts';

/** What a language says of one failure kind. `{host}`, `{port}`, `{names}`, `{validTo}`, `{field}`, `{problem}` are filled from the evidence. */
export interface FailureWords {
  /** At most some forty characters, no full stop. */
  title: string;
  /** What happened, in one or two sentences. */
  meaning: string;
  /** What to do, starting with a verb. */
  fix: string;
}

/** Every sentence that a person reads about a verdict; a language does not compile until it has them all. */
export interface Words {
  headlines: Record<Headline, string>;
  failures: Record<FailureKind, FailureWords>;
  turns: Record<Actor, string>;
  rungs: Record<Rung, string>;
}

export const en: Words = {
  headlines: {
    login: 'Invalid login or password',
    refused: 'Connection refused',
    'imap-timeout': 'IMAP timeout',
    hostname: 'Hostname mismatch',
  },
  turns: {
    user: 'Your turn',
    admin: 'Your administrator’s turn',
    provider: 'The provider’s turn',
    wait: 'Nobody’s turn: wait',
    us: 'Please report this',
  },
  rungs: {
    name: 'Name lookup',
    connect: 'Connection',
    tls: 'TLS',
    greeting: 'Greeting',
    capabilities: 'Capabilities',
    'sign-in': 'Sign-in',
    use: 'Inbox / sender',
  },
  failures: {
    'auth.invalid_credentials': {
      title: 'Invalid login or password',
      meaning: '{host} checked the username and the password and refused them.',
      fix: 'Check the username and the password. Where the provider has app passwords, use one of those.',
    },
    'auth.app_password_required': {
      title: 'An app password is needed',
      meaning: 'The provider does not take your normal password from mail programs.',
      fix: 'Create an app password in the provider’s security settings and enter it here.',
    },
    'auth.oauth_required': {
      title: 'This provider takes no passwords',
      meaning: '{host} lets mail programs in only after a sign-in in the browser (OAuth). No password works here, not even the right one.',
      fix: 'Use “Sign in with …” where it is offered, or another way that the provider documents.',
    },
    'auth.basic_disabled_by_admin': {
      title: 'Password sign-in is switched off',
      meaning: 'Your organisation’s policy does not let mail programs sign in with a password.',
      fix: 'Ask your administrator to allow it for this account, or to set up a sign-in in the browser.',
    },
    'auth.oauth_token_invalid': {
      title: 'The sign-in has expired',
      meaning: 'The access that was granted has run out, was withdrawn, or is for another mailbox.',
      fix: 'Sign in again.',
    },
    'auth.web_login_required': {
      title: 'Sign in on the web first',
      meaning: 'The provider wants you to confirm in the browser that it is you: a captcha, an approval or an unlock page.',
      fix: 'Sign in on the provider’s web page, approve this device if you are asked to, and test again.',
    },
    'auth.account_locked': {
      title: 'The account is locked',
      meaning: 'The provider says that this account is locked, disabled, expired or unpaid. The password was not the reason.',
      fix: 'Sign in on the provider’s web page and see what it asks of you.',
    },
    'auth.too_many_attempts': {
      title: 'Too many sign-ins',
      meaning: 'The provider refuses sign-ins for a while after too many tries. The password was not judged.',
      fix: 'Wait, an hour is usually enough, and test again. Further tries now only prolong it.',
    },
    'auth.imap_disabled': {
      title: 'IMAP is switched off',
      meaning: 'The account exists, but the provider does not let it use IMAP.',
      fix: 'Switch IMAP on in the provider’s settings, and test again.',
    },
    'auth.smtp_auth_disabled': {
      title: 'Sending by sign-in is switched off',
      meaning: 'The server does not let this mailbox send mail by signing in to SMTP.',
      fix: 'Ask your administrator to switch on authenticated SMTP for this mailbox.',
    },
    'auth.unsupported_mechanism': {
      title: 'No common way to sign in',
      meaning: '{host} does not offer a sign-in method that works with a password.',
      fix: 'Check that this is the right server and port for signing in: usually 465 or 587, and 993.',
    },
    'auth.requires_tls': {
      title: 'Sign-in needs encryption',
      meaning: '{host} takes sign-ins only over an encrypted connection.',
      fix: 'Set Secure to TRUE.',
    },
    'auth.client_id_required': {
      title: 'The server wants to know the program',
      meaning: 'The provider opens the mailbox only to programs that say who they are, and did not accept what was said.',
      fix: 'Please report this; your password is fine.',
    },
    'auth.required': {
      title: 'The server wants a sign-in',
      meaning: 'Nothing was signed in, and {host} accepts nothing without it.',
      fix: 'Enter a username and a password, and check that the port is the one for sending with a sign-in: 465 or 587.',
    },
    'auth.policy_denied': {
      title: 'Sign-in not allowed from here',
      meaning: 'The provider refuses sign-ins from this place, network or kind of program. The password was not the reason.',
      fix: 'Ask your administrator which networks and programs are allowed.',
    },
    'net.refused': {
      title: 'Connection refused',
      meaning: 'Nothing answers on {host} port {port}, or a firewall rejects it.',
      fix: 'Check the port and Secure: 465 or 587 for SMTP, 993 for IMAP.',
    },
    'net.timeout': {
      title: 'No answer in time',
      meaning: '{host} did not answer on port {port}.',
      fix: 'Check host and port. If they are right, a firewall or your network may block this port; for IMAP, check that IMAP is enabled at the provider.',
    },
    'net.dns_not_found': {
      title: 'No such host name',
      meaning: 'There is no server named {host}.',
      fix: 'Check the spelling, and use the host name that the provider documents.',
    },
    'net.dns_temporary': {
      title: 'The name lookup failed',
      meaning: 'The address of {host} could not be looked up just now.',
      fix: 'Check that this computer is online, and test again in a moment.',
    },
    'net.unreachable': {
      title: 'No way to the server',
      meaning: 'Your network has no route to {host}.',
      fix: 'Check that this computer is online and that no VPN or firewall is in the way.',
    },
    'net.reset': {
      title: 'The connection was cut',
      meaning: '{host} or something on the way to it closed the connection.',
      fix: 'Test again. If it stays so, check port and Secure, and whether a firewall or virus scanner reads mail connections.',
    },
    'tls.implicit_expected': {
      title: 'This port wants TLS at once',
      meaning: 'Port {port} of {host} speaks TLS from the first byte, but the connection was started in plain text.',
      fix: 'Set Secure to TRUE.',
    },
    'tls.plaintext_port': {
      title: 'This port starts in plain text',
      meaning: 'TLS was started at once, but port {port} of {host} begins in plain text.',
      fix: 'Use port 465 for SMTP or 993 for IMAP, or 587 with Secure TRUE, which then uses STARTTLS.',
    },
    'tls.starttls_unavailable': {
      title: 'The server offers no encryption',
      meaning: '{host} does not offer STARTTLS on port {port}, so the password was not sent.',
      fix: 'Use the provider’s TLS port: 465 for SMTP, 993 for IMAP.',
    },
    'tls.hostname_mismatch': {
      title: 'Hostname mismatch',
      meaning: 'The certificate of {host} is for other names: {names}.',
      fix: 'Use the host name that the provider documents; often it is one of these names.',
    },
    'tls.expired': {
      title: 'The certificate has expired',
      meaning: 'The certificate of {host} was valid until {validTo}, or the clock of this computer is wrong.',
      fix: 'Check this computer’s date. If it is right, the server’s administrator has to renew the certificate.',
    },
    'tls.self_signed': {
      title: 'The certificate is self-signed',
      meaning: 'Nobody but {host} itself vouches for its certificate.',
      fix: 'Ask the server’s administrator for a certificate of a public authority, or to tell you its fingerprint.',
    },
    'tls.untrusted_chain': {
      title: 'The certificate is not trusted',
      meaning: 'The certificate of {host} was issued by an authority that this computer does not know, or a part of its chain is missing.',
      fix: 'Ask the server’s administrator to install the full certificate chain, or add the private authority.',
    },
    'tls.protocol_too_old': {
      title: 'The server’s TLS is too old',
      meaning: '{host} and this computer have no TLS version in common that is still considered safe.',
      fix: 'Ask the server’s administrator for TLS 1.2 or newer.',
    },
    'tls.handshake_failed': {
      title: 'No secure connection',
      meaning: 'The TLS handshake with {host} on port {port} failed.',
      fix: 'Check port and Secure. A virus scanner or firewall that reads mail connections can also be the reason.',
    },
    'server.temporary_failure': {
      title: 'Not just now',
      meaning: '{host} could not do this at the moment. The password was not the reason.',
      fix: 'Test again in a few minutes.',
    },
    'server.unavailable': {
      title: 'The server is not available',
      meaning: '{host} answers, but is out of service at the moment.',
      fix: 'Test again later, or look at the provider’s status page.',
    },
    'server.rate_limited': {
      title: 'Too much in a short time',
      meaning: 'The provider limits how much an account or an address may do in a period, and that limit is reached.',
      fix: 'Wait, and do less at once.',
    },
    'server.too_many_connections': {
      title: 'Too many connections',
      meaning: 'The account has as many connections open as the provider allows.',
      fix: 'Close other mail programs that use this account, and test again in some minutes.',
    },
    'server.blocked_ip': {
      title: 'Your network address is blocked',
      meaning: '{host} refuses connections from the address of your network.',
      fix: 'Ask the provider to unblock it, or try another network.',
    },
    'server.protocol_violation': {
      title: 'Unintelligible answer',
      meaning: '{host} answered something that the protocol does not allow.',
      fix: 'Check that host and port belong to a mail server. If they do, please report this with the diagnosis.',
    },
    'server.wrong_service': {
      title: 'Another service answers there',
      meaning: 'Port {port} of {host} is not for this: another kind of server answers.',
      fix: 'Check the port: 465 or 587 for SMTP, 993 for IMAP.',
    },
    'quota.exceeded': {
      title: 'The mailbox is full',
      meaning: 'The account has used up its storage or its sending allowance.',
      fix: 'Delete mail or get more storage from the provider.',
    },
    'mailbox.not_found': {
      title: 'No such mailbox',
      meaning: 'The server does not know this mailbox.',
      fix: 'Check the address, and whether the mailbox was set up at the provider.',
    },
    'sender.not_authorized': {
      title: 'The address is not yours to send from',
      meaning: 'The sign-in works, but it may not send mail from this address.',
      fix: 'Use the address that belongs to the username, or have the provider allow this one.',
    },
    'sender.rejected': {
      title: 'The sender address was refused',
      meaning: '{host} does not accept mail from this address or domain: its checks (SPF, DKIM, verification) failed.',
      fix: 'Ask your administrator to set up the domain for this server.',
    },
    'recipient.rejected': {
      title: 'The recipient was refused',
      meaning: '{host} does not accept mail for this recipient.',
      fix: 'Check the recipient’s address.',
    },
    'recipient.relay_denied': {
      title: 'The server does not pass mail on',
      meaning: '{host} did not accept the recipient, because it does not relay mail for you.',
      fix: 'Use the port for sending with a sign-in, 465 or 587, and check the username.',
    },
    'message.too_large': {
      title: 'The message is too large',
      meaning: 'The message is larger than {host} accepts.',
      fix: 'Send fewer or smaller attachments.',
    },
    'message.rejected': {
      title: 'The message was refused',
      meaning: '{host} does not accept this message, for its content or its form.',
      fix: 'Read the server’s words under Details, and change the message.',
    },
    'config.invalid': {
      title: 'A setting cannot be used',
      meaning: '{field}: {problem}.',
      fix: 'Correct it, and test again.',
    },
    unknown: {
      title: 'Something unknown went wrong',
      meaning: 'The server’s answer does not say what is wrong, and no known reason fits.',
      fix: 'Look under Details. Please report it with the diagnosis.',
    },
  },
};
