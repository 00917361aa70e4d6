/** Characters that can mislead whoever reads somebody else's text, by what they do (Unicode UAX #9, UTS #39); no two kinds overlap. */
const kinds = {
  /** C0 and C1. */
  control: String.raw`[\p{Cc}--[\t\n]]`,
  tab: String.raw`[\t]`,
  lineFeed: String.raw`[\n]`,
  /** U+2028 and U+2029: they break a line where no line feed does. */
  separator: String.raw`[\p{Zl}\p{Zp}]`,
  /** Half a character (RFC 3629 §3). */
  half: String.raw`\p{Cs}`,
  /** They make letters read backwards; no language is written with them. */
  override: String.raw`[\u202D\u202E]`,
  /** Embeddings and isolates: right-to-left text is written with them, and they can leave the place where it stands. */
  embedding: String.raw`[\u202A-\u202C\u2066-\u2069]`,
  /** They lean what stands beside them. */
  mark: String.raw`[\u061C\u200E\u200F]`,
  /** Of no width and no use in prose: zero width space, operators, byte order mark, annotations. */
  invisible: String.raw`[\u200B\u2060-\u2065\u206A-\u206F\uFEFF\uFFF9-\uFFFB]`,
  /** Persian, Indic scripts and emoji are written with them. */
  joiner: String.raw`[\u200C\u200D]`,
  format: String.raw`[\p{Cf}--[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]]`,
} as const;
type Kind = keyof typeof kinds;

/** What becomes of a kind: it stays, goes, is a space, is U+FFFD, or is shown by its code point, `‹202E›`. */
type Fate = 'keep' | 'remove' | 'space' | 'replace' | 'code';

const columns = [
  'control',
  'tab',
  'lineFeed',
  'separator',
  'half',
  'override',
  'embedding',
  'mark',
  'invisible',
  'joiner',
  'format',
] as const;

/** The one table of what is removed where, in the order of `columns`. */
const uses = {
  /** One line on screen, whoever wrote it. */
  line: 'remove space space remove remove remove remove keep remove keep keep',
  /** One line that a sender or a server chose: a name, a subject, the name of a file. */
  outsideLine: 'space space space space remove remove remove remove remove keep keep',
  /** What a page of settings calls itself: nothing in it needs a character without width. */
  label: 'space space space space remove space space space space space space',
  /** The text of a message as the bridge gives it, which also quotes and looks for links in it. */
  body: 'remove keep keep keep keep keep keep keep keep keep keep',
  /** The text of a message on a page, as it was written. */
  text: 'remove keep keep remove remove code keep keep remove keep keep',
  /** The source of a message: it is looked at for what is in it. */
  source: 'remove keep keep remove remove code code keep remove keep keep',
  /** A server's words that are stored and logged, and stand in terminals. */
  reply: 'replace space keep replace keep replace replace replace replace replace keep',
  /** A server's words on a page. */
  words: 'code keep keep code code code code code code code code',
} as const;
type TextUse = keyof typeof uses;
export const textUses = Object.keys(uses) as TextUse[];

const codes = new Map<string, string>();

/** Written once for each of the some two thousand characters that there are of such kinds. */
const asCode = (character: string): string => {
  const known = codes.get(character);
  if (known !== undefined) return known;
  const code = `\u2039${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}\u203A`;
  codes.set(character, code);
  return code;
};
const replacements: Record<Exclude<Fate, 'keep'>, string | typeof asCode> = { remove: '', space: ' ', replace: '\uFFFD', code: asCode };

type Rule = [characters: RegExp, by: string | typeof asCode];

const compile = (row: string): Rule[] => {
  const fates = row.split(' ') as Fate[];
  const kindsWith = (fate: Fate): Kind[] => columns.filter((_, at) => fates[at] === fate);
  return (['remove', 'space', 'replace', 'code'] as const)
    .filter((fate) => kindsWith(fate).length > 0)
    .map((fate) => [
      new RegExp(
        `[${kindsWith(fate)
          .map((kind) => kinds[kind])
          .join('')}]`,
        'gv',
      ),
      replacements[fate],
    ]);
};
const rules = Object.fromEntries(Object.entries(uses).map(([use, row]) => [use, compile(row)])) as Record<TextUse, Rule[]>;
const apply = (text: string, chosen: readonly Rule[]): string =>
  chosen.reduce((rest, [characters, by]) => rest.replace(characters, by as string), text);

/** Somebody else's text without what misleads in this use. Linear; the length is the caller's to bound. */
export const cleanText = (text: string, use: TextUse): string => apply(text, rules[use]);

/** More marks than four on one letter are there to paint over other lines: they end. */
export const limitMarks = (text: string): string => text.replace(/(\p{M}{4})\p{M}+/gu, '$1');

/** `cleanText`, and `limitMarks` after it; the marks are looked for before codes make the text several times as long. */
export const cleanMarkedText = (text: string, use: TextUse): string => {
  const isCoding = ([, by]: Rule): boolean => by === asCode;
  const marked = apply(
    text,
    rules[use].filter((rule) => !isCoding(rule)),
  );
  return apply(limitMarks(marked), rules[use].filter(isCoding));
};
