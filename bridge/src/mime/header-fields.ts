import { joinParameters } from './parameters.ts';

const mostFields = 500;

/** The header fields of a message or part by lower-case name, unfolded, a character for each byte; of several the first counts. */
export const readHeaderFields = (header: string): Map<string, string> => {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of header.split(/\r\n|\n|\r/)) {
    if (/^[ \t]/.test(line)) {
      if (name !== '') fields.set(name, `${fields.get(name)!} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const found = colon > 0 && colon < 80 ? line.slice(0, colon).trim().toLowerCase() : '';
    name = /^[!-9;-~]+$/.test(found) && !fields.has(found) && fields.size < mostFields ? found : '';
    if (name !== '') fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
};

export interface StructuredField {
  /** Lower case: `text/plain`, `attachment`. */
  value: string;
  parameters: Record<string, string>;
}

const parameter = /([^\s;=,"]{1,80})\s{0,20}=\s{0,20}(?:"((?:[^"\\]|\\.)*)"?|([^\s;"]*))/y;
const separators = /[\s;,]*/y;
const noise = /[^\s;]+|;/y;

/**
 * Reads `text/plain; charset=utf-8` (RFC 2045 §5.1) as its writer meant it: quotes that are not closed, a missing or doubled semicolon and
 * blanks around `=` do not matter. Linear.
 */
export const readStructuredField = (field: string): StructuredField => {
  const text = field.slice(0, 8192);
  const [value = ''] = /^[^\s;,]*/.exec(text.replace(/^["'\s]+/, '')) ?? [];
  const pairs: [string, string][] = [];
  for (let at = text.indexOf(value) + value.length; at < text.length;) {
    separators.lastIndex = at;
    separators.exec(text);
    at = separators.lastIndex;
    parameter.lastIndex = at;
    const match = parameter.exec(text);
    if (match) {
      pairs.push([match[1]!, (match[2] ?? match[3] ?? '').replace(/\\(.)/g, '$1')]);
      at = parameter.lastIndex;
      continue;
    }
    noise.lastIndex = at;
    noise.exec(text);
    at = Math.max(noise.lastIndex, at + 1);
  }
  return { value: value.toLowerCase().replace(/["']+$/, ''), parameters: joinParameters(pairs) };
};
