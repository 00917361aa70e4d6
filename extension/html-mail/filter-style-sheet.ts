import { filterDeclarations } from './allowed-styles.ts';
import { isNestedDeeply } from './nesting.ts';

/** Longer sheets are not looked at; more than this times that of rules and elements would keep the page busy. */
const longestSheet = 300_000;
const mostRules = 4_000;
const mostMatches = 30_000_000;

/** Selectors that look at other elements than an element's own parents cost the square of a document. */
const costly = /:(?:has|host|visited|target|(?:nth-)?last|nth|only|empty)|::/i;

/** The same length with blanks for what is quoted or escaped: what stands there means nothing. */
const blankQuoted = (selector: string): string =>
  selector.replace(/\\[^]|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/g, (quoted) => '_'.repeat(quoted.length));

/** The selectors of a list that may be kept, split at commas that are neither quoted nor within brackets. */
const splitSelectors = (list: string): string[] => {
  const bare = blankQuoted(list);
  const kept: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at <= bare.length; at++) {
    const character = bare[at] ?? ',';
    if (character === '(' || character === '[') depth++;
    if (character === ')' || character === ']') depth--;
    if (at < bare.length && (character !== ',' || depth > 0)) continue;
    if (isCheap(bare.slice(start, at))) kept.push(list.slice(start, at));
    start = at + 1;
  }
  return kept;
};

/** What a condition may consist of: nothing that is quoted, escaped or in braces. */
const plainCondition = /^[\w\s():,.<>=%+*/-]+$/;

const isCheap = (selector: string): boolean =>
  selector.length <= 500 &&
  !/[{}"'\\;@]/.test(selector) &&
  !costly.test(selector) &&
  (selector.match(/[ >+~]/g) ?? []).length <= 24 &&
  (selector.match(/\*|~/g) ?? []).length <= 2;

/**
 * The sheets of a message as one text, reduced to rules that only lay text out: no imports, fonts or pictures, nothing that moves.
 * `elements`: how many there are to be matched. What prefers a dark screen is left out: mail is shown on a light sheet.
 */
export const filterStyleSheets = (sheets: readonly string[], elements: number): string => {
  let room = Math.min(mostRules, Math.floor(mostMatches / Math.max(1, elements)));
  const writeRules = (rules: CSSRuleList): string => {
    let text = '';
    for (const rule of rules) {
      if (room <= 0) break;
      if (rule instanceof CSSStyleRule) text += writeStyle(rule);
      else if (
        rule instanceof CSSMediaRule &&
        plainCondition.test(rule.conditionText) &&
        !/prefers-color-scheme/i.test(rule.conditionText)
      ) {
        text += `@media ${rule.conditionText}{${writeRules(rule.cssRules)}}`;
      }
    }
    return text;
  };
  const writeStyle = ({ selectorText, style }: CSSStyleRule): string => {
    const selectors = splitSelectors(selectorText);
    const declarations = filterDeclarations(style);
    room -= selectors.length;
    return declarations === '' || selectors.length === 0 ? '' : `${selectors.join(',')}{${declarations}}`;
  };
  return sheets.map((sheet) => writeRules(parseSheet(sheet).cssRules)).join('');
};

/** Parsed and never applied: a constructed sheet fetches nothing, and ignores imports. */
const parseSheet = (text: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  if (text.length <= longestSheet && !isNestedDeeply(text)) sheet.replaceSync(text.replace(/<!--|-->/g, ''));
  return sheet;
};
