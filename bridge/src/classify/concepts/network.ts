import { concept } from './concept.ts';

/** The caller's address or the list it is on. */
export const callerAddress = concept({
  en: '\\bips?\\b|<ip>|client host|your (?:host|network|address)|remote host|connecting host|sending host|\\brbl\\b|dnsbl|spamhaus|spamcop|barracuda|sorbs|uceprotect|reverse dns|\\brdns\\b|\\bptr\\b|reverse (?:lookup|hostname)|hostname|reputation|your country|\\bvpn\\b|\\bproxy|from outside|exit nodes?\\b|\\btor\\b|anonymi[sz]er|data ?cent(?:er|re)s?\\b|dynamic address|\\bcountry\\b|\\bgeo|region|location|network|(?:connection|client|login) source|source (?:address|ip|network|host)',
  de: 'ip-?adresse|ihre[mnrs]? (?:land|region|netz)|ihr land|standort|aus (?:diesem|dem|ihrem) (?:land|netz|ort)|\\bausland',
  fr: 'adresse ip|votre pays|(?:ce|de) pays|[eé]tranger|pays',
  es: 'direcci[oó]n ip|su pa[ií]s|este pa[ií]s|extranjero',
  pt: 'endere[cç]o ip|seu pa[ií]s|neste pa[ií]s|deste pa[ií]s|exterior',
  it: 'indirizzo ip|suo paese|tuo paese|questo paese|estero',
  pl: 'adres(?:u)? ip|z (?:twojego )?kraju|tego kraju|zagranic',
  ru: 'ip-?адрес|страны|из этой сети|этой стран|вашей стран|за ?границ|из-за рубежа',
  zh: 'ip ?地址|异地|地区',
  ja: 'ip ?アドレス|国からの|海外|国外',
  ko: 'ip ?주소|해외|국가',
  nl: 'dit land|buitenland|ip-?adres',
  tr: '[uü]lke|yurt ?d[ıi][sş]|ip adres',
  el: 'διεύθυνση ip|τη χώρα|εξωτερικ',
  slavic: 'ip ?-?adres[aeiu]|ip naslov|ip ?-?адрес|држав',
  semitic: 'כתובת ה?-?ip|عنوان ip|بلدك|الدولة',
  asia: 'địa chỉ ip|quốc gia|ที่อยู่ ip|หมายเลข ip|ประเทศ|alamat ip|negara',
  nordic: 'ip-?adress|ip-?osoite|fr[aå]n utlandet|fra utlandet|utlandet|utomlands|ulkomai',
  hu: 'ip-?c[ií]m|k[uü]lf[oö]ld|orsz[aá]g',
  ro: 'adresa ip|str[aă]in[aă]tate|[tț]ar[aă]',
  cs: 'ip ?-?adres|zahrani[cč]',
  uk: 'ip-?адрес|країн|з-за кордон',
  sk: 'ip ?-?adres|zahrani[cč]',
  baltic: 'ip adres|užsien|ārvalst|välisma',
  other: 'آی ?پی|آدرس ip|adre[cç]a ip|ip-tal|estranger',
});

/** Put on a list of the unwelcome. */
export const blocked = concept({
  en: 'black ?-?list|\\bblack\\b|block|banned|bann?ing|listed|denied|reject|refus|not on (?:the|our) (?:allow|white|access)|not (?:be )?(?:accept|allow|welcome|permit|authori[sz]ed|in (?:the )?white ?-?list|white-?listed)|unauthori[sz]ed|only from|switched off|turned off|not in the (?:list|trusted)|in an rbl|rbl deny|bad dns|invalid dns|no ptr|cannot find your|validation failed|lookup failed|poor reputation|reputation|abus|restricted|prohibited|spam|not white-?listed|deny ?-?list|turned away|not served|shut out',
  de: 'gesperrt|blockiert|abgelehnt|verweigert|nicht (?:erlaubt|zugelassen)|schwarze liste|nicht (?:gestattet|zul[aä]e?ssig|m[oö]glich)|untersagt|sperrliste|gelistet|deaktiviert|verboten|eingeschr[aä]nkt|nicht (?:gestattet|vorgesehen)',
  fr: 'bloqu|refus|rejet|liste noire|interdit|non autoris|impossible',
  es: 'bloquead|rechazad|lista negra|denegad|no (?:est[aá] )?(?:permitid|autorizad)|prohibid|vetad|no se permit|no es posible|imposible',
  pt: 'bloquead|rejeitad|lista negra|negad|n[aã]o (?:permitid|autorizad)|n[aã]o [eé] permit|imposs[ií]vel|n[aã]o [eé] poss[ií]vel',
  it: 'bloccat|rifiutat|lista nera|negat|non (?:consentit|autorizzat)|vietat|impossibile|non [eè] possibile',
  pl: 'zablokowan|odrzucon|czarn[a-z]{1,40} list|odmow|niedozwol|niemo[zż]liw|nie mo[zż]na',
  ru: 'заблокир|ч[её]рн[а-я]{1,40} спис|отклон|запрещ|отказ|недоступ|невозмож',
  zh: '黑名单|黑名單|封禁|拒绝|拒絕|禁止|不允许|屏蔽|限制|不在[^。]{0,8}(?:允许|范围)|不能',
  ja: 'ブロック|拒否|ブラックリスト|制限|許可されて|以外から|以外の',
  ko: '차단|거부|블랙리스트|제한|허용되지',
  nl: 'geblokkeerd|zwarte lijst|geweigerd|niet toegestaan|verboden|afgewezen|niet mogelijk',
  tr: 'engel|kara liste|reddedil|izin verilm|yasak|kapal[ıi]|a[cç][ıi]lamaz|yap[ıi]lamaz|edilemez',
  el: 'αποκλεισμέν|μπλοκ|απορρίφθηκε|μαύρη λίστα|δεν επιτρέπ|αποκλειστ|αποκλεισ',
  slavic: 'blokiran|odbijen|crn[aei] list|zavrnjen|блокиран|отхвърл|забранен|черен списък|одбиен',
  semitic: 'חסומ|נחסמ|נדחת|רשימה שחורה|محظور|مرفوض|القائمة السوداء|غير مسموح|ممنوع|אסור|לא מורש',
  asia: 'bị chặn|danh sách đen|từ chối|ถูกบล็อก|ถูกปฏิเสธ|บัญชีดำ|diblokir|daftar hitam|ditolak|bị cấm|tidak (?:diizinkan|boleh|diperbolehkan)|không (?:được phép|cho phép)|ไม่อนุญาต',
  nordic:
    'sp[aä]rra|blockera|svartlist|blokker|avvis|estetty|mustalla listalla|inte till[aå]t|ikke till?a[dt]t|sperret|ei (?:ole )?sallit|forbud|f[oö]rbjud',
  hu: 'letiltv|feketelist|elutas[ií]t|nem enged|tilos|nem lehet|tilt',
  ro: 'blocat|list[aă] neagr|respins|nu este perm|interzis',
  cs: 'blokov|[cč]ern[eé]m? (?:seznam|listin)|odm[ií]tnut|nen[ií] povolen|zak[aá]z|zablokov|nelze|nen[ií] mo[zž]n',
  uk: 'заблок|заборон|відхил|чорн|недоступн',
  sk: 'blokov|zablokov|zak[aá]zan|nie je povolen',
  baltic: 'blokuot|bloķēt|blokeeritud|draudžiam|aizliegt|keelatud',
  other: 'مسدود|bloqueja|अवरुद्ध|útilok|مجاز نیست|ممنوع',
});

