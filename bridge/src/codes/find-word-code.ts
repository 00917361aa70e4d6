import { toComparable } from './comparable-text.ts';
import { saysAny } from './words/find-words.ts';

/** Two to four words of one case, divided by one sign, perhaps with a number behind: `brave-otter`, `TIGER-MAPLE`, `fuzzy-lantern-4`. */
const wordsOf =
  /(?<![\p{L}\p{N}@/._-])(?:\p{Ll}{3,12}(?:-\p{Ll}{3,12}){1,3}|\p{Lu}{3,12}(?:-\p{Lu}{3,12}){1,3})(?:-\d{1,4})?(?![\p{L}\p{N}_@/-]|\.\p{L})/gu;
const looseLine = /^["'“„«]?\p{Ll}{4,12}(?: \p{Ll}{4,12}){1,3}["'”“»]?$/u;
/** Words that describe, join and ask, and are no part of a code: `time-sensitive`, `single-use`, `two-factor`. */
const describing = new Set(
  (
    'one two three four first second single multi double non not never only once auto self pre full free case time use used user sensitive ' +
    'limited based valid safe secure web mail line site wide end app day days hour hours min minute minutes week month year step factor ' +
    'password passcode protected generated read click here view need help thank thanks your you yours this that with from have please do ' +
    'kind regards best hello dear team below above last long short new old per and the for out off einmal mehr zwei drei gultig ' +
    'minutig tage stunden bitte hier klicken vous votre bonjour merci cordialement usage unique deux fois sous hola gracias saludos solo uso ' +
    'ciao grazie saluti obrigado dois uma'
  ).split(' '),
);
/** Letters before and behind that are looked at. */
const near = 60;

/** Nothing that the words of the tables are for: `sign-in`, `check-in`, `log-in-code`. */
const isOfWords = (text: string): boolean => {
  const comparable = toComparable(text);
  const parts = comparable.split(/[ -]/);
  return (
    parts.every((part) => !describing.has(part)) &&
    !(['strong', 'code', 'enter', 'purpose', 'otherTopic', 'otherNumber', 'signIn', 'confirm'] as const).some((concept) =>
      [comparable, comparable.replaceAll('-', ' ')].some((said) => saysAny(concept, said)),
    )
  );
};

/** `your sign-in code is W`, `Anmeldecode: W`, `enter the code W`: a code is said, and nothing stands between. */
const announced = /[:：]\s*["'“„«]?$|\p{L}\s+(?:is|ist|lautet|est|es|e|jest|to|je|ar|er|este|on|is nu)(?:\s*[:：])?\s+["'“„«]?$/u;
const endsAfter = /^["'”“»]?(?:[.!。]|\s*$|\s*\()/u;

interface Place {
  text: string;
  /** How sure it is there: 2 by itself, 1 where the words stand in the message a second time. */
  sure: 0 | 1 | 2;
}

const inLine = (line: string): Place[] =>
  [...line.matchAll(wordsOf)].flatMap(({ 0: text, index }): Place[] => {
    if (!isOfWords(text)) return [];
    const written = line.slice(Math.max(0, index - near), index);
    const before = toComparable(written.slice(written.search(/[^.!?]*$/)));
    const after = line.slice(index + text.length);
    const isCode = saysAny('strong', before) || saysAny('code', before);
    const isAsked = saysAny('enter', before);
    const isCapital = /\p{Lu}/u.test(text);
    // `the code TIGER-MAPLE`, `type TANGO-VELVET`: capitals with a hyphen are written for nothing else there.
    const isNext =
      /\p{L}\s+["'“„«]?$/u.test(written) &&
      before
        .split(/\s+/)
        .slice(-3)
        .some((word) => saysAny('code', word) || saysAny('enter', word));
    if (isCode && announced.test(before) && endsAfter.test(after))
      return [{ text, sure: isCapital || /[:：]\s*["'“„«]?$/.test(before) ? 2 : 1 }];
    if (isCapital && isNext) return [{ text, sure: 2 }];
    return [{ text, sure: isCode || isAsked ? 1 : 0 }];
  });

/** The words alone on their line, below one that says that the code follows. */
const onOwnLine = (lines: readonly string[], at: number): Place[] => {
  const line = lines[at]!;
  const bare = line.replace(/^["'“„«]|["'”“»]$/gu, '');
  const isBound = bare.includes('-') && [...bare.matchAll(wordsOf)][0]?.[0] === bare;
  if ((!isBound && !looseLine.test(line)) || !isOfWords(bare)) return [];
  const above = toComparable(lines.slice(0, at).findLast((other) => other !== '') ?? '');
  const below = toComparable(
    lines
      .slice(at + 1)
      .filter((other) => other !== '')
      .slice(0, 2)
      .join(' '),
  );
  const isAbove = (saysAny('strong', above) || saysAny('code', above)) && (isBound || /[:：]\s*$/.test(above));
  // Two words with a blank could be anything: what is said behind them has to speak of typing them, too.
  return isAbove && (isBound || saysAny('enter', below)) ? [{ text: bare, sure: 2 }] : [];
};

/**
 * A code that is made of words, where its place says that it is one and the message is about signing in or confirming, and of nothing else
 * that has codes; without blanks and hyphens. Null wherever it could be the name of something: a name that is offered as a code is worse than
 * a code that is not found.
 */
export const findWordCode = (title: string, lines: readonly string[]): string | null => {
  const [subject, body] = [toComparable(title), toComparable(lines.join('\n').slice(0, 3_000))];
  const isAbout = [subject, body].some((text) => saysAny('strong', text) || saysAny('purpose', text));
  if (!isAbout || saysAny('otherTopic', subject) || saysAny('otherTopic', body)) return null;
  const places = [
    ...inLine(title),
    ...lines.slice(0, 60).flatMap((line, at) => {
      const own = onOwnLine(lines, at);
      return own.length > 0 ? own : inLine(line);
    }),
  ];
  const byText = Map.groupBy(places, ({ text }) => text.toLowerCase());
  const found = [...byText].filter(
    ([, all]) => all.some(({ sure }) => sure === 2) || (all.length >= 2 && all.some(({ sure }) => sure === 1)),
  );
  // Of two that could be it none is certain.
  return found.length === 1 ? found[0]![1][0]!.text.replace(/[ -]/g, '') : null;
};
