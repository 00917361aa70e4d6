import { concept } from './concept.ts';

/** Switched off, or asked to be switched on. */
export const off = concept({
  en: 'disabled|not (?:yet )?(?:been )?(?:enabled?|activated?|allowed|permitted|open(?:ed)?|available|authori[sz]ed|included|provisioned|configured)|deactivated|turned off|switched off|blocked|forbidden|denied|prohibited|restricted|yet to enable|does not (?:include|have|allow|permit|support)|has no (?:permission|access|right)|have no (?:permission|access)|n.t have (?:the )?(?:permission|access|right)|\\bis off\\b|only (?:available|possible|offered|for)[a-z ]{0,60}(?:paying|paid|premium|customers)|no (?:permission|rights?) |please (?:enable|activate|turn on|switch on|open)|(?:enable|activate|turn on) (?:it|the|pop|imap|smtp|access)|must (?:be )?enabled?|not granted|not (?:been )?purchased|webmail only|requires? an? (?:paid|premium|business|pro)|paid (?:plan|subscription|account)s?|need to enable|unavailable for|may not |but not |(?:receive|read)[- ]only|not a? ?permitted',
  de: 'deaktiviert|nicht (?:aktiviert|freigeschaltet|erlaubt|zugelassen|aktiv|gestattet|eingeschaltet)|gesperrt|abgeschaltet|ausgeschaltet|aktivieren sie|bitte [^.]{0,90}(?:aktivieren|einschalten|freischalten)|freischalten|untersagt',
  fr: "d[eé]sactiv|n'est pas (?:activ|autoris|permis|disponible)|non (?:activ|autoris)|interdit|bloqu[eé]|activez|veuillez activer",
  es: 'deshabilitad|desactivad|no (?:est[aá] )?(?:habilitad|activad|permitid|autorizad)|bloquead|prohibid|active (?:el|la)|habilite',
  pt: 'desabilitad|desativad|n[aã]o (?:est[aá] )?(?:habilitad|ativad|permitid|autorizad)|bloquead|proibid|ative |habilite',
  it: 'disabilitat|disattivat|non (?:[eè] )?(?:abilitat|attiv|consentit|permess|autorizzat)|bloccat|abilita |attiva ',
  pl: 'wy[lł][aą]czon|nieaktywn|niedost[eę]pn|nie (?:jest )?(?:w[lł][aą]czon|aktywn|dozwolon)|zablokowan|w[lł][aą]cz ',
  ru: 'отключ|выключ|запрещ|заблокир|не (?:включ|разреш|активир|подключ)|включите|разрешите|недоступ|нет (?:прав|доступа)',
  uk: 'вимкнен|відключен|заборонен|заблокован|не (?:увімкнен|дозволен|активован)|увімкніть',
  cs: 'zak[aá]z[aá]n|vypnut|deaktivov|nen[ií] (?:povolen|aktiv)|nepovolen|zablokov|povolte',
  nl: 'uitgeschakeld|gedeactiveerd|niet (?:ingeschakeld|toegestaan|geactiveerd|toegelaten)|geblokkeerd|schakel|niet (?:actief|beschikbaar)|\\buit(?:gezet|staat)?\\b|verboden',
  nordic:
    'avst[aä]ngd|sl[aå]tt av|skrudd av|sl[aå]et fra|ikke (?:aktiv|sl[aå]tt p[aå])|inte (?:p[aå]slage|aktiv)|ei ole (?:k[aä]yt|p[aä][aä]ll)|inaktiver|avst[aä]ng|deaktivere|ikke (?:aktiver|tilladt|tillatt)|inte (?:aktiver|till[aå]te)|spae?rre|sp[aä]rra|ei ole (?:k[aä]yt[oö]ss|sallit)|estetty|poissa k[aä]yt',
  hu: 'nincs enged[eé]ly|le van tiltva|letiltv|nincs (?:enged[eé]lyez|bekapcsol)|kikapcsol|nem enged[eé]lyez|tiltott',
  tr: 'devre d[ıi][sş][ıi]|etkin de[gğ]il|kapal[ıi]|engellen|izin verilm|etkinle[sş]tir|kapat[ıi]l|a[cç][ıi]k de[gğ]il|aktif de[gğ]il|kullan[ıi]lamaz|yetkiniz yok',
  ro: 'dezactivat|nu este (?:activ|permis)|blocat|interzis',
  zh: '未开启|未开通|未開啟|未開通|没有开启|没有开通|未启用|未啟用|已关闭|已關閉|已禁用|被禁|停用|禁止|关闭|请开启|请启用|无权|没有权限|服务未|開啟',
  ja: '利用(?:いただけ|になれ|でき)(?:ません|ない)|対応して(?:いません|おりません)|使(?:え|用でき)ません|無効|許可されて|有効にして|停止されて|禁止|利用できません|権限が',
  ko: '사용하지 않|사용 안 ?함|비활성|설정되어 있지|허용되지|차단|사용함으로|중지|제한|권한이 없',
  el: 'απενεργοποιημέν|δεν (?:επιτρέπεται|είναι ενεργ)|δεν έχει ενεργοποιηθεί',
  slavic:
    'onemogućen|isključen|nije (?:omogućen|dopušten|aktivan)|ni (?:omogočen|dovoljen)|изключен|деактивиран|не е (?:разрешен|включен|активиран)|забранен',
  semitic: 'מושבת|אינו מופעל|לא מופעל|אסור|غير مفعل|معطل|غير مسموح',
  asia: 'chưa (?:được )?(?:bật|kích hoạt)|bị tắt|không được phép|ปิดใช้งาน|ไม่ได้เปิด|ไม่อนุญาต|tidak (?:aktif|diizinkan|diaktifkan)|dinonaktifkan',
});

