import { concept } from './concept.ts';

/** The address that the mail comes from. */
export const sender = concept({
  en: 'sender|\\bfrom\\b|mail from|envelope|send(?:ing)? (?:as|domain|mail)|sending|reverse[- ]?path|return[- ]?path|sendas',
  de: 'absender',
  fr: 'exp[eé]dit|[eé]metteur',
  es: 'remitente',
  pt: 'remetente',
  it: 'mittente',
  pl: 'nadawc',
  ru: 'отправител|адрес от',
  uk: 'відправник',
  cs: 'odes[ií]latel',
  nl: 'afzender',
  nordic: 'avs[aä]ndar|afsender|avsender|l[aä]hett[aä]j',
  hu: 'felad[oó]|k[uü]ld[oő]',
  tr: 'g[oö]nderen|g[oö]nderici',
  ro: 'expeditor',
  zh: '发件人|發件人|发信人|寄件者|寄件人',
  ja: '送信者|差出人|送信元',
  ko: '발신자|보내는 사람|발송자',
  el: 'αποστολέ',
  slavic: 'pošiljatelj|pošiljalac|подател|изпращач|пошиљ|испраќач',
  semitic: 'שולח|المرسل',
  asia: 'người gửi|ผู้ส่ง|pengirim',
  baltic: 'siuntėj|sūtītāj|saatja',
  sk: 'odosielate',
});

/** … is not this login's. */
export const notYours = concept({
  en: "not owned|owned by|belong|unauthori[sz]ed|conform|must (?:be|equal|match)|(?:be |is )?(?:the )?same as|does(?:n't| not) (?:match|equal|belong|correspond)|mis-?match|not (?:allowed|permitted|authori[sz]ed)|not (?:one of|an alias|registered|assigned|local|the authenticated)|no(?:t have)? permission|permissions? to send|sendasdenied|send as denied|not (?:your|the) (?:own )?(?:address|account|authenticated)|local account|spoof|your own address|login differ|may not (?:use|send)|(?:can|may) only (?:use|send)|not authorised|use your own|invalid (?:from|sender) for|different from the (?:log|user|account|auth)|not assigned",
  de: 'geh[oö]e?rt nicht|nicht (?:erlaubt|zul[aä]e?ssig|berechtigt|zugelassen|gestattet)|stimmt nicht|eigene|(?:d[uü]e?rfen|d[uü]rft) (?:diese|von|mit|nicht)|keine berechtigung|darf nicht',
  fr: "n'appartient|non autoris|pas autoris|ne correspond|doit (?:[eê]tre|correspondre)|pas le droit|ne pouvez|n.a pas (?:le droit|l.autoris)",
  es: 'no (?:est[aá] )?(?:autorizad|permitid)|no pertenece|no coincide|debe (?:ser|coincidir)|no (?:puede|tiene)',
  pt: 'n[aã]o (?:est[aá] )?(?:autorizad|permitid)|n[aã]o pertence|n[aã]o corresponde|deve (?:ser|corresponder)|n[aã]o tem permiss|sem permiss',
  it: 'non (?:[eè] )?(?:autorizzat|consentit|permess)|non appartiene|non corrisponde|deve (?:essere|corrispondere)|non ha (?:il permesso|i permessi|l.autorizz)',
  pl: 'nie (?:nale[zż]y|jest dozwolon|jeste[sś] upowa[zż]nion|masz uprawnie)|niedozwolon|nieuprawnion|musi by[cć]|nie (?:zgadza|odpowiada)|nie mo[zż]esz (?:wysy|u[zż]y)|nie masz|nie ma (?:uprawnie|prawa)',
  ru: 'не (?:принадлеж|разреш|соответств|совпада|имеете права)|запрещ|не ваш|чуж|нельзя|не имеет прав|не разрешено',
  cs: 'nepat[rř][ií]|nen[ií] (?:povolen|opr[aá]vn[eě]n)|neodpov[ií]d|nem[aá]te|nesm[ií]te|nelze pou[zž]',
  nl: 'niet (?:toegestaan|bevoegd|van u)|komt niet overeen|behoort niet|niet van|hoort niet|niet overeen|mag (?:dit|deze|niet)|mag u',
  zh: '不一致|不匹配|必须(?:与|和|相同)|无权|不允许|未授权|不属于|必須',
  ja: '一致し|許可されて|権限が',
  ko: '일치하지|권한이 없|허용되지|허가되지',
  tr: 'ait de[gğ]il|yetki|e[sş]le[sş]m|izin verilm',
  nordic: 'f[aå]r inte|inte (?:till[aå]t|beh[oö]rig)|m[aå] ikke|ikke (?:lov|tillatt|tilladt)|ei (?:saa|sallit)|et (?:saa|voi)|oikeutta',
  hu: 'nem (?:haszn[aá]lhat|jogosult|enged)',
  ro: 'nu (?:ave[tț]i|sunte[tț]i|este perm)|neautoriz',
  el: 'δεν (?:επιτρέπ|έχετε|μπορείτε)',
  uk: 'не (?:належ|дозвол|маєте)|заборон',
  slavic: 'не (?:принадлеж|е разреш|може)|ne (?:pripada|smijete)|nije dopu[sš]t|nemate',
  sk: 'nem[aá]te|nepatr[ií]|nie je povolen',
  asia: 'không (?:được|có quyền)|tidak (?:diizinkan|berhak)',
});

