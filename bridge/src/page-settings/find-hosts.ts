/** A host that a text names, and where. */
export interface NamedHost {
  host: string;
  port: number | null;
  start: number;
  end: number;
}

const label = String.raw`[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?`;
/** Nothing that is a part of a mail address, a path, an address of the web, or masked. */
const host = new RegExp(
  String.raw`(?<![@a-z0-9_./*\\-]|https?:\/\/)(?:(?:imaps?|smtps?):\/\/)?((?:${label}\.){1,8}(?:[a-z]{2,24}|xn--[a-z0-9-]{2,40}))(?![a-z0-9_@-]|\.[a-z0-9])(?::(\d{2,5})(?!\d))?(\/)?`,
  'gi',
);
/** `mail.<your domain>`, `mail.[domain]`, `mail.お客様ドメイン名`: a name with something to fill in. */
const open = new RegExp(
  String.raw`(?<![@a-z0-9_./-])((?:${label}\.){1,3})(?:[<[{(«]{1,2}[^<>[\]{}()«»\n]{2,40}[>\]})»]{1,2}|[\p{L}_-]*(?:ドメイン|域名|도메인|домен)[\p{L}_-]*(?:\.[a-z]{2,10})?)`,
  'giu',
);
const files = /\.(?:html?|php|aspx?|png|jpe?g|gif|svg|pdf|exe|zip|js|css|mobileconfig|txt|docx?)$/i;

/** What stands in a name for the domain of the reader, in the languages of help pages. */
const filler =
  /^(?:(?:your|yours|you|my|own|the|a|company|customers?|clients?|user|tu|su|mi|el|votre|ton|mon|son|nom|de|du|mein(?:e[rs]?)?|ihre?|dein(?:e[rs]?)?|ihr|kunden?|il|tuo|tua|suo|vostro|seu|sua|meu|teu|o|jouw|je|uw|mijn|eigen|twoja|twojej|twoj|moja|mojej|moj|nazwa|vase|vas|moje|tvoje|din|ditt?|mitt?|eget|sizin|sirket|vash|name|naam|nome|nombre|navn|nimi|site|_|-))*(?:domain|domains|dominio|domaine|domein|domena|domeny|domene|domenet|domane|doman|domeen|alanadi|alanadiniz|website|firma|company|unternehmen|entreprise|empresa|azienda|bedrijf)(?:name|naam|nom|nome|nombre|navn|_|-)*(?:hier|here)?$/;
const samples =
  /^(?:example|beispiel|exemple|ejemplo|exemplo|esempio|voorbeeld|przyklad|priklad|eksempel|exempel|sample|musterdomain|muster|mustermann|primer)$/;

/**
 * `wXXX.hoster.example`, `mailNN`, `s-xxx`: a part of the name is left out, and stands in a mail that the reader has. What the reader's own
 * domain is called is no such part.
 */
const isMasked = (name: string, domain: string): boolean => {
  const own = new Set(domain.split('.'));
  return name
    .split('.')
    .slice(0, -1)
    .some((part) => !own.has(part) && /[XN]{2}|xxx/.test(part) && /^[a-z0-9_-]*(?:[XN]{2,}[a-z0-9_-]*)?$/.test(part));
};

/** Whether the last two labels of a name stand for the reader's own domain. The reserved top-level domain `.example` is no placeholder. */
const isPlaceholder = (name: string): boolean => {
  const labels = name.toLowerCase().split('.');
  const second = labels.at(-2) ?? '';
  const plain = second.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l');
  return filler.test(plain) || (samples.test(plain) && labels.at(-1) !== 'example');
};

/**
 * The hosts that a text names. Where the name holds a place for the reader's domain, `domain` stands there; a name that is the page's own,
 * or a file, is none.
 */
export const findHosts = (text: string, domain: string): NamedHost[] => {
  const found: NamedHost[] = [];
  for (const { 0: whole, 1: name = '', 2: port, 3: slash, index } of text.matchAll(host)) {
    if (slash !== undefined || files.test(name) || isMasked(name, domain) || name.length > 253) continue;
    const filled = isPlaceholder(name) ? [...name.toLowerCase().split('.').slice(0, -2), domain].join('.') : name.toLowerCase();
    found.push({ host: filled, port: port === undefined ? null : Number(port), start: index, end: index + whole.length });
  }
  for (const { 0: whole, 1: prefix = '', index } of text.matchAll(open)) {
    if (found.some(({ start, end }) => index < end && index + whole.length > start)) continue;
    found.push({ host: `${prefix.toLowerCase()}${domain}`, port: null, start: index, end: index + whole.length });
  }
  return found.toSorted((a, b) => a.start - b.start);
};
