import { oauthFailuresEn } from './failures-oauth-en.ts';
import type { Words } from './verdict-words.ts';

export const failuresEn: Words['failures'] = {
  'auth.invalid_credentials': {
    title: 'Invalid login or password',
    meaning: '{host} looked at the username and the password and refused them.',
    fix: 'Check both, letter by letter; the username is often the whole address. If {provider} has app passwords, use one of those.',
  },
  'auth.app_password_required': {
    title: 'An app password is needed',
    meaning: '{provider} does not take your normal password from mail programs.',
    fix: 'Create an app password in the security settings of your account on the web, and enter it here.',
  },
  'auth.oauth_required': {
    title: 'No passwords are taken here',
    meaning: '{host} lets mail programs in only after a sign-in in the browser (OAuth). No password works, not even the right one.',
    fix: 'Use a sign-in in the browser where one is offered, or ask {provider} which other way there is.',
  },
  'auth.basic_disabled_by_admin': {
    title: 'Password sign-in is switched off',
    meaning: 'A policy of your organisation keeps mail programs from signing in with a password.',
    fix: 'Ask your administrator to allow it for this account, or to set up a sign-in in the browser.',
  },
  'auth.oauth_token_invalid': {
    title: 'The sign-in has expired',
    meaning: 'The access that you granted has run out, was withdrawn, or is for another mailbox.',
    fix: 'Sign in again.',
  },
  'auth.web_login_required': {
    title: 'Sign in on the web first',
    meaning: '{provider} wants to see in the browser that it is you: a captcha, new terms, or an approval of this device.',
    fix: 'Sign in on the web page of {provider}, approve what you are asked to, and test again.',
  },
  'auth.account_locked': {
    title: 'The account is locked',
    meaning: '{provider} says that this account is locked, switched off, expired or unpaid. Your password was not the reason.',
    fix: 'Sign in on the web page of {provider} and see what it asks of you, or ask its support.',
  },
  'auth.too_many_attempts': {
    title: 'Too many sign-ins',
    meaning: '{provider} refuses sign-ins for a while after too many tries. The password was not looked at.',
    fix: 'Wait; an hour is usually enough. Further tries only prolong it.',
  },
  'auth.imap_disabled': {
    title: 'IMAP is switched off',
    meaning: 'The account exists, but may not be read over IMAP.',
    fix: 'Switch IMAP on in the mail settings of your account on the web, and test again. In an organisation, your administrator may have to.',
  },
  'auth.smtp_auth_disabled': {
    title: 'Sending is switched off',
    meaning: 'This mailbox may not send by signing in to SMTP. The password is not the reason.',
    fix: 'Switch SMTP on in the mail settings of your account, where it may be called POP3/IMAP access, or ask your administrator for authenticated SMTP.',
  },
  'auth.unsupported_mechanism': {
    title: 'No common way to sign in',
    meaning: '{host} does not offer a way to sign in with a password on port {port}.',
    fix: 'Use the port for signing in: 465 or 587 for SMTP, 993 for IMAP.',
  },
  'auth.requires_tls': {
    title: 'Sign-in needs encryption',
    meaning: '{host} can be signed in to over an encrypted connection only.',
    fix: 'Set Secure to TRUE.',
  },
  'auth.client_id_required': {
    title: 'The server wants to know the program',
    meaning: '{provider} opens mailboxes only to programs that say who they are, and did not accept what was said.',
    fix: 'Report this, please. Your password is fine.',
  },
  'auth.required': {
    title: 'The server wants a sign-in',
    meaning: '{host} does nothing here for somebody who has not signed in.',
    fix: 'Enter a username and a password, and use the port for sending with a sign-in: 465 or 587.',
  },
  'auth.policy_denied': {
    title: 'Sign-in is not allowed from here',
    meaning: '{provider} refuses sign-ins from this country, network or kind of program. The password was not the reason.',
    fix: 'Ask your administrator which networks and programs are allowed, or try without a VPN.',
  },
  ...oauthFailuresEn,
  'net.refused': {
    title: 'Connection refused',
    meaning: 'Nothing answers on port {port} of {host}, or a firewall rejects it.',
    fix: 'Check the port: 465 or 587 for SMTP, 993 for IMAP.',
  },
  'net.timeout': {
    title: 'No answer in time',
    meaning: '{host} did not answer on port {port}.',
    fix: 'Check host and port. If they are right, your network or a firewall may block this port: try another network.',
  },
  'net.dns_not_found': {
    title: 'No such host name',
    meaning: 'There is no server named {host}.',
    fix: 'Check the spelling, and use the host name that {provider} documents.',
  },
  'net.dns_temporary': {
    title: 'The name lookup failed',
    meaning: 'The address of {host} could not be looked up just now.',
    fix: 'Check that this computer is online, and test again in a moment.',
  },
  'net.unreachable': {
    title: 'No way to the server',
    meaning: 'Your network has no route to {host}.',
    fix: 'Check that this computer is online, and that no VPN or firewall is in the way.',
  },
  'net.reset': {
    title: 'The connection was cut',
    meaning: '{host}, or something on the way to it, closed the connection without a word.',
    fix: 'Test again. If it stays so, check port and Secure, and whether a firewall or virus scanner reads mail connections.',
  },
  'tls.implicit_expected': {
    title: 'This port wants TLS at once',
    meaning: 'Port {port} of {host} speaks TLS from the first byte, but the connection began in plain text.',
    fix: 'Set Secure to TRUE.',
  },
  'tls.plaintext_port': {
    title: 'This port begins in plain text',
    meaning: 'TLS was begun at once, but port {port} of {host} begins in plain text, and no encryption could be agreed on.',
    fix: 'Use port 465 for SMTP or 993 for IMAP.',
  },
  'tls.starttls_unavailable': {
    title: 'The server offers no encryption',
    meaning: '{host} does not offer encryption (STARTTLS) on port {port}. The password was not sent.',
    fix: 'Use the TLS port: 465 for SMTP, 993 for IMAP.',
  },
  'tls.hostname_mismatch': {
    title: 'Hostname mismatch',
    meaning: 'The certificate that {host} shows is for other names: {names}.',
    fix: 'Use the host name that {provider} documents; often it is one of these names.',
  },
  'tls.expired': {
    title: 'The certificate has expired',
    meaning: 'The certificate of {host} was valid until {validTo}.',
    fix: 'Check the date of this computer. If it is right, the server’s administrator has to renew the certificate.',
  },
  'tls.self_signed': {
    title: 'The certificate is self-signed',
    meaning: 'Nobody but {host} itself vouches for its certificate.',
    fix: 'Ask the server’s administrator for its fingerprint. If it is the one shown here, you can trust it for this server.',
  },
  'tls.untrusted_chain': {
    title: 'The certificate is not trusted',
    meaning: 'The certificate of {host} comes from an authority that this computer does not know, or a part of its chain is missing.',
    fix: 'Ask the server’s administrator to install the whole chain. If a virus scanner reads mail connections, switch that off.',
  },
  'tls.protocol_too_old': {
    title: 'The server’s TLS is too old',
    meaning: '{host} speaks no version of TLS that is still considered safe.',
    fix: 'Ask the server’s administrator for TLS 1.2 or newer.',
  },
  'tls.handshake_failed': {
    title: 'No secure connection',
    meaning: '{host} and this computer could not agree on encryption on port {port}.',
    fix: 'Check port and Secure. A firewall or virus scanner that reads mail connections can also be the reason.',
  },
  'server.temporary_failure': {
    title: 'Not just now',
    meaning: '{host} could not do this at the moment. The password was not the reason.',
    fix: 'Test again in a few minutes.',
  },
  'server.unavailable': {
    title: 'The server is out of service',
    meaning: '{host} answers, but serves nobody at the moment.',
    fix: 'Test again later, or see the status page of {provider}.',
  },
  'server.rate_limited': {
    title: 'Too much in a short time',
    meaning: '{provider} limits how much may be done in an hour or a day, and that limit is reached.',
    fix: 'Wait, and do less at once.',
  },
  'server.too_many_connections': {
    title: 'Too many connections',
    meaning: 'The account has as many connections open as {provider} allows.',
    fix: 'Close other mail programs that use this account, and test again in some minutes.',
  },
  'server.blocked_ip': {
    title: 'Your network address is blocked',
    meaning: '{host} refuses the address of the network that you are in.',
    fix: 'Try another network or go without a VPN. If it stays so, ask {provider} to unblock the address.',
  },
  'server.protocol_violation': {
    title: 'Unintelligible answer',
    meaning: '{host} answered something that the protocol does not have.',
    fix: 'Check that host and port are a mail server’s. If they are, report this, please.',
  },
  'server.wrong_service': {
    title: 'Another service answers there',
    meaning: 'Another kind of server answers on port {port} of {host}.',
    fix: 'Check the port: 465 or 587 for SMTP, 993 for IMAP.',
  },
  'quota.exceeded': {
    title: 'The mailbox is full',
    meaning: 'The storage of the account is used up.',
    fix: 'Delete mail and empty the trash, or get more storage from {provider}.',
  },
  'mailbox.not_found': {
    title: 'No such folder',
    meaning: 'The sign-in works, but the server does not have this folder, or does not open it to you.',
    fix: 'Check that the mailbox was set up at {provider}, and that the username is that of your own mailbox.',
  },
  'sender.not_authorized': {
    title: 'You may not send from this address',
    meaning: 'The sign-in works, but it does not include sending from this address.',
    fix: 'Use the address that belongs to the username, or have {provider} add this one to it.',
  },
  'sender.rejected': {
    title: 'The sender address was refused',
    meaning: '{host} takes no mail from this address: a check of the address or its domain failed.',
    fix: 'Check the address. For your own domain, have it verified there, with SPF and DKIM set up.',
  },
  'recipient.rejected': {
    title: 'The recipient was refused',
    meaning: '{host} does not take mail for this recipient.',
    fix: 'Check the recipient’s address.',
  },
  'recipient.relay_denied': {
    title: 'The server does not pass mail on',
    meaning: '{host} takes no mail for others from you.',
    fix: 'Use the port for sending with a sign-in, 465 or 587, and check the username.',
  },
  'message.too_large': {
    title: 'The message is too large',
    meaning: 'The message is larger than {host} accepts.',
    fix: 'Send fewer or smaller attachments.',
  },
  'message.rejected': {
    title: 'The message was refused',
    meaning: '{host} does not take this message, for its content or its form.',
    fix: 'Read the server’s words, and change the message.',
  },
  'config.invalid': {
    title: 'A setting cannot be used',
    meaning: '{field}: {problem}.',
    fix: 'Correct it, and test again.',
  },
  'local.store_failed': {
    title: 'The mail cannot be stored here',
    meaning: 'The disk of this computer is full, or the folder that the mail is kept in cannot be written to. The account is fine.',
    fix: 'Make room on the disk. The sync goes on by itself.',
  },
  'local.other_user': {
    title: 'Another user of this computer answers here',
    meaning: 'A program of another user has port {port} of this computer, neither yours nor the system’s. Nothing was sent to it.',
    fix: 'Start your mail program, and see that it gets its port again. If that server is meant, switch on TLS in it and trust its certificate.',
  },
  'local.set_aside': {
    title: 'Set aside: it held the bridge up',
    meaning: 'Twice, what came from {host} kept the bridge busy without end, so that no account was served. It is left alone since then.',
    fix: 'Test again to try it once more. If it happens again, report it, please.',
  },
  'local.owner_unknown': {
    title: 'Nothing shows whose program answers here',
    meaning:
      'Without encryption nothing shows whose program has port {port} of this computer: another user could have taken it. Nothing was sent to it.',
    fix: 'Switch on TLS in the program and trust its certificate. Only if nobody else uses this computer, tick “Allow unencrypted”: the password then goes, at every sign-in, to whoever has the port.',
  },
  unknown: {
    title: 'An answer that Kurrier does not know',
    meaning: 'What the server said fits no reason that Kurrier knows.',
    fix: 'Read the server’s words. If they do not help, report them, please.',
  },
};

