import { concept } from './concept.ts';

/** A command or an answer that the protocol does not know here. */
export const protocolError =
  /syntax|(?:unrecogni[sz]ed|unknown|unimplemented|bad|invalid|illegal) (?:imap )?(?:command|sequence|argument|parameter|base64|characters?|state|tag|helo|ehlo|input|domain name)|command (?:unrecogni[sz]ed|not (?:implemented|recogni[sz]ed)|error|unknown)|not implemented|invalid state|already (?:auth|specified|logged)|argument|parameters?\b|protocol (?:error|synch|violation)|synchroni[sz]ation|pipelin|base64|too many (?:errors|unrecogni[sz]ed|bad commands|syntax|nonsense|invalid commands|unknown commands|protocol)|error in imap command|clientbug|need fully-qualified|helo command rejected|stray newline|line too long|could not decode|cannot decode|talk too soon|缺少|参数|sequence (?:incorrecte|invalide)|trop d.erreurs|zu viele fehler|demasiados errores|muitos erros|erros demais|troppi errori|слишком много ошибок|错误(?:次数)?(?:过多|太多)|エラーが多|befehl[^.]{0,10} nicht (?:erlaubt|bekannt|verfugbar|implementiert|erkannt)|commande non (?:autorisee|supportee|implementee)|comando (?:no|nao|non) (?:permiti|soporta|implementa|suporta|reconoci|consenti|supporta)|команда не (?:поддерж|распозн|разреш)|不支持(?:的|该)命令|命令不(?:支持|允许)|mauvaise (?:sequence|commande|syntaxe)|(?:commande|ligne) (?:inconnue|invalide|incorrecte|non reconnue|trop longue)|befehl (?:unbekannt|ungultig|falsch)|(?:unbekannter|ungultiger|falscher) befehl|falsche (?:reihenfolge|syntax)|zeile (?:ist )?zu lang|comando (?:desconocido|invalido|nao reconhecido|desconhecido|sconosciuto|non valido)|secuencia (?:incorrecta|invalida)|sequencia (?:incorreta|invalida)|неизвестная команда|неверн(?:ая|ыи) (?:команда|последовательность|порядок|синтаксис)|未知(?:的)?命令|命令(?:无效|错误|顺序|格式)|(?:无效|错误)的[^。]{0,10}命令|请先(?:发送|使用)|コマンド[^。]{0,8}(?:不明|無効|順序)/;

/** A way of signing in … */
export const mechanism = concept({
  en: 'mechanism|auth(?:entication|entification)?[- ](?:type|methods?|mode|scheme)|auth mode',
  de: '(?:anmelde|authentifizierungs|login)-?(?:verfahren|methode|mechanismus|art\\b)',
  fr: "(?:methode|mode) d'(?:authentification|identification)|mecanisme|chiffrement d[ue] (?:votre )?mot de passe",
  es: 'metodo de (?:autentica|inicio|acceso)|mecanismo',
  it: 'metodo di (?:autenticazione|accesso)|meccanismo',
  nl: '(?:aanmeld|inlog|authenticatie|verificatie)(?:methode|mechanisme)',
  pl: 'mechanizm|(?:metod[aeęy]|sposob) (?:uwierzyteln|logowan|autoryz)',
  ru: '(?:метод|способ|механизм|тип)[а-я]{0,3} (?:аутентиф|авториз|входа|проверки)',
  uk: '(?:метод|спосіб|механізм)[а-яії]{0,3} (?:автентиф|авториз|входу)',
  cs: '(?:metoda|zp[uů]sob|mechanismus|typ|sp[oô]sob) (?:ov[eě][rř]|p[rř]ihl|autent|overen)',
  nordic:
    '(?:autentiserings|inloggnings|godkendelses|p[aå]loggings|innloggings|login)-?(?:metod|mekanism)|(?:todennus|tunnistus|kirjautumis)(?:tapa|menetelm)',
  hu: 'hiteles[ií]t[eé]si (?:m[oó]d|elj[aá]r|mechan)|bejelentkez[eé]si m[oó]d',
  tr: '(?:kimlik do[gğ]rulama|oturum a[cç]ma|giri[sş]) (?:y[oö]ntem|mekanizma|t[uü]r)',
  ro: 'mecanism|metod[aă] de autentific',
  el: '(?:μέθοδος|μηχανισμός|τρόπος) (?:ταυτο|πιστο|ελέγχου|σύνδ|αυθεντ)',
  slavic: 'mehanizam|na[cč]in (?:prijave|provjere|autent)|(?:метод|начин|механизъм)[а-я]{0,3} (?:за|на) (?:вход|удостов|автент|пријав)',
  zh: '(?:认证|認證|验证|驗證|登录|登入|授权)(?:方式|机制|機制|方法|类型)',
  ja: '(?:認証|ログイン)(?:の)?(?:方式|方法|メカニズム)',
  ko: '인증 ?(?:방식|방법|메커니즘)',
  asia: '(?:phương thức|cơ chế|phương pháp) (?:xác thực|đăng nhập)|(?:metode|mekanisme) (?:autentikasi|masuk)|วิธี(?:การ)?(?:ยืนยัน|เข้าสู่)',
  semitic: '(?:طريقة|آلية) (?:المصادقة|تسجيل)|שיטת (?:ה)?(?:אימות|הזדהות)',
});

