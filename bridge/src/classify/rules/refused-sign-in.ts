import { otherReason } from '../judges-password.ts';
import { credentials, failedAbroad, refused } from '../concepts/credentials.ts';
import { notSignedIn } from '../concepts/relay.ts';
import { protocolError } from '../concepts/protocol.ts';
import type { ReplyRule } from './rule.ts';

const atSignIn = ['sign-in'] as const;

/** What a refused sign-in means where nothing was said of the account, of the way in or of the server. */
export const refusedSignInRules: readonly ReplyRule[] = [
  {
    kind: 'auth.invalid_credentials',
    says: [
      /auth\w{0,20} did not succeed|(?:invalid|incorrect|wrong|bad|unknown) (?:user|login|password|credential|log-?in|authentication data)|(?:password|credentials?)[a-z ]{0,60} (?:is |are |was |were )?(?:incorrect|invalid|wrong|not accepted|bad)|(?:no such|unknown|invalid) (?:account|mailbox)|user(?: ?-?(?:name|id)| account)? (?:is |was )?(?:not (?:known|found)|unknown|does not exist)|(?:account|mailbox)[^.]{0,90} (?:does not exist|not found|unknown)|full e-?mail address/,
    ],
    stages: atSignIn,
    source: 'RFC 4954 535 5.7.8, RFC 5530 AUTHENTICATIONFAILED',
  },
  {
    kind: 'server.protocol_violation',
    says: [protocolError],
    unless: [/(?:not |un)implemented|unrecogni[sz]ed command: "?auth/],
    stages: atSignIn,
    source: 'RFC 9051 BAD, RFC 4954 500 to 503',
  },
  {
    kind: 'auth.unsupported_mechanism',
    says: [/(?:not |un)implemented|unrecogni[sz]ed/],
    leg: 'smtp',
    stages: atSignIn,
    source: 'RFC 5321 502 to AUTH',
  },
  {
    kind: 'auth.required',
    says: [notSignedIn],
    unless: [/fail/, failedAbroad],
    codes: /^(?:50|530|55|NO|BAD)/,
    stages: atSignIn,
    source: 'RFC 4954 530',
  },
  {
    kind: 'auth.invalid_credentials',
    says: [credentials, refused],
    unless: [otherReason],
    stages: atSignIn,
    // 500 to 504 say that a command was not understood (RFC 5321 §4.2.2): read as a judgement only where the next row finds one in words.
    codes: /^(?:5[1-9]|NO|BYE)/,
    source: 'RFC 4954 535 5.7.8, RFC 5530 AUTHENTICATIONFAILED',
  },
  {
    kind: 'auth.invalid_credentials',
    says: [/(?:authentication|log ?-?in|logon) (?:has )?fail|password|credentials/, refused],
    unless: [/internal|temporar|mechanism|syntax|line|string|clear|plain|aborted|transaction/],
    stages: atSignIn,
    codes: /^50[0-4]/,
    source: 'XMail 503 and others that answer a wrong password with the code of a wrong command',
  },
  {
    kind: 'auth.invalid_credentials',
    says: [/server|serveur|servidor|host/, credentials, refused],
    stages: atSignIn,
    codes: /^ $/,
    confidence: 'guess',
    source: 'Thunderbird: the login to a server with a username failed, without the reply; Outlook 0x800CCC92',
  },
];

/** A reply that begins with it. */
const passwordIsWrong =
  /^(?:\[[a-z-]{1,30}\] )?(?:(?:auth\w{0,20}|log ?-?in|sign ?-?in|anmeldung) (?:failed|error|fehlgeschlagen)[:;,. -]{1,3})?(?:(?:bad|wrong|incorrect|invalid) pass ?(?:word|phrase)|pass ?(?:word|phrase) (?:is |was )?(?:bad|wrong|incorrect|invalid)|(?:passwort|kennwort) (?:ist )?(?:falsch|ungultig|inkorrekt)|(?:falsches|ungultiges) (?:passwort|kennwort)|mot de passe (?:est )?(?:incorrect|errone|invalide|faux)|contrasena (?:es )?(?:incorrecta|erronea|invalida)|senha (?:esta )?(?:incorreta|errada|invalida)|password (?:e )?(?:errata|sbagliata))/;
/** What stands beside it and is no reason: advice, a warning, an unknown computer, a setting that is not on. */
const hintBeside =
  /\b(?:recommended|preferred|advised|advisable|encouraged|suggested|consider)\b|empfohlen|recommand|recomend|consigliat|\bat risk of|risk of (?:being )?(?:lock|block)|(?:before|until) (?:(?:the|your|this) )?(?:account|you|it) (?:is|are|will be|gets?) (?:lock|block)|will (?:soon )?be (?:lock|block)|(?:computer|device|machine|workstation|client)(?: name)? (?:is )?(?:unknown|unnamed)|unknown (?:computer|device|machine|workstation)|(?:erforderlich|notwendig|required|necessary|needed|requis|necesario|obligatoire|richiesto|enabled|aktiv|active|locked|gesperrt|disabled|expired|abgelaufen) ?[:=] ?(?:no|nein|non|false|off|0|nao)\b/;

/** Answers to AUTH, AUTHENTICATE and LOGIN that begin with the wrong password, and add what is no reason. Asked before all others of a sign-in. */
export const wrongPasswordWithHintRules: readonly ReplyRule[] = [
  {
    kind: 'auth.invalid_credentials',
    says: [passwordIsWrong, hintBeside],
    unless: [
      /because|since\b|no longer|(?:is|are|was|has been|now|been) (?:locked|disabled|suspended|blocked|closed|expired|turned off)|not (?:supported|accepted|allowed)|or (?:the |your )?account|weil\b|da die/,
    ],
    stages: ['sign-in'],
    source: 'servers that add advice, a warning or a setting to a wrong password',
  },
];
