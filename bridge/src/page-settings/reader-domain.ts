/** Whose it is: what stands before, or behind, the word for a domain, in the languages of help pages. */
const owner = (
  'your yours you my to el-teu elteu own the a company customer customers client clients user tu su mi el votre ton mon ' +
  'son nom de du mein meine meiner meines ihr ihre dein deine deiner deines kunde kunden wunsch muster il tuo tua suo ' +
  'vostro seu sua meu minha teu o jouw je uw mijn eigen twoja twojej twoj moja mojej moj nazwa vase vas vasa moje tvoje ' +
  'tvoja din dit ditt mit mitt eget egen egna sizin sirket vash name naam nome nombre navn nimi nama jmeno numele sajat ' +
  'sinun oma teie sinu jusu nuestro vuestro proprio site _ -'
).split(' ');
const ownerBehind =
  'tau vostru dumneavoastra meu cua-ban cuaban anda kamu saya iniz niz sas name naam nom nome nombre navn neve ja _ -'.split(' ');
const owned = (
  'domain domains dominio domaine domaene domein domena domeny domenu domenas domens domene domenet domen domane doman ' +
  'domeen domeniu domeniul domini alanadi alanadiniz ten-mien tenmien verkkotunnus homepage webseite website firma ' +
  'company unternehmen entreprise societe empresa azienda bedrijf'
).split(' ');
/** What makes the word for a domain the reader's where nothing stands before it. */
const readersBehind = 'tau vostru cua-ban cuaban anda iniz'.split(' ');
const samples =
  /^(?:example|beispiel|exemple|ejemplo|exemplo|esempio|voorbeeld|przyklad|priklad|eksempel|exempel|sample|musterdomain|muster|mustermann|primer)$/;

/** The places of a label that are reached from others by one of these words. */
const afterOne = (label: string, places: ReadonlySet<number>, words: readonly string[]): Set<number> => {
  const reached = new Set<number>();
  for (const at of places) for (const word of words) if (label.startsWith(word, at)) reached.add(at + word.length);
  return reached;
};

/** The same by any number of them, none among these. Each place is looked at once, in however many ways words make up the label. */
const afterAny = (label: string, places: ReadonlySet<number>, words: readonly string[]): Set<number> => {
  const reached = new Set(places);
  for (const at of reached) for (const word of words) if (label.startsWith(word, at)) reached.add(at + word.length);
  return reached;
};

const start: ReadonlySet<number> = new Set([0]);

/** `your-domain`, `ihredomain`, `domeniul-tau`. */
const isFiller = (label: string): boolean => {
  const ends = afterAny(label, afterOne(label, afterAny(label, start, owner), owned), ownerBehind);
  return ends.has(label.length) || afterOne(label, ends, ['hier', 'here']).has(label.length);
};

/** `mail.ihre-domain`: where no ending follows, somebody has to be named, since `.domains` and `.company` are real. */
const isOwnedByReader = (label: string): boolean => {
  const owners = afterAny(label, start, owner);
  owners.delete(0);
  const isBefore = afterOne(label, owners, owned).has(label.length);
  return isBefore || afterOne(label, afterOne(label, start, owned), readersBehind).has(label.length);
};

const isOwnerAlone = (label: string): boolean => label !== '' && afterAny(label, start, owner).has(label.length);

const plain = (part: string): string =>
  part
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łđøæ]/g, (sign) => ({ ł: 'l', đ: 'd', ø: 'o' })[sign] ?? 'ae');

/** How many of the last labels of a name stand for the reader's own domain. The reserved top-level domain `.example` is no placeholder. */
export const placeholderLength = (name: string): number => {
  const labels = name.toLowerCase().split('.').map(plain).toReversed();
  const last = labels[0] ?? '';
  if (isOwnedByReader(last)) return 1;
  // `.com.br`, `.co.il`
  const ending = last.length === 2 && /^(?:com?|org?|net?|edu|gov|gob|ac|nom|web)$/.test(labels[1] ?? '') && labels.length > 2 ? 2 : 1;
  const [second = '', third = ''] = labels.slice(ending);
  // `mail.your.domain.tld`
  if (isOwnerAlone(third) && isFiller(second)) return ending + 2;
  return isFiller(second) || (samples.test(second) && last !== 'example') ? ending + 1 : 0;
};
