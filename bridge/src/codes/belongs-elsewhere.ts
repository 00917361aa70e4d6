import { toComparable } from './comparable-text.ts';
import { saysAny } from './words/find-words.ts';

/** `código del centro`, `code de la résidence`, `Code der Filiale`: a code with an article and a common noun behind it, up to the number. */
const ofSomething =
  /(?:código|codigo|codi|clave|code|codice|Code|cod|codul)\s+(?:del?\s+(?:la|los|las|les)\s+|del\s+|dels\s+|du\s+|des\s+|de\s+l['’]|do\s+|da\s+|dos\s+|della\s+|dello\s+|dell['’]|der\s+|van\s+(?:de|het)\s+)(\p{Ll}[^:：]*)/u;

/** Whether a code is said to be that of a thing, and not of signing in or confirming: `before` is what its sentence says before it, as written. */
export const isCodeOfThing = (before: string): boolean => {
  const thing = ofSomething.exec(before)?.[1];
  return thing !== undefined && !saysAny('purpose', toComparable(thing));
};

const earlier =
  /(?<!\p{L})(?:previous|earlier|old|vorherig\p{L}*|fruher\p{L}*|alte[rn]?|precedent\p{L}*|ancien\p{L}*|anterior\p{L}*|vorig\p{L}*|oude|poprzedni\p{L}*|predchoz\p{L}*|predchadzaj\p{L}*|stary|прежн\p{L}*|предыдущ\p{L}*|стар\p{L}*|попередн\p{L}*|onceki|eski|tidigare|forrige|tidligere|edellinen|aiempi|korabbi|elozo|προηγουμεν\p{L}*|vechi\p{L}*)\s+(?:\p{L}+\s+)?\p{L}*(?:cod|kod|код|κωδικ|pin|otp)|以前の|前回の|之前的|此前的|旧的?验证码|이전|السابق|הקודם/u;

/** `my code was 551902`: a person tells of one. */
const toldOf = /(?:code|pin|otp|passwort|codigo|codice|kod|код\p{L}*)\s+(?:was|war|etait|era|fue|foi|byl|bylo|var|был)\s*$/u;

/** Whether what is said before a code is that it was sent earlier, and another one counts. In the form of `toComparable`. */
export const isEarlierCode = (before: string): boolean => earlier.test(before) || toldOf.test(before);

/** `PIN 44718 was verified`: what is done with. */
const done =
  /^\P{L}{0,3}(?:(?:was|has been|had been|wurde|ist|a ete|fue|ha sido|foi|e stato|werd|is|blev|har)\s+)(?:\p{L}+\s+)?(?:verified|used|accepted|redeemed|expired|cancelled|verwendet|eingelost|akzeptiert|abgelaufen|utilise|accepte|expire|usado|utilizado|verificado|aceptado|aceito|caducado|expirado|usato|utilizzato|verificato|accettato|scaduto|gebruikt|verlopen|brugt|anvant)(?!\p{L})/u;

/** Whether what is said behind a code is that it was used already, or is of no use any more. In the form of `toComparable`. */
export const isUsedCode = (after: string): boolean => done.test(after);
