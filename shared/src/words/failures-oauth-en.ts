import type { SignInHint } from '../oauth/sign-in-hints.ts';
import type { FailureWords } from './verdict-words.ts';

/** What is said of a sign-in at the provider, by kind. */
export const oauthFailuresEn = {
  'oauth.admin_consent_required': {
    title: 'Your administrator has to agree',
    meaning:
      'Your organisation lets mail programs in only after its administrator has agreed to them once. This is the usual first answer.',
    fix: 'Send your administrator the text that is ready here, and try again when you hear that it is done.',
  },
  'oauth.consent_required': {
    title: 'The consent is missing',
    meaning: '{provider} has no consent of yours for this program any more, or it was never given.',
    fix: 'Sign in again, and agree to what {provider} asks.',
  },
  'oauth.grant_ended': {
    title: 'The sign-in has ended',
    meaning: '{provider} does not renew the access that you gave: it was withdrawn, the password changed, or it ran out.',
    fix: 'Sign in again. Nothing else has to be changed.',
  },
  'oauth.wrong_account': {
    title: 'Another account was signed in',
    meaning: 'The account that signed in is not the one that this address belongs to. Nothing was stored.',
    fix: 'Sign in again and choose the account of this address; a private window keeps other accounts out of the way.',
  },
  'oauth.scope_missing': {
    title: 'A permission is missing',
    meaning: 'The sign-in worked, but the permission to read or send mail was not given: {problem}.',
    fix: 'Sign in again and leave every box ticked.',
  },
  'oauth.client_refused': {
    title: 'The program’s registration is refused',
    meaning: '{provider} does not accept the client id that is used here, or its settings do not fit.',
    fix: 'Check the registration at {provider} step by step, or use another client id.',
  },
  'oauth.sign_in_policy': {
    title: 'A sign-in policy is in the way',
    meaning: 'Your organisation allows sign-ins only under conditions that this one does not meet.',
    fix: 'Ask your administrator which devices, networks and programs are allowed.',
  },
  'oauth.device_code_blocked': {
    title: 'Signing in by code is blocked',
    meaning: 'Your organisation does not allow to sign in by typing a code on another page.',
    fix: 'Sign in with a browser on this computer instead.',
  },
  'oauth.provider_unreachable': {
    title: 'The sign-in service does not answer',
    meaning: '{provider} could not be asked for access just now. Your sign-in is kept.',
    fix: 'Wait; it is tried again by itself.',
  },
  'oauth.rate_limited': {
    title: 'Too many requests for access',
    meaning: '{provider} wants to be left alone for a while. Your sign-in is kept.',
    fix: 'Wait; it is tried again by itself, at the latest after an hour.',
  },
  'oauth.clock_wrong': {
    title: 'The clock of this computer is wrong',
    meaning: 'What {provider} says is only valid for a time, which by this computer’s clock has not begun or is over.',
    fix: 'Set date and time of this computer, and sign in again.',
  },
  'oauth.not_finished': {
    title: 'The sign-in was not finished',
    meaning: 'It was cancelled, declined or not finished in time. Nothing was stored.',
    fix: 'Sign in again when you want.',
  },
  'oauth.answer_rejected': {
    title: 'The answer did not fit',
    meaning: 'What came back does not belong to this sign-in, so it was not used. Nothing was stored.',
    fix: 'Sign in again. If it stays so, report it, please.',
  },
} as const satisfies Record<string, FailureWords>;