/** The sender's domain or identity did not pass a check. */
export const senderCheck = concept({
  en: '\\bspf\\b|\\bdkim\\b|\\bdmarc\\b|(?:sender|from|domain|e-?mail address|identity|identities)[^;]{0,90} (?:verif|validat|not verified|unverified|not found|(?:does|may|do) not exist|dns check|no mx|denied|reject|invalid|blocked|unconfigured|not allowed to send|not registered|not configured|not confirmed|bad|unknown|signature)|verif(?:y|ication) (?:failed|for sender)|(?:pass|fails?|without)[a-z ]{0,60} authentication|authentication (?:checks|information)|(?:unverified|unconfigured|unregistered|unknown|verified|bad|invalid|unauthenticated|denies the|fake|forged)[a-z ]{0,60} (?:sender|sending|domain|e-?mail|from)|sender (?:verify|verification|identity|denied|signature|rejected)|not a sender signature|sender is un|mail from invalid',
  de: 'absender[^.]{0,90} (?:abgelehnt|unbekannt|ungue?ltig|nicht verifiziert)',
  fr: 'exp[eé]diteur[^.]{0,90} (?:refus|rejet|invalide|inconnu|non v[eé]rifi)',
  es: 'remitente[^.]{0,90} (?:rechazad|inv[aá]lid|no verificad|desconocid)',
  pt: 'remetente[^.]{0,90} (?:rejeitad|inv[aá]lid|n[aã]o verificad|desconhecid)',
  it: 'mittente[^.]{0,90} (?:rifiutat|non valid|non verificat|sconosciut)',
  ru: 'отправител[^.]{0,90} (?:в ч[её]рн|заблок|запрещ|отклон|не подтвержд|неизвест|недействит)',
  zh: '(?:发件人|發件人|发信人|域名)[^。]{0,60}(?:拒绝|不合法|未验证|无效|不存在)',
  ja: '送信者[^。]{0,60}(?:拒否|無効|確認)',
});

/** SPF, DKIM or DMARC did not vouch for a mail (RFC 7208, 6376, 7489): nothing that is said of a sign-in. */
export const mailNotVouchedFor =
  /\bspf\b|\bdkim\b|\bdmarc\b|\barc seal|unauthenticated (?:e-?mail|mail|message|sender)|(?:e-?mail|mail|message|sender|domain) (?:is|was|are|were|being) (?:unauthenticated|not authenticated)|(?:mail|message|sender)[a-z ]{0,60} authentication (?:checks|information|results?)/;

