import { concept } from './concept.ts';

/** Nothing was signed in, and it should have been. */
const signInMissing = {
  en: 'auth[a-z]{0,40} (?:is )?(?:first |credentials )?(?:required|needed)|(?:must|needs?|please|should|have to|proper|requires?|without|turn on)(?: \\w{1,20}){0,4} (?:smtp )?(?:auth(?:enticat\\w{1,20})?|logged ?-?in|log ?-?in)\\b(?! (?:user|as|one|name))|log ?-?in (?:is )?required|unauthenticated (?:session|connection|client|user|relay|access|submission)|not (?:yet |been )?(?:logged in(?! as)|authenticated)|(?:don.t|(?<!could |can|did )not) authenticate\\b|(?:log ?-?in|auth\\w{0,20}) (?:first|before)|check (?:for )?(?:new |your )?mail (?:first|before)|pop ?(?:3)? ?before ?smtp|authenticate first|anonymous (?:mail|users?|senders?)|direct send not allowed|identify yourself|authentication required|(?:only|unless|until|once|who)(?: [a-z]{1,20}){0,6} (?:log(?:ged)?|sign(?:ed)?)[- ]?in\\b|(?:sign|log)[- ]?in before (?:you )?send|unless (?:you |they )?(?:are |have )?authenticat',
  de: 'nicht (?:angemeldet|authentifiziert)|(?:anmeldung|authentifizierung) (?:ist )?(?:erforderlich|n[oö]e?tig)|\\banmelden|melden sie sich[^.]{0,60} an\\b|einloggen|anmeldung (?:fehlt|n[oö]e?tig)',
  fr: '(?:authentification|identification) (?:est )?(?:requise|n[eé]cessaire|obligatoire)|vous authentifier|non authentifi|(?:vous|se|doit) connecter|connexion (?:est )?(?:requise|n[eé]cessaire)',
  es: 'autenticaci[oó]n (?:es )?(?:requerida|necesaria|obligatoria)|no autenticad|autenticarse|iniciar sesi[oó]n|debe identificarse|sin autentic',
  pt: 'autentica[cç][aã]o (?:[eé] )?(?:requerida|necess[aá]ria|obrigat[oó]ria|exigida)|n[aã]o autenticad|(?:se|necess[aá]rio|deve) autenticar|(?:fazer|fa[cç]a) (?:o )?login|iniciar sess[aã]o|sem autentic',
  it: 'autenticazione (?:[eè] )?(?:richiesta|necessaria|obbligatoria)|non autenticat|autenticarsi|effettuare (?:il login|l.accesso|l.autenticazione)|senza autentic',
  pl: 'wymaga(?:na|ne)? (?:uwierzyteln|autoryz|logowan)|nie (?:jeste[sś] )?zalogowan|zaloguj si[eę]|(?:trzeba|nale[zż]y|musisz) si[eę] zalogowa|bez (?:uwierzyteln|logowan)|wymagan[eao] (?:jest )?(?:uwierzyteln|logowan|autoryz)',
  ru: 'требуется (?:аутентиф|авториз)|не авторизован|необходим[ао] (?:аутентиф|авториз)|(?:нужно|следует|сначала) (?:войти|войдите|авториз|пройти)|без авториз|войдите в',
  cs: 'vy[zž]adov[aá]no (?:p[rř]ihl|ov[eě][rř])|nep[rř]ihl[aá][sš]en',
  nl: 'authenticatie (?:is )?(?:vereist|nodig)|niet aangemeld|(?:moet|dient)[^.]{0,40} (?:aanmelden|inloggen|authenti)|eerst (?:aan|in)|(?:aanmelding|inloggen) (?:is )?(?:vereist|nodig|verplicht)',
  zh: '需要(?:身份)?(?:认证|验证|登录)|请先登录|未(?:认证|登录|验证)|必须通过验证',
  ja: '認証が必要|ログインが必要|認証されていません|ログインしてください|認証してください|認証後',
  ko: '인증이 필요|로그인이 필요|인증되지 않',
  tr: 'oturum a[cç]|giri[sş] yap(?:[ıi]n\\b|mal|man|madan|mad[ıi]n)|kimlik do[gğ]rulama[a-zıi ]{0,20} (?:gerek|zorunlu)',
  nordic:
    '(?:autentisering|inloggning|p[aå]logging|godkendelse) (?:kr[aä]vs|kreves|p[aå]kr[aæ]ves)|(?:m[aå]ste|skal|m[aå]) logg|ei ole kirjautunut|kirjautuminen vaaditaan',
  el: 'απαιτείται (?:σύνδεση|πιστοποίηση|έλεγχος|ταυτο)',
  slavic: 'potrebna (?:je )?(?:prijava|autentifikac)|нужна е (?:автент|идентиф)|изисква се (?:вход|автент)',
  asia: 'yêu cầu (?:xác thực|đăng nhập)|cần đăng nhập|harus (?:masuk|login)|perlu autentikasi|ต้อง(?:เข้าสู่ระบบ|ยืนยัน)',
  hu: 'hiteles[ií]t[eé]s (?:sz[uü]ks[eé]ges|k[oö]telez)|bejelentkez[eé]s (?:sz[uü]ks|k[oö]t)',
  ro: 'autentificare(?:a)? (?:este )?(?:necesar|obligator)',
  uk: 'потрібна (?:автентиф|авториз)|не авторизован',
  sk: 'vy[zž]aduje sa prihl|neprihl[aá]sen',
  baltic: 'reikia prisijung|nepieciešama autent|vajalik autent',
};
export const notSignedIn = concept(signInMissing);
const { en: _english, ...signInMissingAbroad } = signInMissing;
export const notSignedInAbroad = concept(signInMissingAbroad);

