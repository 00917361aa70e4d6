import { says, words } from './setting-words.ts';

/** A port, and what is said beside it. */
export interface PortFact {
  port: number;
  /** What is written of its encryption; null: nothing beside the port itself. */
  security: Security | null;
  isAvoided: boolean;
  isFallback: boolean;
  isPreferred: boolean;
}
export type Security = 'starttls' | 'encrypted' | 'none';

/** `SSL: no`, `Security: none` */
const switchedOff =
  /(?:ssl|tls|starttls|encryption|security|verschlusselung|sicherheit|chiffrement|securite|cifrado|seguridad|seguranca|criptografia|crittografia|sicurezza|versleuteling|beveiliging|szyfrowanie|zabezpieczenia|sifrovani|sifrovanie|zabezpeceni|titkositas|criptare|securitate|kryptering|sikkerhet|sikkerhed|sakerhet|salaus|sifreleme|guvenlik|шифрование|шифрування|безопасность|безпека|криптиране|bao mat|keamanan|加密|暗号化|安全|보안|암호화)[^\p{L}]{0,6}[:=·–-]\s?(?:no|nein|non|nao|nie|ne|net|нет|ні|не|off|aus|disabled|none|keine?|aucune?|ninguno|ninguna|nenhuma?|nessuna|geen|brak|zadne|ziadne|nincs|niciuna|ingen|inga|ei|yok|khong|tidak|нема|немає|няма|なし|无|無|없음)(?!\p{L})/u;

/** What a text says of encryption; null: nothing. */
export const securityOf = (text: string): Security | null =>
  says('insecure', text) || switchedOff.test(text)
    ? 'none'
    : says('starttls', text)
      ? 'starttls'
      : says('encrypted', text)
        ? 'encrypted'
        : null;

const usual = new Set([25, 110, 143, 465, 585, 587, 993, 994, 995, 2525, 2526, 1025, 1143]);
/** How far before a number the word for a port stands. */
const nearWord = 12;
const isNamedPort = (before: string): boolean =>
  [...before.matchAll(words.port)].some(
    ({ 0: word, index }) =>
      /^\p{L}{0,6}\P{L}*$/u.test(before.slice(index + word.length)) && before.length - index - word.length <= nearWord,
  );

/** Ports in a text: usual numbers, and others where the word stands before them. What is said up to the next one is said of it. */
export const portsIn = (text: string): PortFact[] => {
  const found = [...text.matchAll(/(?<![\d@#+]|\d[.,:/\s-])\d{2,5}(?!\d|[.,:/-]\d|\s\d|\s?(?:mb|gb|kb|мб|гб|кб|min|%))/gu)].filter(
    ({ 0: number, index }) => {
      const port = Number(number);
      return port < 65_536 && (usual.has(port) || isNamedPort(text.slice(Math.max(0, index - 30), index)));
    },
  );
  return found.map(({ 0: number, index }, at) => {
    const until = found[at + 1]?.index ?? text.length;
    const since = at === 0 ? 0 : found[at - 1]!.index + found[at - 1]![0].length;
    const after = text.slice(index + number.length, until);
    // What stands before the first number is said of the line; between two, of the one before it, unless it stands close.
    const close = after.split(/[;,，；、]|\s(?:or|oder|ou|o|of|lub|nebo|или|或|または)\s/u)[0] ?? '';
    const before = text.slice(Math.max(since, index - 40), index);
    return {
      port: Number(number),
      security: securityOf(close) ?? (at === 0 ? null : securityOf(before)),
      isAvoided: says('avoided', close) || (found.length === 1 && says('avoided', text)),
      isFallback: says('fallback', close) || says('fallback', before) || (found.length === 1 && says('fallback', text)),
      isPreferred: says('preferred', close) && !says('avoided', close),
    };
  });
};