/** The protocol or the door by which a mail program comes in. */
export const imapDoor = concept({
  en: 'imap|\\bpop3?\\b|webmail only|third[- ]party|external (?:mail|e-?mail|client|program|app)|mail ?clients?|e-?mail (?:clients?|programs?)|desktop client|protocol|(?:mail|client|remote|e-?mail) access|access (?:to|rights|for)|\\bservice\\b',
  de: 'externe[nrs]? (?:e-?mail|mail)|e-?mail-?programm|mailprogramm|protokoll|dienst',
  fr: 'client (?:de messagerie|mail|externe)|logiciel de messagerie|protocole',
  es: 'cliente de correo|protocolo|servicio',
  pt: 'cliente de e-?mail|protocolo|servi[cç]o',
  it: 'client (?:di posta|esterni)|protocollo|servizio',
  pl: 'program[a-z]{0,40} poczt|protok[oó][lł]|us[lł]ug',
  ru: 'почтов[а-я]{1,40} (?:клиент|программ)|протокол|внешн[а-я]{1,40} (?:клиент|программ)|сервис',
  uk: 'поштов[а-яії]{1,40} (?:клієнт|програм)|протокол|сервіс',
  cs: 'po[sš]tovn[ií] (?:klient|program)|protokol|slu[zž]b',
  nl: 'e-?mailprogramma|mailclient|protocol|dienst',
  zh: '服务|服務|协议|客户端|客戶端|第三方',
  ja: 'サービス|プロトコル|メールソフト|外部',
  ko: '서비스|프로토콜|외부 메일|메일 프로그램',
  tr: 'e-?posta (?:program|istemci)|protokol|hizmet',
});

/** Sending by signing in. */
export const smtpDoor = concept({
  en: 'smtp|submi(?:ssion|t)|\\brelay|outgoing|outbound|sending|to send (?:e-?)?mail',
  de: 'versand|postausgang|senden',
  fr: 'envoi|sortant',
  es: 'env[ií]o|saliente',
  pt: 'envio|sa[ií]da',
  it: 'invio|uscita',
  pl: 'wysy[lł]|wychodz',
  ru: 'отправк|исходящ',
  uk: 'надсилан|вихідн',
  zh: '发信|發信|发送|發送',
  ja: '送信',
  ko: '발송|보내기',
  nl: 'verzend|uitgaand',
  tr: 'g[oö]nder|giden',
});

/** Only over TLS. */
export const encryption = concept({
  en: 'starttls|\\btls\\b|\\bssl\\b|encrypt|secure connection|non-?secure|insecure|unsecured?\\b|clear-?text|plain-?text|plain login|under a layer|privacyrequired|confidentiality|security layer',
  de: 'verschl[uü]e?ssel|sichere verbindung|unsicher',
  fr: 'chiffr|s[eé]curis[eé]|non s[eé]curis',
  es: 'cifrad|encriptad|conexi[oó]n segura',
  pt: 'criptograf|encriptad|conex[aã]o segura|liga[cç][aã]o segura',
  it: 'crittograf|cifrat|connessione sicura',
  pl: 'szyfrow|bezpieczne po[lł]',
  ru: 'шифров|защищ[её]нн',
  cs: '[sš]ifrov|zabezpe[cč]en',
  nl: 'versleutel|beveiligde verbinding',
  zh: '加密|安全连接',
  ja: '暗号化',
  ko: '암호화|보안 연결',
  tr: '[sş]ifrel[ei]|g[uü]venli ba[gğ]lant',
});

/** … is needed, or nothing goes without it. */
export const needed = concept({
  en: 'must|requir|need|first|only|disallow|disabled?|not (?:allowed|permitted|supported)|without|please (?:use|enable|turn on)|mandatory|use (?:a )?(?:secure|ssl|tls|starttls)|on the clear',
  de: 'muss|erforderlich|ben[oö]e?tigt|nur|nicht erlaubt|zuerst|bitte',
  fr: 'doit|requis|n[eé]cessaire|obligatoire|seulement|uniquement|sans',
  es: 'debe|requ|necesari|s[oó]lo|obligatori|sin ',
  pt: 'deve|requer|necess[aá]ri|apenas|obrigat[oó]ri|sem ',
  it: 'deve|richiest|necessari|solo|obbligatori|senza',
  pl: 'wymag|musi|tylko|konieczn|bez ',
  ru: 'требует|необходим|должн|только|обязател|без ',
  cs: 'vy[zž]ad|mus[ií]|pouze|nutn',
  nl: 'vereist|moet|alleen|nodig|zonder',
  zh: '必须|必須|需要|请使用|要求|只能',
  ja: '必要|してください|必須|のみ',
  ko: '필요|해야|필수|만 ',
  tr: 'gerek|zorunlu|[oö]nce|yaln[ıi]z|sadece|olmadan',
});