/** … that is not there. */
const notSupported = {
  en: 'not (?:supported|available|enabled|implemented|allowed|advertised|recogni[sz]ed|offered)|un(?:supported|recogni[sz]ed|known|implemented|available)|no (?:\\w{1,20} )?(?:mechanism|method)s? |disabled|invalid|too weak',
  de: 'nicht (?:unterst|verf[uü]e?gbar|angeboten|erlaubt)',
  fr: 'non (?:g[eé]r[eé]|reconnu|supporte|pris en|propos|disponible|autoris)|pas (?:pris|support|propos|disponible|autoris)',
  es: 'no (?:se )?(?:esta |es )?(?:admit|soport|compatib|reconoc|disponib|permit)',
  pt: 'n[aã]o (?:[eé] )?(?:suport|aceit|dispon|permit)',
  it: 'non (?:e )?(?:supporta|ammess|disponib|gestit|consentit)',
  nl: 'niet (?:ondersteund|toegestaan|beschikbaar)',
  pl: 'nieobs[lł]ug|nie (?:jest )?(?:obs[lł]ug|wspier|dost[eę]p|dozwol)',
  ru: 'не (?:поддержив|поддержан|доступ|разреш)',
  uk: 'не (?:підтриму|доступ|дозвол)',
  cs: 'nen[ií] podporov|nie je podporov|nepodporov',
  nordic: 'st[oö]ds inte|st[oø]ttes ikke|st[oø]ttet ikke|ikke (?:under)?st[oø]ttet|ei tueta|ei ole tuettu',
  hu: 'nem t[aá]mogat',
  tr: 'desteklenm|desteklemi|desteklenmeyen',
  ro: 'nu este (?:suport|accept|disponib)|nesuport|neacceptat',
  el: 'δεν υποστηρίζ|μη υποστηριζ',
  slavic: '(?:nije|ne|ni) podr[zž]|nije podprt|ni podprt|не се поддърж|неподдърж|није подржан|не е поддржан',
  zh: '不支持|不支援|未支持',
  ja: 'サポートされ|サポートして|対応して(?:い|お)|非対応|使用できま|利用できま',
  ko: '지원하지|지원되지|지원 안',
  asia: 'không (?:được )?hỗ trợ|tidak (?:didukung|tersedia)|ไม่รองรับ',
  semitic: 'غير (?:مدعوم|مدعومة)|(?:אינ[הו]|לא) נתמכ',
};
export const unsupported = concept(notSupported);
const { en: _english, ...notSupportedAbroad } = notSupported;
export const unsupportedAbroad = concept(notSupportedAbroad);

/** AUTH itself is not there. */
export const authNotThere =
  /\bauth(?:entication|enticate)?(?: plain| login| cram-md5)?(?: command)?(?: used when)? (?:is )?(?:currently )?(?:not (?:enabled|advertised|available|allowed|supported|implemented|recogni[sz]ed)|unavailable|disabled)|(?:un(?:recogni[sz]ed|known)|bad|invalid) command:? "?auth|command unrecogni[sz]ed: "?auth|\b(?:plain|login|cram-md5|digest-md5|ntlm|gssapi|scram-sha-\d{1,20}) is (?:not (?:supported|available|offered)|unsupported)|logon method disabled|\blogin is disabled\b|^auth unknown/;