/** The address that the mail goes to. */
const receivers = {
  en: 'recipient|rcpt|mailbox|\\buser|address|account|\\bto\\b|destination|no such',
  de: 'empf[aä]e?nger|postfach|benutzer',
  fr: 'destinataire|bo[iî]te|utilisateur',
  es: 'destinatario|buz[oó]n|usuario',
  pt: 'destinat[aá]rio|caixa|usu[aá]rio|utilizador',
  it: 'destinatario|casella',
  pl: 'odbiorc|adresat|skrzynk|u[zż]ytkownik',
  ru: 'получател|адресат|ящик',
  zh: '收件人|用户|邮箱',
  ja: '受信者|宛先|受取人|あて先|メールアドレス|ユーザ',
  ko: '수신자|받는 사람',
  nl: 'ontvanger|geadresseerde|mailbox|gebruiker',
  tr: 'al[ıi]c[ıi]|posta kutu|kullan[ıi]c[ıi]',
  cs: 'p[rř][ií]jemc|adres[aá]t',
  nordic: 'mottagare|modtager|mottaker|vastaanottaja',
  el: 'παραλήπτη|αποδέκτ',
  slavic: 'primatelj|primalac|prejemnik|získ|получател|примал',
  semitic: 'נמען|المستلم|المستقبل|المرسل إليه',
  asia: 'người nhận|ผู้รับ|penerima',
  hu: 'c[ií]mzett',
  ro: 'destinatar',
  baltic: 'gavėj|saņēmēj|saaja|adresa[at]',
  sk: 'pr[ií]jemc|adres[aá]t',
  uk: 'отримувач|адресат|адрес',
  other: 'destinatari|گیرنده|प्राप्तकर्ता|viðtakand',
};
export const recipient = concept(receivers);
const { en: _receivers, ...receiversAbroad } = receivers;
export const recipientAbroad = concept(receiversAbroad);

/** … is not there, or takes nothing. */
const missing = {
  en: "unknown|not (?:found|exist|local|valid|here)|does not exist|doesn't exist|no such|cannot deliver|can't accept|invalid|disabled|unavailable|inactive|frozen|reject|denied",
  de: 'unbekannt|ung[uü]e?ltig|nicht (?:gefunden|bekannt|vorhanden|angelegt)|existiert nicht|gibt es (?:hier )?nicht|\\bkein(?:e|en)? ',
  fr: "inconnu|invalide|introuvable|n'existe|(?:non|pas) trouv|(?:pas|aucun)[^.]{0,20} (?:trouv|exist)|\\baucune? ",
  es: 'desconocid|inexistent|no exist|no (?:se )?(?:ha )?(?:sido )?(?:encontr|pudo encontr)|no (?:hay|consta)\\b',
  pt: 'n[aã]o (?:exist|foi (?:encontr|localiz)|h[aá]\\b|encontr|localiz)|desconhecid',
  it: 'sconosciut|inesistent|non (?:esist|(?:[eè] stat[ao] )?trovat|presente)|\\bnessun',
  pl: 'nieznan|nie (?:istnieje|ma takie|znalezion|odnalezion|figuruj)|nie zosta[lł][ao]? (?:odnalezion|znalezion)',
  ru: 'нет так|отсутств|не (?:существ|найден|зарегистр|обнаруж|известен|числится)',
  cs: 'neexistuje|nenalezen|nezn[aá]m',
  nl: 'onbekend|bestaat niet|niet (?:gevonden|bekend)|\\bgeen ',
  tr: 'bulunam|mevcut de[gğ]il|\\byok\\b|bilinmiyor|ge[cç]ersiz',
  zh: '不存在|无效|找不到|(?:未|没有)找到|查无',
  ja: '存在しま|存在しない|見つかり|ありません|不明',
  ko: '존재하지|없는|없습니다|찾을 수',
  el: 'άγνωστ|δεν (?:υπάρχει|βρέθηκε)',
  slavic: 'ne postoji|nepoznat|ne obstaja|nije pronađen|не съществува|неизвест|непознат|не постои|няма так',
  semitic: 'לא קיים|לא נמצא|אינו קיים|غير موجود|غير معروف|لا يوجد',
  asia: 'không tồn tại|không tìm thấy|ไม่พบ|ไม่มีอยู่|ไม่มีผู้|tidak (?:ditemukan|ada|dikenal|terdaftar)',
  hu: 'nem l[eé]tez|ismeretlen|nem tal[aá]lhat|nincs',
  ro: 'nu exist|necunoscut|inexistent',
  nordic: 'finns inte|ok[aä]nd|findes ikke|ukendt|finnes ikke|ukjent|tuntematon|ei ole olemassa|ei l[oö]ydy',
  baltic: 'neegzist|nerasta|nežinom|neeksist|nav atrast|ei (?:leitud|eksisteeri|ole olemas)',
  sk: 'neexistuje|nen[aá]jden|nezn[aá]m',
  uk: 'не (?:існу|знайден)|невідом',
  other: 'no existeix|desconegu|وجود ندارد|یافت نشد|मौजूद नहीं|ekki til|nincs (?:ilyen|meg)',
};
export const notThere = concept(missing);
const { en: _missing, ...missingAbroad } = missing;
export const notThereAbroad = concept(missingAbroad);