export const variantsEn: Words['variants'] = {
  'answer-held-back': {
    title: 'The server is holding back its answer',
    meaning: '{host} took the password and has not answered yet. Servers do that after a wrong password, and when they are busy.',
    fix: 'Wait for the answer, and check the password meanwhile.',
  },
  'imap-silent': {
    title: 'No answer in time',
    meaning: '{host} took the connection on port {port}, and then said nothing.',
    fix: 'Check that IMAP is enabled at {provider}, and that the port is 993.',
  },
  'certificate-not-yet-valid': {
    title: 'The certificate is not valid yet',
    meaning: 'The certificate of {host} is valid only from {validFrom} on.',
    fix: 'Check the date of this computer; most often it is wrong.',
  },
  'name-not-given': {
    title: 'No such host name',
    meaning: 'No server of this name exists.',
    fix: 'Check the spelling of the host name, and use the one that {provider} documents.',
  },
  'app-password-host': {
    title: 'Invalid login or password',
    meaning: '{maker} refused the username or the password. It does not take your normal password from mail programs.',
    fix: 'Create an app password at {page} and enter it instead. The username is the whole address, unless {maker} says otherwise.',
  },
  'app-password-page': {
    title: 'An app password is needed',
    meaning: '{maker} does not take your normal password from mail programs.',
    fix: 'Create an app password at {page}, and enter it here.',
  },
  'microsoft-host': {
    title: 'Invalid login or password',
    meaning: '{host} refused the sign-in. Microsoft takes no passwords over IMAP, and is ending them for SMTP.',
    fix: 'In an organisation, ask your administrator whether this mailbox may sign in to SMTP with a password, and check it. Outlook.com takes only a sign-in in the browser.',
  },
};