/** Passing mail on to others. */
export const relay = concept({
  en: 'relay|rcpthosts|not (?:a )?(?:local|hosted) (?:domain|user)|we do not (?:accept|handle) mail for|gateway|third[- ]party mail|not (?:an? )?(?:exchanger|exchange) for|mail elsewhere|not carry|handled elsewhere',
  de: 'weiterleit|relay|(?:fremd|extern)e[nr]? (?:domain|dom[aä]e?n)|(?:fremd|extern)e[nr]? adress',
  fr: 'relais|relayage|domaines? (?:extern|tiers)|adresses? extern',
  es: 'reenv|retransmi|relay|(?:reenv[ií]a|dominios? (?:extern|ajen))|direcciones extern',
  pt: 'encaminhamento|retransmi|relay|dom[ií]nios? extern',
  it: 'inoltro|relay|domini?o? estern|indirizzi estern',
  pl: 'przekazyw|przesy[lł]ani[ae] poczty dla|(?:obc|zewn[eę]trzn)[a-z]{1,5} domen|(?:obc|zewn[eę]trzn)[a-z]{1,5} adres',
  ru: 'ретрансляц|пересылк|релей|(?:чуж|внешн|сторонн)[а-я]{1,3} домен|(?:чуж|внешн|сторонн)[а-я]{1,3} адрес',
  zh: '中继|轉發|转发|中繼|外部域|其他域|外域',
  ja: '中継|リレー|外部ドメイン|他(?:の)?ドメイン',
  ko: '중계|릴레이',
  nl: 'doorstur|doorgestuur|\\brelay|(?:externe|vreemde|andere) domein',
  tr: 'aktar[ıi]m|iletilm|r[oö]le|(?:d[ıi][sş]|harici|ba[sş]ka) (?:alan|etki alan)',
  el: 'αναμετάδοσ|προώθησ',
  nordic: 'vidarebefordr|vidares[aä]nd|videresend|edelleen',
  slavic: 'proslje[dđ]|posredov|препраща|релей',
  hu: 'tov[aá]bb[ií]t',
  ro: 'retransmi|releu',
  asia: 'chuyển tiếp|penerusan|ส่งต่อ',
  cs: 'p[rř]epos[ií]l[aá]n',
  sk: 'preposiel',
  uk: 'ретрансляц|пересилан|(?:чуж|зовнішн)[а-яії]{1,3} (?:адрес|домен)',
  baltic: 'persiunt|pārsūt|edastami',
});