/** What a provider has against a sign-in, finer than the kind. */
export const signInHintsEn: Record<SignInHint, FailureWords> = {
  'redirect-not-registered': {
    title: 'The redirect address is not registered',
    meaning: '{provider} sends people back only to addresses that stand in the registration of the client id.',
    fix: 'Add “http://localhost” (Microsoft: under “Mobile and desktop applications”; Google: make a client of type “Desktop app”), and sign in again.',
  },
  'client-unknown': {
    title: 'The client id is not known',
    meaning: '{provider} knows no program with this client id here, or it was switched off.',
    fix: 'Compare the client id letter by letter with the registration, or use another one.',
  },
  'client-single-tenant': {
    title: 'The client id is for one organisation',
    meaning: 'It was registered for a single directory, and the sign-in asked all of them.',
    fix: 'Enter the tenant id beside the client id, or make the registration multitenant.',
  },
  'client-account-kind': {
    title: 'The client id is for other accounts',
    meaning: 'It was registered for work accounts only or for private accounts only, and yours is the other kind.',
    fix: 'Change “Supported account types” of the registration.',
  },
  'client-not-public': {
    title: 'The client id is not for installed programs',
    meaning: '{provider} wants a secret, as from a website, or ends access after a day.',
    fix: 'Set “Allow public client flows” to Yes, and the platform to “Mobile and desktop applications”.',
  },
  'client-has-no-secret': {
    title: 'A secret was sent that is not wanted',
    meaning: 'The registration is that of an installed program, which has no secret.',
    fix: 'Leave the client secret empty.',
  },
  'client-secret-wrong': {
    title: 'The client secret is wrong or expired',
    meaning: '{provider} looked at the client secret and refused it.',
    fix: 'Enter the secret’s value, not its id; make a new one where it has expired.',
  },
  'client-permission-missing': {
    title: 'The registration lacks a permission',
    meaning: 'The permission for mail is not part of the registration, or your organisation has no Exchange Online.',
    fix: 'Add the delegated permissions IMAP.AccessAsUser.All and SMTP.Send of Office 365 Exchange Online.',
  },
  'client-test-user': {
    title: 'You are not a test user of this client id',
    meaning: 'The registration is in testing, and lets only listed people in.',
    fix: 'Add your address to its test users, or set it to “In production”.',
  },
  'client-own-organisation': {
    title: 'The client id is for its own organisation',
    meaning: '{provider} lets only people of the organisation in that registered it.',
    fix: 'Set the audience of the registration to “External”, or use another client id.',
  },
  'scope-not-known': {
    title: 'The permission asked for is not known',
    meaning: '{provider} does not know a permission that was asked for, or not for this client id.',
    fix: 'Add the permission for mail to the registration. If it is there, report this, please.',
  },
  'account-of-other-tenant': {
    title: 'The account does not belong here',
    meaning: 'The account that was chosen is not of the kind or organisation that this sign-in is for.',
    fix: 'Sign in again and choose the account of this address.',
  },
  'consent-missing': {
    title: 'The consent is missing',
    meaning: '{provider} has no consent of yours for this program any more, or it was never given.',
    fix: 'Sign in again, and agree to what {provider} asks.',
  },
  'cancelled-by-person': {
    title: 'The sign-in was cancelled',
    meaning: 'Cancel was pressed at {provider}, or the permissions were declined. Nothing was stored.',
    fix: 'Sign in again when you want.',
  },
  'admin-has-to-consent': {
    title: 'Your administrator has to agree',
    meaning:
      'Your organisation lets mail programs in only after its administrator has agreed to them once. This is the usual first answer.',
    fix: 'Send your administrator the text that is ready here, and try again when you hear that it is done.',
  },
  'consent-refers-to-other-permission': {
    title: 'An older consent does not fit',
    meaning: '{provider} remembers a consent to permissions that this program does not ask for.',
    fix: 'Remove Kurrier from the apps of your account, and sign in again.',
  },
  'second-factor': {
    title: 'The second factor is asked for',
    meaning: '{provider} wants to see your second factor again, or wants you to set one up.',
    fix: 'Sign in again.',
  },
  'user-not-assigned': {
    title: 'You are not assigned to this program',
    meaning: 'Your organisation lets only people in who were assigned to it.',
    fix: 'Ask your administrator to assign Kurrier to you.',
  },
  'conditional-access': {
    title: 'A sign-in policy is in the way',
    meaning: 'Conditional Access of your organisation refuses this device, program, place or risk.',
    fix: 'Ask your administrator which devices, networks and programs are allowed, and tell them the code.',
  },
  'security-defaults': {
    title: 'Security defaults are in the way',
    meaning: 'The security defaults of your organisation refuse this kind of sign-in.',
    fix: 'Ask your administrator, and tell them the code.',
  },
  'tenant-restriction': {
    title: 'This network lets other organisations only in part',
    meaning: 'The network that you are in forbids sign-ins at this organisation.',
    fix: 'Try from another network, or ask the administrator of this one.',
  },
  'app-blocked': {
    title: 'Your organisation blocks this program',
    meaning: 'An administrator has blocked this program, or all that were not approved.',
    fix: 'Ask your administrator to allow the client id.',
  },
  'grant-revoked': {
    title: 'The sign-in was withdrawn',
    meaning: 'The password was changed, or sessions were ended for this account.',
    fix: 'Sign in again.',
  },
  'unused-too-long': {
    title: 'The sign-in was not used for too long',
    meaning: '{provider} ends access that nobody used for some months.',
    fix: 'Sign in again.',
  },
  'sign-in-frequency': {
    title: 'Your organisation wants frequent sign-ins',
    meaning: 'A policy of your organisation ends every sign-in after a set time. It will come back.',
    fix: 'Sign in again; ask your administrator if it happens too often.',
  },
  'code-used-twice': {
    title: 'The answer was used before',
    meaning: 'The code that came back had been used already. Nothing was stored.',
    fix: 'Sign in again. If it stays so, report it, please.',
  },
  'proof-mismatch': {
    title: 'The answer belongs to another sign-in',
    meaning: 'The proof (PKCE) of this sign-in does not fit the code that came back. Nothing was stored.',
    fix: 'Sign in again, in one browser only.',
  },
  'account-locked': {
    title: 'The account is locked for a while',
    meaning: '{provider} has seen too many wrong sign-ins, or the network’s address is suspicious to it.',
    fix: 'Wait, or try from another network.',
  },
  'account-disabled': {
    title: 'The account is switched off',
    meaning: 'An administrator has switched this account off.',
    fix: 'Ask your administrator.',
  },
  'password-expired': {
    title: 'The password has expired',
    meaning: '{provider} wants a new password before anything else.',
    fix: 'Change it on the web page of {provider}, and sign in again.',
  },
  'password-wrong': {
    title: 'The password was wrong',
    meaning: '{provider} refused the password that was typed on its page.',
    fix: 'Sign in again.',
  },
  'session-missing': {
    title: 'You have to sign in again',
    meaning: '{provider} has no session of yours that it could go on with.',
    fix: 'Sign in again.',
  },
  'loop-detected': {
    title: 'Too many requests for access',
    meaning: '{provider} has seen the same request too often and stopped it. Nothing is asked for an hour.',
    fix: 'Wait an hour. If it comes back, report it, please.',
  },
  'provider-in-trouble': {
    title: 'The sign-in service is in trouble',
    meaning: '{provider} says itself that something does not work there just now. Your sign-in is kept.',
    fix: 'Wait; it is tried again by itself.',
  },
  'code-expired': {
    title: 'The code has run out',
    meaning: 'The code was not entered in time, or not as it was shown.',
    fix: 'Begin again, and enter the new code within the time that is shown.',
  },
  'device-code-blocked': {
    title: 'Signing in by code is blocked',
    meaning: 'Your organisation does not allow to sign in by typing a code on another page.',
    fix: 'Sign in with a browser on this computer instead.',
  },
  'mailbox-not-connected': {
    title: 'IMAP is off, or there is no such mailbox',
    meaning:
      'The sign-in was accepted, but no mailbox was opened after it: IMAP is off for the account, it has no mailbox or no licence, the mailbox of somebody else was asked for, or it is being moved.',
    fix: 'Ask who runs the mail to allow IMAP for this mailbox, and to check its licence.',
    fixOnGuess:
      'Open the mailbox in the browser. If it opens, ask who runs the mail whether IMAP is allowed for it, and with a shared mailbox whether you have full access. If it does not, the account has no mailbox or no licence. After a change, wait an hour and test again.',
  },
};