/** Too many bytes. */
export const tooLarge = concept({
  en: '(?:size|databytes)[^.;]{0,90} (?:exceed|limit|too)|exceed[^.;]{0,90} (?:size|databytes)|(?:message|mail|attachment)[^.;]{0,90} too (?:large|big|long)|too (?:large|big)\\b|maximum(?: message)? size|(?:message|mail) (?:length|size) exceeds|(?:more|larger|bigger|longer|greater) than (?:the )?\\d[\\d.,]{0,12} ?(?:bytes|[km]i?b\\b|kilobytes|megabytes)|over \\d[\\d.,]{0,12} ?(?:bytes|[km]i?b|kilobytes|megabytes)\\b',
  de: 'zu gro(?:ss|ß)|gr[oö]e?(?:ss|ß)e[^.]{0,90} [uü]e?berschr|gr[oö]e?(?:ss|ß)er als|zu umfangreich|zu lang',
  fr: 'trop (?:gros|volumineux|grand|lourd)|taille[^.]{0,90} (?:d[eé]pass|maxim|limite)|(?:exc[eè]de|d[eé]passe)[^.]{0,60} taille|plus (?:gros|grand) que',
  es: 'demasiado grande|tama[nñ]o[^.]{0,90} (?:excede|m[aá]xim|supera)|(?:muy|demasiado) (?:pesad|grand|volumin)|(?:excede|supera)[^.]{0,60} tama[nñ]o|mayor que',
  pt: 'muito grande|tamanho[^.]{0,90} (?:excede|m[aá]xim)|grande demais|maior (?:do )?que|(?:excede|ultrapassa)[^.]{0,60} tamanho',
  it: 'troppo grande|dimension[^.]{0,90} (?:supera|massim|eccede)|troppo (?:pesant|volumin)|(?:supera|eccede)[^.]{0,60} dimension|pi[uù] grande',
  pl: 'zbyt du[zż]|za du[zż]|rozmiar[^.]{0,90} przekr|wi[eę]ksz[aey] ni[zż]|zbyt wielk|przekr[^.]{0,40} rozmiar',
  ru: 'слишком больш|размер[^.]{0,90} превыш|превышен[а-я]{0,40} размер|(?:размер|объ[её]м)[^.]{0,60} больше|слишком вел',
  cs: 'p[rř][ií]li[sš] velk',
  nl: 'te groot|(?:grootte|omvang)[^.]{0,60} (?:over|limiet|maxim)|groter dan',
  zh: '过大|過大|太大|大小超|超过.{0,20}大小',
  ja: 'サイズ.{0,20}(?:超|大き)|大きすぎ',
  ko: '너무 큽|크기.{0,20}초과|용량.{0,20}초과',
  tr: 'boyut[^.]{0,60} (?:a[sş]|b[uü]y[uü]k|fazla)|[cç]ok b[uü]y[uü]k',
  el: '(?:μέγεθος|μήνυμα)[^.]{0,60} (?:υπερβ|μεγάλ)',
  slavic: '(?:prevelik|preveliko|prevelika)|veličin[^.]{0,40} prekorač|(?:твърде|прекалено) голям|превелик|надвишава[^.]{0,40} размер',
  semitic: 'גדול(?:ה)? מדי|גודל[^.]{0,30} (?:חורג|עולה)|(?:كبيرة|كبير) (?:جدا|للغاية)|حجم[^.]{0,40} (?:يتجاوز|تتجاوز|أكبر)',
  asia: '(?:thư|tin|tệp)[^.]{0,30} quá lớn|kích thước[^.]{0,40} (?:vượt|quá)|ขนาด[^.]{0,30} (?:ใหญ่|เกิน)|ใหญ่เกิน|terlalu besar|ukuran[^.]{0,40} (?:melebihi|melampaui)',
  nordic: 'f[oö]r stor|for stor|liian suuri',
  hu: 't[uú]l nagy|m[eé]ret[^.]{0,40} (?:meghalad|t[uú]l)',
  ro: 'prea mare|dimensiun[^.]{0,40} dep[aă][sș]',
  baltic: 'per didel|pārāk liel|liiga suur',
});

