/** Marks that turn the direction of what follows by force: what is seen is not what stands there. No honest code needs them. */
const overrides = /[\u202D\u202E]/;
/** Other marks that are not seen: of direction, of joining, of no width. */
const unseen = /\u034F|[\u00AD\u061C\u200B-\u200F\u202A-\u202C\u2060-\u2069\uFEFF]/g;
/** Letters and digits of full width and of mathematics; other signs of full width end a sentence, and stay. */
const otherForms = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\u{1D400}-\u{1D7FF}]/gu;
const blanks = /[\t\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;
/** Digits of Arabic, Persian, Devanagari, Bengali and Thai, by the first of each ten. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];
const otherDigits = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59]/g;

/** A line as it is typed: wide letters and digits of other scripts as ASCII, nothing that is not seen. Null: it is turned by force. */
export const toTypedLine = (line: string): string | null =>
  overrides.test(line)
    ? null
    : line
        .replace(otherForms, (sign) => sign.normalize('NFKC'))
        .replace(unseen, '')
        .replace(blanks, ' ')
        .replace(otherDigits, (digit) => {
          const code = digit.codePointAt(0)!;
          return String(code - zeros.findLast((zero) => zero <= code)!);
        });

const ownLetters: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', ς: 'σ' };

/** Makes words comparable: lower case, no accents, plain apostrophes. */
export const toComparable = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[ßłøđıæœς]/g, (letter) => ownLetters[letter] ?? letter)
    .replace(/[‘’‛`´]/g, "'");
