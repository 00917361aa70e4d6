import { credentialsAbroad, failedAbroad, reasonAbroad, refused, refusedAbroad } from './concepts/credentials.ts';

/** What a person types to sign in. In the plural, passwords are spoken of as such, not this one. */
const typed =
  'pass ?(?:word|wd|phrase|code)\\b|credentials?\\b|user ?-?(?:name|id)s?\\b|log-?in (?:name|id|data|details|info\\w{0,20})|(?:user|account|name|mailbox) ?(?:,|or|and|\\/) ?(?:the )?pass\\w{0,20}|secret\\b|(?:api|smtp) key\\b|authentication (?:data|details)|log-?in\\b|user(?: id)?\\b|combination\\b|authori[sz]ation-?id\\b';
const wrong =
  'invalid|incorrect|wrong|\\bbad\\b|mis-?(?:typed|spel\\w{1,20}|match\\w{0,20})|unknown|erroneous|no such|not (?:an? |the )?(?:valid|correct|right|matching|known|found|recogni[sz]ed|ours?\\b|one\\b)|(?:not|n.t) (?:been )?(?:accepted|match\\w{0,20}|recogni[sz]ed|fit|agree|add up|line up|pair|belong|check out|verify|work|exist|found)|no match|unrecogni[sz]ed|\\bdiffers?\\b|typo|could ?(?:not|n.t) be (?:matched|verified|confirmed|found)|\\b(?:verify|check|re-?enter|use) (?:your|the)(?: full| complete)?';
const between = "[a-z ,/&'-]{0,32}";
/** "Wrong" beside what was typed. */
const saysItIsWrong = new RegExp(`(?:${wrong})${between}(?:${typed})|(?:${typed})${between}(?:${wrong})`);

/** Words of which "authentication failed" can be made without naming any reason. */
const saysNoMore = new RegExp(
  `^(?:${[
    '(?:re-?)?auth\\w{0,20}|log(?:ged|ging)?-?(?:in|ins|on|ons)?|sign(?:ed|ing)?-?(?:in|on)?|in|on|out|credentials?|pass(?:word|wd|phrase|code)?|mailbox|user(?:name|id)?s?|names?|ids?|accounts?|secret|key|api|smtp|imap4?|sasl|plain|[a-z]{3,6}-md5',
    "fail\\w{0,20}|unsuccessful|unable|not|no|n't|can't|cannot|could|couldn't|does|doesn't|did|didn't|do|don't|rejected|refused|denied|error|err|wrong|bad|false|incorrect|accepted|invalid|valid|correct|match\\w{0,20}|mismatch|recogni[sz]ed|unknown|unrecogni[sz]ed|right|succeed\\w{0,20}|success\\w{0,20}|complet\\w{0,20}|verif\\w{0,20}|found|exist\\w{0,20}",
    'either|or|and|the|a|an|your|you|was|were|is|are|has|have|had|been|be|for|of|to|by|with|from|at|as|this|that|those|these|any|it|we|our|there|please|check|use|using|full|re-?check|enter\\w{0,20}|type\\w{0,20}|sorry|again|try|both|such|but|now|auto-?log-?(?:out|off)|bye',
    'pam|token|another|remote|process|restarting|data|information|info|details|combination|pair|command|request|reason|unavailable|address@|e-?mail|mail|server|code|attempts?|remaining|left|supplied|provided|given|sent|submitted|specified|https?|see|more|learn',
  ].join('|')})$`,
);

