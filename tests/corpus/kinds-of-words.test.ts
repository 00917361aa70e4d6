import { expect, test } from 'vitest';
import { classify } from '../../bridge/src/classify/classify.ts';
import type { ReplyEvidence } from '../../bridge/src/classify/evidence.ts';
import { explainText } from '../../bridge/src/classify/explain.ts';

/** Replies that nobody labelled: they stand beside those of a set, said by the same kind in other words. */
const beside: Readonly<Record<string, readonly (readonly [ReplyEvidence['leg'], ReplyEvidence['stage'], string, string])[]>> = {
  'a handshake that failed is no missing STARTTLS': [
    ['smtp', 'tls', 'tls.handshake_failed', '454 4.3.3 Could not negotiate TLS with the client'],
    ['smtp', 'tls', 'tls.handshake_failed', '454 4.7.5 TLS handshake error'],
    ['imap', 'tls', 'tls.handshake_failed', 'a1 NO SSL handshake aborted'],
    ['smtp', 'tls', 'server.protocol_violation', '503 5.5.1 STARTTLS not allowed inside a transaction'],
    ['smtp', 'tls', 'server.protocol_violation', '503 No STARTTLS while in a mail transaction'],
    ['smtp', 'tls', 'server.protocol_violation', '503 5.5.1 Cannot start TLS within a transaction'],
  ],
  'a list says whom it is about': [
    ['smtp', 'content', 'sender.rejected', '550 The sender of this mail is on our deny list'],
    ['smtp', 'recipient', 'sender.rejected', '554 5.7.1 Mail from someone@example.org is banned'],
    ['smtp', 'sender', 'sender.rejected', '550 Sender domain was put on the local blocklist'],
    ['smtp', 'recipient', 'recipient.rejected', '550 This recipient has been put on the block list'],
    ['smtp', 'recipient', 'recipient.rejected', '550 5.7.1 Destination is denylisted'],
    ['smtp', 'content', 'recipient.rejected', '554 One recipient is blacklisted by us'],
    ['smtp', 'recipient', 'server.blocked_ip', '550 5.7.1 Far too many DNS block lists name you'],
    ['smtp', 'content', 'server.blocked_ip', '550 Your host has written to our spam traps'],
    ['smtp', 'recipient', 'server.blocked_ip', '554 Mail from CN (203.0.113.9) is not accepted'],
    ['smtp', 'recipient', 'server.blocked_ip', '550 5.7.1 Connections from your country are blocked'],
  ],
  'how an address or a name is written is not whose it is': [
    ['smtp', 'sender', 'server.protocol_violation', '501 5.1.7 The reverse-path does not comply with RFC 5321'],
    ['smtp', 'sender', 'server.protocol_violation', '501 Angle brackets around the mailbox are missing'],
    ['smtp', 'sender', 'server.protocol_violation', '501 Bad sender: does not conform to the grammar of RFC 5321'],
    ['smtp', 'capabilities', 'server.protocol_violation', '501 Malformed hostname'],
    ['smtp', 'capabilities', 'server.protocol_violation', '550 Illegal characters in the host name'],
    ['smtp', 'capabilities', 'server.protocol_violation', '550 Client name is not a valid FQDN'],
    ['smtp', 'sender', 'sender.rejected', '553 Sender address unrecognised'],
    ['smtp', 'sender', 'sender.rejected', '550 5.7.1 Administratively prohibited'],
  ],
  'traffic that is used up is no full mailbox': [
    ['smtp', 'recipient', 'server.rate_limited', '451 4.7.1 Your traffic limit has been exceeded'],
    ['smtp', 'sender', 'server.rate_limited', '452 4.7.0 transfer quota exceeded'],
    ['smtp', 'recipient', 'server.rate_limited', '450 4.7.1 Outbound traffic quota is exceeded'],
  ],
  'trouble with its own files is no verdict': [
    ['smtp', 'recipient', 'server.temporary_failure', '500 Could not open the database'],
    ['smtp', 'content', 'server.temporary_failure', '554 Spool could not be written'],
    ['smtp', 'recipient', 'server.temporary_failure', '550 lock file is locked'],
    ['smtp', 'content', 'server.temporary_failure', '500 Datei konnte nicht gelesen werden'],
    ['smtp', 'recipient', 'server.temporary_failure', '500 执行命令失败'],
    ['imap', 'mailbox', 'server.temporary_failure', 'a3 BAD Unexpected error'],
    ['imap', 'sign-in', 'server.temporary_failure', 'a1 NO Unknown error on the mail server'],
  ],
  'what a folder is refused for': [
    ['imap', 'mailbox', 'mailbox.not_found', 'a3 NO [NOPERM] Blocked for you'],
    ['imap', 'mailbox', 'mailbox.not_found', 'a3 BAD Could not locate folder'],
    ['imap', 'mailbox', 'mailbox.not_found', 'a3 NO RENAME cannot rename INBOX'],
    ['imap', 'mailbox', 'server.protocol_violation', 'a3 NO THREAD is not enabled'],
    ['imap', 'mailbox', 'server.protocol_violation', 'a3 NO SORT by size not supported'],
    ['imap', 'mailbox', 'server.protocol_violation', 'a3 BAD NOTIFY not permitted'],
  ],
  'a farewell names its cause': [
    ['imap', 'mailbox', 'server.unavailable', '* BYE Exiting (cause not given)'],
    ['imap', 'mailbox', 'server.unavailable', '* BYE imapd quitting'],
    ['imap', 'mailbox', 'server.unavailable', '* BYE server signing off'],
    ['imap', 'mailbox', 'server.protocol_violation', '* BYE Too many rejected commands'],
    ['imap', 'mailbox', 'server.protocol_violation', '* BYE Repeated wrong commands'],
    ['imap', 'sign-in', 'auth.invalid_credentials', '* BYE Authentication failed, bye'],
    ['imap', 'sign-in', 'auth.invalid_credentials', '* BYE login failed, autologout'],
  ],
  'a way of signing in that is not there, or not now': [
    ['smtp', 'sign-in', 'auth.unsupported_mechanism', '535 5.7.8 XOAUTH2 is not implemented'],
    ['imap', 'sign-in', 'auth.unsupported_mechanism', 'a1 NO OAUTHBEARER not configured'],
    ['imap', 'sign-in', 'auth.unsupported_mechanism', 'a1 NO AUTHENTICATE wird nicht unterstützt'],
    ['imap', 'sign-in', 'auth.unsupported_mechanism', 'a1 NO AUTHENTICATE no soportado'],
    ['smtp', 'sign-in', 'server.temporary_failure', '454 4.7.0 OAuth is currently unavailable'],
    ['smtp', 'sign-in', 'server.temporary_failure', '454 Authentication service not available'],
    ['smtp', 'sign-in', 'auth.app_password_required', '535 5.7.8 Login refused (account has multi-factor sign-in)'],
    ['imap', 'sign-in', 'auth.app_password_required', 'a1 NO Login failed: MFA is on'],
    ['imap', 'sign-in', 'auth.policy_denied', 'a1 NO Login not permitted except from localhost'],
    ['smtp', 'sign-in', 'auth.policy_denied', '535 Remote logins are forbidden'],
  ],
  'what a check of a token finds': [
    ['smtp', 'sign-in', 'auth.oauth_token_invalid', '535 5.7.8 Token signature could not be verified: mismatch'],
    ['smtp', 'sign-in', 'auth.oauth_token_invalid', '535 5.7.8 Bearer token is for another audience'],
    ['imap', 'sign-in', 'auth.oauth_token_invalid', 'a1 NO [AUTHENTICATIONFAILED] Token refused by the issuer'],
    ['imap', 'sign-in', 'auth.oauth_token_invalid', 'a1 NO Unknown JWT'],
    ['imap', 'sign-in', 'auth.invalid_credentials', 'a1 NO Invalid user name, password or token'],
  ],
  'what an account has sent, or may not send': [
    ['smtp', 'recipient', 'server.rate_limited', '550 5.7.1 You have written to 300 addresses in the last hour'],
    ['smtp', 'sender', 'server.rate_limited', '550 This account has mailed 1000 people within the past day'],
    ['smtp', 'recipient', 'server.rate_limited', '554 5.7.1 Sent 250 messages during the last 60 minutes'],
    ['smtp', 'recipient', 'auth.account_locked', '550 5.7.1 Outbound mail of this account is on hold'],
    ['smtp', 'sender', 'auth.account_locked', '550 Outgoing mail has been switched off for you'],
    ['smtp', 'recipient', 'auth.account_locked', '554 5.7.1 Outgoing e-mail from here is frozen'],
    ['smtp', 'sender', 'server.temporary_failure', '452 4.4.5 Not enough disk space for now'],
  ],
  'what stands behind the sign-in': [
    ['imap', 'sign-in', 'server.temporary_failure', 'a1 NO setgid: operation failed'],
    ['imap', 'sign-in', 'server.temporary_failure', 'a1 NO Could not chdir to the home of the user'],
    ['smtp', 'sign-in', 'server.temporary_failure', '535 login worker exited'],
    ['imap', 'sign-in', 'server.temporary_failure', 'a1 NO No home directory'],
    ['smtp', 'sign-in', 'auth.policy_denied', '535 5.7.8 You are not a member of the mail group'],
    ['imap', 'sign-in', 'auth.policy_denied', 'a1 NO A mail role is required'],
    ['imap', 'sign-in', 'auth.policy_denied', 'a1 NO Login refused: group membership missing'],
    ['smtp', 'sign-in', 'auth.app_password_required', '535 5.7.8 TOTP code expected'],
    ['imap', 'sign-in', 'auth.app_password_required', 'a1 NO A second factor is wanted'],
    ['imap', 'sign-in', 'auth.app_password_required', 'a1 NO Login needs a one-time code'],
  ],
  'a command out of place, in other languages': [
    ['smtp', 'sign-in', 'server.protocol_violation', '503 Falsche Reihenfolge'],
    ['smtp', 'sender', 'server.protocol_violation', '500 Unbekannter Befehl'],
    ['smtp', 'recipient', 'server.protocol_violation', '503 命令顺序有误'],
    ['imap', 'sign-in', 'server.protocol_violation', 'a1 BAD commande inconnue'],
  ],
  'a name that is not there is a wrong one at the sign-in': [
    ['smtp', 'sign-in', 'auth.invalid_credentials', '530 Utilisateur introuvable'],
    ['smtp', 'sign-in', 'auth.invalid_credentials', '535 Benutzer nicht vorhanden'],
    ['imap', 'sign-in', 'auth.invalid_credentials', 'a1 NO Usuario inexistente'],
    ['smtp', 'content', 'recipient.rejected', '550 Usuario no encontrado'],
    ['smtp', 'content', 'recipient.rejected', '550 Empfänger unbekannt'],
    ['smtp', 'content', 'recipient.rejected', '554 Destinataire introuvable'],
  ],
  'advice, a warning or a setting beside a wrong password is no reason': [
    ['smtp', 'sign-in', 'auth.invalid_credentials', '535 Wrong password. OAuth2 is preferred here'],
    ['imap', 'sign-in', 'auth.invalid_credentials', 'a1 NO Invalid password; unknown device'],
    ['imap', 'sign-in', 'auth.invalid_credentials', 'a1 NO Login failed: wrong password; risk of being locked out'],
    ['smtp', 'sign-in', 'auth.invalid_credentials', '535 Kennwort ungültig (gesperrt: nein)'],
    ['smtp', 'sign-in', 'auth.invalid_credentials', '535 Mot de passe incorrect (TLS requis : non)'],
    ['imap', 'sign-in', 'auth.invalid_credentials', 'a1 NO Incorrect password (TLS required: no)'],
  ],
  'the same beside it is a reason where it is said to be one': [
    ['smtp', 'sign-in', 'auth.requires_tls', '535 TLS required: yes'],
    ['smtp', 'sign-in', 'auth.oauth_required', '535 Passwords are no longer accepted. OAuth2 is required'],
    ['smtp', 'sign-in', 'auth.policy_denied', '535 Sign-in from an unknown device refused'],
  ],
};

