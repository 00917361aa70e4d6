import { toComparable } from '../codes/comparable-text.ts';
import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { says, words } from './setting-words.ts';

/** Who signs in, as a page says it; `other`: a rule of its own, to be typed; null: it does not say. */
export type UsernameRule = 'address' | 'local-part' | 'other' | null;

/** `, not your mail address`: what does not sign in. In Portuguese, `no` means "in the", and stands before other words than in Spanish. */
const denied =
  /(?<!\p{L})(?:not|nicht|pas|non|niet|nie|ne|inte|ikke|не|nao|no(?=\s(?:sus?|tus?|el|las?|los?|una?|es|son|se|usar?|uses|utili\p{L}+|con|solo|ponga|escrib\p{L}+|introdu\p{L}+|inclu\p{L}+|correo|direccion|your|the|need)(?!\p{L})))\s[^,.;:()]*/gu;
/** `(for example bo1234)`: a name that is made of letters and digits, and is no address. */
const exampleName =
  /(?:for example|for instance|e\. ?g\.|such as|z\. ?b\.|zum beispiel|par exemple|p\. ?ex\.|por ejemplo|p\. ?ej\.|por exemplo|ad esempio|es\.|bijvoorbeeld|bijv\.|np\.|napr\.|t\. ?ex\.|f\. ?eks\.|например|наприклад|örn|orn\.|pl\.)[\s:]*['"“„«]?(?=[a-z]*\d)[a-z][a-z\d]{2,15}(?![\w.-]*@)(?![\p{L}\d])/u;
/** `m0174419`: the name itself. */
const ownName = /^[^\p{L}\d]*(?!imap|pop|smtp|tls|ssl|port)(?=[a-z]*\d)[a-z][a-z\d]{4,15}(?![\p{L}\d@._-])/u;
/** `without the domain`: the other half of an address. */
const domainWord = /(?<!\p{L})dom(?:ai|ei|e|i|a)n|домен|ドメイン|域名|도메인/u;

/** `including what stands behind the @`: the whole of an address. */
const withDomain =
  /(?:includ|inclu[asy]|inkl|einschl|samt |y compris|compres|wlacznie|lacznie|vcetne|vratane|включая|включно|включител|вместе с|разом з|dahil|sisaltae|beleert|inclusief)[^.;]{0,40}(?:@|dom(?:ai|ei|e|i|a)n|домен|ドメイン)/u;
/** `as above`: what was named before. */
const asAbove =
  /(?<!\p{L})(?:(?:same )?as above|see above|wie oben|siehe oben|s\. ?o\.|ci-dessus|(?:como|ver|ve) arriba|(?:come|vedi) sopra|(?:como|ver) acima|zie boven|zoals hierboven|jak wyzej|viz vyse|jako vyse|как (?:и )?выше|см\. выше|як вище|som ovan|som ovenfor|kuten ylla|yukaridaki|lasd fent|ca mai sus)(?!\p{L})|上記|同上|如上|위와 같/u;
/** So many lines above is looked for it. */
const farthestAbove = 12;

/** `your account, not your address`: what names nothing that could be typed. */
const ofNobody = /^(?:account|cuenta|conta|compte|konto|rekening|hesap|your|ihre?|votre|vostr|only|nur|solo|please|bitte|utili|with)/u;

const ruleOf = (said: string, localPart: string): UsernameRule => {
  const whole = toComparable(said);
  const text = whole.replace(denied, '');
  // The page is filled in for this very address, or its example is like it.
  if (localPart !== '' && text.split(/[^\p{L}\p{N}._@+-]+/u).includes(toComparable(localPart))) return 'local-part';
  if (withDomain.test(text)) return 'address';
  if (says('assigned', text)) return 'other';
  if (/[\p{L}\d]\\\s?[\p{L}<[]/u.test(said)) return 'other';
  if (
    says('localPart', text) &&
    (/@/.test(text) ||
      says('atSign', text) ||
      says('address', text) ||
      domainWord.test(text) ||
      /local part/.test(text) ||
      (/netid/.test(text) && text === whole))
  )
    return 'local-part';
  if (exampleName.test(text) || ownName.test(text) || /netid/.test(text)) return 'other';
  if (/@/.test(text) || says('address', text)) return 'address';
  const isDenied = [...whole.matchAll(denied)].some(([part]) => says('address', part));
  return isDenied && (text.match(/\p{L}{4,}/gu) ?? []).some((word) => !ofNobody.test(word)) ? 'other' : null;
};

/**
 * Reads which user name a page asks for: of the first line that speaks of it and says something, else of what it says of authentication.
 * `endStep` is awaited after each sentence.
 */
export const readUsernameRule = async (
  lines: readonly PageLine[],
  localPart: string,
  endStep: () => Promise<unknown>,
): Promise<UsernameRule> => {
  const own = lines.filter(({ kind }) => kind !== 'quote');
  return (
    (await ruleIn(own, localPart, words.user, endStep)) ??
    ruleOfColumn(own, localPart) ??
    (await ruleIn(own, localPart, words.authentication, endStep)) ??
    (await ruleBesidePassword(own, endStep))
  );
};

/** `Every service wants your full email address and password.` */
const ruleBesidePassword = async (own: readonly PageLine[], endStep: () => Promise<unknown>): Promise<UsernameRule> => {
  for (const { cells } of own) {
    await endStep();
    const text = toComparable(cells.join(' ')).replace(denied, '');
    if (says('fullAddress', text) && says('password', text)) return 'address';
  }
  return null;
};

/** `Email address: ann@example.org` */
const isNamedAddress = ({ cells }: PageLine): boolean => /[\w.+-]@[\w-]/.test(cells.join(' '));

/** Letters of a label that stands on a line of its own. */
const longestLabel = 30;

const ruleIn = async (
  own: readonly PageLine[],
  localPart: string,
  spoken: RegExp,
  endStep: () => Promise<unknown>,
): Promise<UsernameRule> => {
  for (const [at, { cells, kind }] of own.entries()) {
    const texts =
      kind === 'row' ? [cells.join(' : ')] : cells.join(' ').split(/(?<=[\p{L}\d)]{3}\.|[\p{L}\d)]{2}[!?;])\s+|(?<=[。！？；])/u);
    for (const text of texts) {
      await endStep();
      const found = [...toComparable(text).matchAll(spoken)][0];
      if (!found) continue;
      // A stem was found; the rest of its word says nothing.
      const value = text.slice(found.index + found[0].length).replace(/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+/u, '');
      const rule = ruleOf(value, localPart) ?? (found.index === 0 ? null : ruleOf(`${text.slice(0, found.index)} ${value}`, localPart));
      if (rule) return rule;
      if (asAbove.test(toComparable(value))) {
        const named = own.slice(Math.max(0, at - farthestAbove), at).findLast((line) => isNamedAddress(line));
        if (named) return ruleOf(named.cells.join(' '), localPart);
      }
      // The label stands alone, and its value on the next line.
      const next = own[at + 1];
      if ((!/\p{L}{2}/u.test(value) || text.length <= longestLabel) && next) {
        const below = ruleOf(next.cells.join(' '), localPart);
        if (below) return below;
      }
    }
  }
  return null;
};

/** A table may have a column for it. */
const ruleOfColumn = (own: readonly PageLine[], localPart: string): UsernameRule => {
  const heads = own.filter(({ kind }) => kind === 'head-row');
  for (const head of heads) {
    const column = head.cells.findIndex((cell) => says('user', toComparable(cell)));
    const row =
      column < 0 ? undefined : own.slice(own.indexOf(head) + 1).find(({ kind, cells }) => kind === 'row' && (cells[column] ?? '') !== '');
    const rule = row ? ruleOf(row.cells[column]!, localPart) : null;
    if (rule) return rule;
  }
  return null;
};
