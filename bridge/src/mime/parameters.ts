import { decodeCharset } from './decode-charset.ts';
import { decodeHeaderText, type HeaderHints } from './header-text.ts';

interface Section {
  index: number;
  text: string;
  isEncoded: boolean;
}

const mostParameters = 200;

/**
 * The parameters of a MIME header by name, in lower case. Continued and percent-encoded ones (RFC 2231: `filename*0*`) are put together
 * under their plain name, encoded words decoded though no standard has them here. Values are a character for each byte.
 */
export const joinParameters = (
  list: readonly (readonly [name: string, value: string])[],
  hints: HeaderHints = {},
): Record<string, string> => {
  const plain = new Map<string, string>();
  const continued = new Map<string, Section[]>();
  for (const [name, value] of list.slice(0, mostParameters)) {
    const [, base = '', index, star] = /^([^*]*)(?:\*(?:(\d{1,4})(\*)?)?)?$/.exec(name.toLowerCase()) ?? [];
    if (!name.includes('*')) plain.set(name.toLowerCase(), decodeHeaderText(value, hints));
    else
      continued.set(base, [
        ...(continued.get(base) ?? []),
        { index: Number(index ?? 0), text: value, isEncoded: index === undefined || star === '*' },
      ]);
  }
  for (const [name, sections] of continued) plain.set(name, join(sections, hints));
  return Object.fromEntries(plain);
};

const join = (sections: readonly Section[], hints: HeaderHints): string => {
  const [first, ...rest] = sections.toSorted((a, b) => a.index - b.index);
  const start = first!.isEncoded ? /^([^']{0,60})'[^']{0,40}'/.exec(first!.text) : null;
  const all = [{ ...first!, text: first!.text.slice(start?.[0].length ?? 0) }, ...rest];
  const bytes = all.map(({ text, isEncoded }) => (isEncoded ? unescape(text) : text)).join('');
  return start ? decodeCharset(Buffer.from(bytes, 'latin1'), { ...hints, label: start[1] || 'utf-8' }) : decodeHeaderText(bytes, hints);
};

const unescape = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