/** What is in the message is not wanted. */
export const content = concept({
  en: '\\bspam|\\bjunk|virus|malware|phish|unsolicited|content|polic(?:y|ies)|malformed|suspicious|suspected|header|not (?:be )?accepted|message (?:rejected|not allowed|refused|blocked)|mail rejected|transaction failed|bad message|rejected under|html|attachment|url',
  de: 'spamverdacht|inhalt|schadsoftware|richtlinie',
  fr: 'ind[eé]sirable|contenu|mail rejet|message rejet',
  es: 'contenido|no deseado|mensaje rechazado',
  pt: 'conte[uú]do|indesejad|mensagem rejeitada',
  it: 'contenuto|indesiderat|messaggio rifiutato',
  pl: 'tre[sś][cć]|niechcian|odrzucon[ay] wiadomo',
  ru: 'спам|содержим|вирус|подозрит',
  zh: '垃圾邮件|垃圾郵件|内容|病毒|反垃圾',
  ja: '迷惑メール|スパム|ウイルス|内容',
  ko: '스팸|바이러스|내용',
  nl: 'ongewenst|inhoud|bericht geweigerd',
  tr: 'istenmeyen|i[cç]erik|vir[uü]s|zararl',
  el: 'ανεπιθύμητ|ιό[ςσ]|περιεχόμεν',
  slavic: 'neželjen|sadržaj|virus|нежелан|спам|вирус|съдържани',
  semitic: 'דואר זבל|ספאם|תוכן|وירוס|مزعج|محتوى|فيروس',
  asia: 'thư rác|nội dung|vi-?rút|สแปม|ขยะ|ไวรัส|เนื้อหา|konten|sampah',
  nordic: 'skr[aä]ppost|s[oø]ppelpost|roskapost|inneh[aå]ll|indhold|innhold',
  hu: 'sz?p[eé]m|lev[eé]lszem[eé]t|tartalm',
  ro: 'con[tț]inut|nedorit',
  cs: 'nevy[zž][aá]dan|obsah',
});