/** A network, a country or abroad, where a sign-in comes from. */
export const origin = concept({
  en: '\\babroad\\b|\\bcountr(?:y|ies)\\b|(?:office|company|campus|internal|home|this|your) network|\\bvpn\\b|hosting ranges?|data ?cent',
  de: 'ausland|netzwerk|diese[mr] (?:land|ort|netz)|standort|firmennetz|firmen-?ip|hausnetz|inland',
  fr: 'reseau|etranger|pays\\b|r[eé]seau',
  es: '\\bred\\b|extranjero|\\bpais\\b|ubicaci',
  pt: '\\brede\\b|exterior|\\bpais\\b|localiza',
  it: '\\brete\\b|estero|\\bpaese\\b',
  nl: 'netwerk|buitenland|(?:dit|uw) land',
  pl: '\\bsieci\\b|zagranic|kraju\\b|teren(?:u|ie)|polski\\b|sieci',
  ru: '\\sсет[иь]|границ|рубеж|стран[аыу]|регион|внутренн[а-я]{1,4} сет',
  uk: 'мереж|кордон|країн|регіон',
  cs: '\\bs[ií]t[eěií]\\b|cizin|zahrani[cč]|\\bzem[eě]\\b',
  sk: '\\bsiet[ieí]|cudzin|zahrani[cč]|krajin',
  nordic: 'n[aä]tverk|netv(?:ae|a)rk|nettverk|utland|udland|utomlands|ulkomai|verkosta',
  hu: 'k[uü]lf[oö]ld|h[aá]l[oó]zat|orsz[aá]g',
  ro: 're[tț]ea|str[aă]in[aă]t|[tț]ar[aă]',
  tr: 'yurt ?d[ıi][sş]|[uü]lke|\\ba[gğ](?:dan|[ıi]ndan)|\\ba[gğ] d[ıi][sş][ıi]',
  el: 'δίκτυ|εξωτερικ|χώρα',
  slavic: 'мреж|чужбин|държав|inozemstv|mre[zž]|tujin|omre[zž]|zemlj|dr[zž]av|иностранств|земј',
  zh: '境外|国外|海外|异地|地区|网络|当前网络',
  ja: '海外|国外|地域|ネットワーク',
  ko: '해외|국가|지역|네트워크',
  semitic: 'شبكة|الشبكة|خارج|בחו|חול\\b|מדינה|רשת',
  asia: 'nước ngoài|quốc gia|mạng|luar negeri|negara|jaringan|ต่างประเทศ|ประเทศ|เครือข่าย',
  other: 'کشور|شبکه|estranger|विदेश|देश',
});

/** A connection, in other languages. */
export const connectionAbroad = concept({
  west: 'verbindung|connexion|conexion|connessione|conexao|ligacao|verbinding|anslutning|forbindelse|tilkobling|yhtey|kapcsolat|conexiun',
  east: 'polaczen|соединени|подключени|зʼєднан|з.єднан|spojen|pripojen|pripojit|baglanti|σύνδεσ|връзк|\\bvez[ae]\\b',
  far: '连接|連線|連接|接続|연결|kết nối|koneksi|การเชื่อมต่อ|الاتصال|חיבור|اتصال',
});

/** Where a sign-in may come from, as opposed to a list of bad addresses. */
export const place =
  /country|geo|region|location|network|white ?-?list|allow ?-?list|unauthori[sz]ed ip|not (?:authori[sz]ed|allowed|permitted)[a-z ]{0,60}(?:ip|from)|trusted|land\b|standort|pays|pais|paese|kraju|стран|сети|异地|地区|国|海外|해외|국가/;
