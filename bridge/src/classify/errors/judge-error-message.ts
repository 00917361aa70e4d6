import type { Judgement } from '../judgement.ts';
import type { ReplyEvidence } from '../evidence.ts';
import { judgeTimeout } from './judge-timeout.ts';
import { foldLetters, foldText } from '../fold-text.ts';
import { judgesAbroad, unreadWords } from '../judges-password.ts';
import { refusedAbroad } from '../concepts/credentials.ts';
import { conceptsIn } from '../opinion/concepts-in.ts';
import { couldNotConnect, messages } from './program-messages.ts';
import { refusedSignInAbroad } from './refused-objects.ts';

const timedOut =
  /timed? ?out|timeout|greeting never received|required time|deadline (?:exceeded|has elapsed)|did(?:n't| not) properly respond after a period|zeitüberschreitung/i;

/** Roundcube: `Login failed for … Could not connect to mail.example.org:143: …`: the sign-in failed because there was no connection. */
const namesTried = /(?:log-?in|authentication) failed.{0,300}could ?(?:not|n't) connect to [^\s:]{1,255}:\d{2,5}/;

/** PHPMailer's transcripts begin with what it was told. */
const timeoutSetting = /\btimeout=\d{1,6}/gi;

/** Longer messages repeat a server's reply, which has been read already. */
const maxCharacters = 4000;

/** Reads an error that has neither a reply nor a telling code. BoringSSL writes its reasons with underscores. */
export const judgeErrorMessage = (evidence: ReplyEvidence): Judgement | undefined => {
  return judgeText(evidence, [evidence.error?.reason, evidence.error?.message].filter(Boolean).join(' '));
};

/** What Java, .NET and Rust name as the cause of the cause is what happened; the lines of a stack trace behind it are left. */
const innermostCause = (text: string): string => {
  const cause =
    text
      .split(/nested exception is:|Caused by:|--->/)
      .at(-1)
      ?.trim() ?? '';
  return cause === '' ? text : cause;
};

/** Reads what a program printed about a connection, where a server's reply would stand. */
export const judgeText = (evidence: ReplyEvidence, printed: string): Judgement | undefined => {
  const text = innermostCause(printed.slice(0, maxCharacters));
  const isAboutNames = /dns|query|getaddrinfo/i.test(text);
  if (!isAboutNames && timedOut.test(text.replace(timeoutSetting, ''))) return judgeTimeout(evidence);
  const forms = [text, text.replaceAll('_', ' '), foldLetters(text.toLowerCase())];
  const folded = foldText(text);
  const isWrongPassword = wrongPassword.test(folded);
  const isRefusedSignIn = signInRefused.test(folded) && !namesTried.test(folded);
  const found = messages.find(
    ([pattern, kind]) =>
      !(isWrongPassword && kind === 'net.refused') &&
      !(isRefusedSignIn && pattern === couldNotConnect) &&
      forms.some((form) => pattern.test(form)),
  );
  return found && { kind: found[1], confidence: 'likely' };
};

const password =
  'passwort|kennwort|mot de passe|contrasen|\\bsenha|парол|\\bhasl[aoe]|\\bhesl[ao]|wachtwoord|losenord|adgangskode|salasana|jelszo|sifre|lozink|κωδικ|密码|密碼|パスワード|비밀번호|암호|mat khau|kata sandi|كلمة المرور|סיסמ';
/** A "connection" that is refused over its password is a sign-in, as in French. */
const wrongPassword = new RegExp(
  `(?:${password})[^.,;:!。，]{0,32}(?:${refusedAbroad.source})|(?:${refusedAbroad.source})[^.,;:!。，]{0,32}(?:${password})`,
  'u',
);

/**
 * Reads that a program was not let in, where it names no other reason: a guess, because many print no more whatever the reason was.
 */
export const judgeRefusedSignIn = ({ error }: ReplyEvidence): Judgement | undefined => {
  // A full stop behind an address is no part of it.
  const message = (error?.message ?? '').slice(0, maxCharacters).replace(/(?<=@[^\s@]{1,255})\.(?=\s)/g, ' .');
  const text = foldText(message);
  const refusal = signInRefused.exec(text);
  const behind = refusal ? text.slice(refusal.index + refusal[0].length) : '';
  const continues = /^ ?[:(,-]|\b(?:because|since|due to|by|while|reason)\b/.test(behind);
  const reasons = continues
    ? behind
    : behind
        .split(/[.!?;](?: |$)/)
        .slice(1)
        .join(' ');
  const namesReason = unreadWords(reasons.replace(detail, '')).length > 0;
  // nodemailer puts it in front of every refusal of a sign-in.
  const isPrefix = /^invalid login$/.test(text);
  const rest = refusal ? text.replace(refusal[0], ' ').replace(couldNotConnect, ' ').replace(detail, ' ') : '';
  const isRefused = refusal && !isPrefix && !namesReason && !conceptsIn(rest).some((concept) => otherReasons.has(concept));
  const isRefusedAbroad =
    !refusal &&
    (judgesAbroad(text) || refusedSignInAbroad.test(foldLetters(text))) &&
    !conceptsIn(text).some((concept) => otherReasons.has(concept));
  return isRefused || isRefusedAbroad ? { kind: 'auth.invalid_credentials', confidence: 'guess' } : undefined;
};

/** `host=…, user=…`: where it was tried is no reason. */
const detail = /\b[\w-]{1,20}=[^\s,;]{0,255}/g;

const signInRefused =
  /(?:authori[sz]ation|authenti(?:fi)?cation|log-?in|logon|sign-?in) (?:has |was |is )?(?:errors?\b|fail\w{0,3}|denied|rejected|refused|unsuccessful)|\bauth_failed\b|(?:unable|failed|not able) to (?:authenticate|log ?in|sign ?in)|could(?: not|n't) (?:log ?in|sign ?in|authenticate)|(?:bad|wrong|invalid|incorrect) (?:user ?name|log-?in|password|credentials)|(?:password|credentials) (?:is |are |was |were )?(?:wrong|invalid|incorrect|not accepted|rejected)/;
const otherReasons = new Set([
  'locked',
  'off',
  'oauth',
  'organisationPolicy',
  'webLogin',
  'encryption',
  'appPassword',
  'tooMany',
  'rate',
  'mechanism',
  'unsupported',
  'temporary',
  'full',
  'outOfService',
  'callerAddress',
  'protocolError',
]);