const hostName = /\b[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
/** Codes of Windows, which say no words. */
const hexCode = /\b0x[0-9a-f]{4,16}\b/g;
const english = /\b(?:the|your?|failed|denied|with|from|and|not|by|error|invalid|refused|rejected)\b/;
/** "Username:" and "Password:" in Base64, which Postfix repeats behind its refusal. */
const prompts = /\bugfzc3dvcmq6|\bvxnlcm5hbwu6/g;
/** Whose sign-in it was. */
const ofWhom = /(?<=fail\w{0,20}) (?:for|of) (?:user )?["'<]?[\w.-]{1,64}["'>]?[.!]?$/;

/** The name and the password, which are spoken of together only where both were looked at. */
const namesBoth = /user ?-?(?:name|id)? ?(?:and|or|\/|and\/or) ?(?:the )?pass ?(?:word|phrase)\b/;

/** A reason of another kind, whatever a reply calls it. Nobody is sent to somebody else over a typing mistake. */
export const otherReason =
  /internal|crash|timed? ?out|dropped|retired|bearer|two-?(?:factor|step)|contact|administrat|support|help ?desk|criteria|polic|security|compromis|migrat|moved to|upgrade|paid|hours|permitted|allowed|pending|maintenance|restrict|review|filter|rule\b|licen[cs]e|plan\b|tenant|region|country/;

/**
 * Whether a reply can mean that the password was looked at and is wrong: its words say so of what was typed, or it says nothing but that
 * the sign-in failed, and every word of that is understood. No code alone says it: 535 and AUTHENTICATIONFAILED stand with any reason.
 * Without this "wrong password" is not said, whoever proposes it, but for words that one provider is known by: people reset good passwords
 * over it.
 */
export const judgesPassword = (folded: string): boolean => {
  if (saysItIsWrong.test(folded)) return true;
  if (judgesAbroad(folded)) return true;
  if (namesBoth.test(folded) && refused.test(folded) && !otherReason.test(folded)) return true;
  return unreadWords(folded).length === 0;
};

/**
 * The same in other languages, whose words cannot all be understood: "wrong" decides; "failed" or "refused" only where next to nothing
 * stands beside it.
 */
export const judgesAbroad = (folded: string): boolean => {
  const namesIt = credentialsAbroad.test(folded) || (/\blog-?in\b/.test(folded) && !english.test(folded));
  if (!namesIt || !refusedAbroad.test(folded) || reasonAbroad.test(folded) || connectsToServer.test(folded)) return false;
  const rest = folded.replace(everyFailure, failureMark);
  if (wrongAbroad.test(rest) || asksToCheck.test(folded)) return true;
  return saysLittleBeside(rest.replace(everyCredential, failureMark));
};

/** In Romance languages a sign-in and a connection are one word: to a server it is a connection. */
const connectsToServer =
  /(?:connexion|connecter|conexi[oó]n|conectar|conex[aã]o|liga[cç][aã]o|connessione|connetter\w{1,3}|collegar\w{1,3}|conexiun\w{0,4}|connexi[oó])[^.;:]{0,16}(?:serveur|servidor|server)/;

/** "Wrong" beside what was typed, in other languages. */
const wrongAbroad = new RegExp(
  `(?:${credentialsAbroad.source}|log-?in)[^.;:!。]{0,32}(?:${refusedAbroad.source})|(?:${refusedAbroad.source})[^.;:!。]{0,32}(?:${credentialsAbroad.source}|log-?in)`,
  'u',
);

/** "Check your password", in other languages. */
const check =
  'kontrol ed|verifique|verifiez|проверьте|перевірте|проверете|pruf|compruebe|verific|controll|sprawdz|zkontroluj|overte|controleer|tarkista|ellenoriz|ελεγξτε|provjerite|preverite|检查|检测|確認|확인|kiem tra|periksa|ตรวจสอบ|تحقق|בדוק|ודא|بررسی';
const asksToCheck = new RegExp(
  `(?:${check})[^.;。]{0,40}(?:${credentialsAbroad.source})|(?:${credentialsAbroad.source})[^.;。]{0,20}(?:${check})`,
  'u',
);

/** Letters of scripts that put spaces between words. */
const spaced = "(?:(?![\\u0e00-\\u0e7f\\u2e80-\\u9fff\\uac00-\\ud7af])[\\p{L}'-])";
const wholeWords = ({ source }: RegExp): RegExp => new RegExp(`${spaced}{0,20}(?:${source})${spaced}{0,20}`, 'gu');
const everyFailure = wholeWords(failedAbroad);
const everyCredential = wholeWords(credentialsAbroad);

/** Stands for what says that a sign-in failed. */
const failureMark = ' \u0000 ';
const clauseEnd = /[.:;,!?()[\]{}|\u2013\u2014。，、；：！？（）「」【】]| - /;
/** A word or two that are no reason: "the", "for user", "please"; as a sentence or behind a colon they are one. */
const mostLettersBeside = 12;
const mostLettersAlone = 2;

/** Whether next to nothing stands beside that a sign-in failed, and no clause of its own. */
const saysLittleBeside = (marked: string): boolean => {
  const clauses = marked.replace(hostName, '').replace(traceId, '').replace(neutral, '').split(clauseEnd);
  const lettersOf = (clause: string): number => lettersIn(clause.replace(ending, ''));
  const beside = clauses.reduce((sum, clause) => sum + lettersOf(clause), 0);
  return beside <= mostLettersBeside && clauses.every((clause) => clause.includes('\u0000') || lettersOf(clause) <= mostLettersAlone);
};
/** A sign of Chinese, a syllable of Korean or two of kana are about as much as four letters. */
const lettersIn = (text: string): number => {
  const countOf = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return countOf(/\p{L}/gu) + 3 * countOf(/[\p{Script=Han}\p{Script=Hangul}]/gu) + countOf(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
};
/** Numbers of a session and codes of a program, which say no words. */
const traceId = /[\w-]{0,40}\d[\w-]{0,40}/g;
const neutral = /\b(?:e-?mail-?)?(?:server|serveur|servidor|host|mail|smtp|imap|address)\b/g;
/** What follows a word of Japanese and Korean. */
const ending =
  /(?:に|は|が|を|の|で|と)?(?:しました|されました|です|ます|なりました|でした|ください)|[에을를이가은는]|(?:했|하였|되었|됐)습니다|입니다|됨/g;

/** The words of a refused sign-in that may name a reason. */
export const unreadWords = (folded: string): string[] => {
  const words = folded.replace(prompts, '').replace(hexCode, '').replace(hostName, '').replace(ofWhom, '');
  return (words.match(/[\p{L}'@-]{2,}/gu) ?? []).filter((word) => !saysNoMore.test(word));
};