test.for(Object.entries(beside).flatMap(([kind, replies]) => replies.map((reply) => [kind, ...reply] as const)))(
  '%s: %s %s, %s: %s',
  ([, leg, stage, kind, text]) => {
    expect(classify({ leg, stage, reply: { text } }).kind).toBe(kind);
  },
);

/** What layers behind a server print, and libraries of PAM, LDAP and Active Directory. */
test.for([
  ['auth.account_locked', 'Konto gesperrt (weitere 300 Sekunden)'],
  ['auth.account_locked', 'Account locked (another 420 seconds)'],
  ['auth.account_locked', 'Das Benutzerkonto ist gesperrt'],
  ['auth.too_many_attempts', 'Höchste Zahl von Versuchen erreicht'],
  ['auth.too_many_attempts', 'Retry limit exhausted'],
  ['auth.too_many_attempts', 'Maximum number of retries exceeded'],
  ['auth.invalid_credentials', 'User unknown to the authentication back end'],
  ['auth.invalid_credentials', 'Benutzer dem Authentifizierungsdienst nicht bekannt'],
  ['server.temporary_failure', 'Login service could not fetch account data'],
  ['server.temporary_failure', 'The login server was unable to retrieve account data'],
  ['auth.account_locked', 'Authentication token has aged; new one is required'],
  ['server.temporary_failure', 'Der Authentifizierungsdienst kann Daten nicht lesen'],
  ['auth.account_locked', 'LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 532, v1db1'],
  ['auth.account_locked', 'LDAP: error code 49 - AcceptSecurityContext error, data 773, v2580'],
  ['auth.policy_denied', 'LDAP: error code 49 - AcceptSecurityContext error, data 531, v2580'],
  ['auth.invalid_credentials', 'LDAP: error code 49 - AcceptSecurityContext error, data 525, v2580'],
] as const)('%s: %s', ([kind, text]) => {
  expect(explainText(text).kind).toBe(kind);
});
