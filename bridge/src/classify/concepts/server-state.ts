import { concept } from './concept.ts';

/** Not now, perhaps later; or the server's own trouble. */
const notNow = {
  en: 'temporar|postponed|transient|internal (?:auth\\w{0,20} )?(?:error|fail)|crashed|timed out|(?:unable to|cannot|can.t|could not) (?:check credentials|process|contact|reach|connect|retrieve|fetch|look ?up|load)|(?:sql|query|database|processing)[a-z ]{0,20} (?:error|failed|failure)|sasl (?:tls |library )?(?:error|failed|failure)|error in processing|upstream|right now|connection lost|lost connection|generic failure|saslauthd|service failure|overload|(?:service|server|backend|database) is (?:down|offline)|did not (?:answer|respond)|technical (?:difficult|problem|issue)|(?:not |un)reachable|try (?:again )?later|try again|again later|come back|later\\b|internal (?:server |login |software )?(?:error|failure)|system (?:error|busy|problem)|server (?:error|unavailable|busy|configuration)|local (?:error|problem)|lookup (?:error|failure)|(?:database|backend|ldap|radius|authdaemon|auth server|authentication server|user backend)[a-z ]{0,60} (?:error|fail|unavailable|down|not respond|timed?)|service (?:is )?(?:currently |temporarily )?(?:unavailable|not available|busy)|currently unavailable|\\bbusy\\b|greylist|graylist|\\[(?:unavailable|serverbug|inuse|corruption)\\]|insufficient system (?:resources|storage)|(?:unknown|unhandled) (?:server |system )?(?:error|exception|fault)|error (?:in|on) (?:the )?(?:mail )?server|not respond|qq (?:temporary|internal)|(?:could not|cannot|can.t|unable to|failed to) (?:query|consult|look ?up|talk to)|look-?up (?:has )?fail|migrating|being (?:moved|migrated|repaired|rebuilt|upgraded)|(?:will |be )back (?:soon|in|after|at|online|shortly)|(?:user|account|password|credential) (?:database|store|directory)[a-z ]{0,30} (?:unavailable|offline|locked|unreachable|not)|(?:cannot|could not|unable to) open (?:the )?(?:user|account|password) (?:database|store|file)|(?:not|n.t) answering|servfail',
  de: 'vor[uü]e?bergehend|sp[aä]e?ter|tempor[aä]e?r|interner? (?:server)?fehler|zur ?zeit nicht|momentan nicht|nicht erreichbar|derzeit|zurzeit|nicht verf[uü]e?gbar|st[oö]e?rung|antwortet nicht|(?:datei|datenbank|\\bdb\\b|eintrag|dienst)[^.]{0,60} nicht (?:[a-z]{0,3}lesen|gelesen|schreiben|geschrieben|[oö]e?ffnen|ge[oö]e?ffnet|speichern|gespeichert|abrufen|abgerufen|anlegen|sperren|erreichen)|umgezogen|umzug',
  fr: 'temporaire|plus tard|r[eé]essayer|momentan[eé]ment|erreur interne|indisponible|ult[eé]rieurement|ne r[eé]pond|r[eé]essay|d[eé]lai(?! d.inactiv)[^.]{0,16} (?:d[eé]pass|expir|[eé]coul)|migration',
  es: 'temporal|m[aá]s tarde|int[eé]ntelo|reintent|error interno|no disponible|moment[aá]neamente|en este momento|vuelva a|no responde|moment[oó]|migraci|mudanza',
  pt: 'tempor[aá]ri|mais tarde|tente novamente|erro interno|indispon[ií]vel|no momento|momentan|mais uma vez|n[aã]o responde|migra[cç]',
  it: 'temporane|pi[uù] tardi|riprova|errore interno|non disponibile|al momento|momentanea|non risponde|nuovamente|migrazione',
  pl: 'tymczasow|p[oó][zź]niej|spr[oó]buj|b[lł][aą]d (?:wewn|serwera)|chwilowo|w tej chwili|nie odpowiada|przenoszon|migracj',
  ru: 'временн|позже|повторите|внутренн[а-я]{0,40} ошибк|недоступ|сбой|не отвечает|перенос|переезд',
  uk: 'тимчасов|пізніше|внутрішн|недоступн|спробуйте|не відповідає|перенос',
  cs: 'do[cč]asn|pozd[eě]ji|vnit[rř]n[ií] chyba|neodpov[ií]d[aá]\\b|migr',
  nl: 'tijdelijk|later opnieuw|interne fout|niet beschikbaar|probeer het (?:later|straks)|momenteel|even niet|reageert niet|storing|verhuis|antwoordt niet|migrat',
  nordic:
    'tillf[aä]llig|midlertidig|tilap[aä]i|f[oö]rs[oö]k igen|pr[oø]v igen|my[oö]hemmin|otillg[aä]nglig|utilgaengelig|utilgjengelig|senere|senare|svarar? inte|svarer ikke|ei vastaa\\b|flyttas|flyttes',
  hu: '[aá]tmeneti|k[eé]s[oő]bb|bels[oő] hiba|nem el[eé]rhet|pr[oó]b[aá]lja|nem v[aá]laszol|[aá]tk[oö]lt[oö]z',
  tr: 'ge[cç]ici|daha sonra|tekrar deneyin|[sş]u anda|sonra (?:yeniden|tekrar)|yan[ıi]t vermi|cevap vermi|ta[sş][ıi]n',
  zh: '稍后|稍後|暂时|暫時|系统繁忙|系統繁忙|系统错误|内部错误|(?:处理|执行|保存|写入|读取|查询)[^。]{0,10}(?:错误|失败|异常|出错)|发生(?:了)?(?:错误|异常)|重试|服务器忙|无响应|超时|未响应|迁移|維護中',
  ja: '一時的|しばらく|後ほど|再度お試し|内部エラー|混み合|応答(?:が|し|なし)|移行中',
  ko: '일시적|잠시 후|나중에|내부 오류|다시 시도|응답(?:이|하지)|이전 중',
  el: 'προσωριν|αργότερα|ξανά|δεν είναι (?:προσωρινά )?διαθέσιμ|διαθέσιμη|δεν (?:απαντ|αποκρίν)|μεταφέρ',
  slavic:
    'privremen|začasn|kasnije|pokušajte|poskusite|временно|по-късно|касније|опитайте|ne odgovara\\b|не отговаря|не одговара|nedostup|недостъп',
  semitic: 'זמני|מאוחר יותר|נסה שוב|مؤقت|لاحقا|حاول مرة|لا يستجيب|غير متاح|אינו (?:מגיב|זמין)|לא זמין',
  asia: 'tạm thời|thử lại sau|sau ít phút|ชั่วคราว|ภายหลัง|sementara|coba lagi|nanti|không (?:phản hồi|trả lời|hoạt động)|tidak (?:merespons|menjawab|menanggapi)|ไม่ตอบสนอง',
  baltic: 'laikin|vėliau|īslaicīg|vēlāk|ajuti|hiljem',
  ro: 'temporar|mai t[aâ]rziu|re[iî]ncerca|indisponibil|nu r[aă]spunde|migr',
  sk: 'do[cč]asn|nesk[oô]r|neodpoved[aá]\\b',
  other: 'موقت|بعدا|دوباره|अस्थायी|बाद में|temporal|m[eé]s tard|tímabund|síðar|پاسخ نمی|در دسترس نیست',
};
export const temporary = concept(notNow);
const { en: _english, ...notNowAbroad } = notNow;
export const temporaryAbroad = concept(notNowAbroad);

/** Out of service as a whole. */
export const outOfService = concept({
  en: 'shut(?:ting)? ?down|maintenance|service not active|service (?:is )?(?:currently |temporarily )?(?:unavailable|not available|closed|closing)|too (?:much|high) load|overload|(?:server|system)(?: is)? (?:down|busy|restarting)|out of service|not accepting network messages|system not accepting|load average|come back later|restart',
  de: 'wartung|[uü]e?berlast|au[sß]{1,2}er betrieb',
  fr: 'maintenance|surcharg|hors service',
  es: 'mantenimiento|sobrecarg|fuera de servicio',
  pt: 'manuten[cç][aã]o|sobrecarreg|fora de servi[cç]o',
  it: 'manutenzione|sovraccaric|fuori servizio',
  pl: 'konserwac|prace techniczn|przeci[aą][zż]',
  ru: 'обслуживани|перегруж|технически[а-я]{0,40} работ',
  zh: '维护|維護|停机|系统维护',
  ja: 'メンテナンス|停止中|過負荷',
  ko: '점검|과부하',
  tr: 'bak[ıi]m',
  nl: 'onderhoud|overbelast|buiten gebruik',
  cs: '[uú]dr[zž]b',
  nordic: 'underh[aå]ll|vedligehold|vedlikehold|huolto',
  hu: 'karbantart',
  uk: 'обслуговуван|технічн[а-яії]{0,5} роб',
  ro: 'mentenan[tț]|[iî]ntre[tț]inere',
  el: 'συντήρησ',
  slavic: 'održavanj|поддръжк|одржавањ|vzdrževanj',
  asia: 'bảo trì|pemeliharaan|บำรุง',
  semitic: 'صيانة|תחזוקה',
  baltic: 'priežiūr|apkop|hooldus',
  other: 'تعمیر|manteniment|रखरखाव|viðhald',
  sk: '[uú]dr[zž]b',
});

/** Storage used up. */
export const full = concept({
  en: "over (?:the |its |their |disk |allowed |storage ){0,3}quota|over ?-?quota|(?:recipient|mailbox|user)[^;]{0,80}\\bquota\\b|\\[overquota\\]|quota[^.]{0,90} (?:exceed|reached|full|violation|used)|quota violation|exceed\\w{0,20}[a-z' ]{0,60} (?:quota|storage|space|mailbox)|(?:mailbox|mail ?folder|inbox|disk|disc|storage|space)[^.]{0,90} (?:full|exceed\\w{0,20}|used up)|reached (?:disk |disc |mailbox )?quota|full mailbox|(?:insufficient|(?:not|n't|n.t have|not have) enough|out of)[a-z ]{0,60} (?:storage|space|disk)|space shortage|(?:storage|mailbox) (?:size )?limit|too many messages (?:on the server|in (?:the )?mailbox)|receiving limits|(?:storage|space|disk|mailbox)[^.;]{0,60} (?:used up|exhausted|ran out)|ran out of (?:space|storage|room)|no (?:more )?room (?:left|in)|filled (?:all|up|the whole)|used (?:all|up) (?:of )?your",
  de: '(?:postfach|speicher|mailbox|quota)[^.]{0,90} (?:voll|[uü]e?berschritten|ersch[oö]e?pft)|speicherplatz|(?:speicher|kontingent)[^.]{0,60} (?:voll|belegt|ausgesch[oö]pft|aufgebraucht)|kein (?:platz|speicher)',
  fr: '(?:bo[iî]te|quota|messagerie)[^.]{0,90} (?:pleine|satur|d[eé]pass)|espace (?:insuffisant|disque)|stockage[^.]{0,30} (?:plein|satur|insuff|[eé]puis)|plus (?:d.espace|de place)|espace[^.]{0,40} (?:satur|[eé]puis|insuf)|(?:d[eé]pass)[^.]{0,40} quota',
  es: '(?:buz[oó]n|cuota|casilla)[^.]{0,90} (?:llen|superad|excedid|cuota)|espacio insuficiente|(?:sin|poco) espacio|espacio[^.]{0,40} (?:agotad|insuf|llen)|(?:buz[oó]n|casilla)[^.]{0,40} satur|exced[^.]{0,40} cuota|agotad[^.]{0,30} espacio',
  pt: '(?:caixa|cota|quota)[^.]{0,90} (?:chei|excedid|lotad)|espa[cç]o insuficiente|sem espa[cç]o|espa[cç]o[^.]{0,40} (?:esgotad|insuf)|(?:exced|ultrapass)[^.]{0,40} (?:cota|quota)',
  it: '(?:casella|quota)[^.]{0,90} (?:pien|superat|esaurit)|spazio (?:insufficiente|esaurito)|spazio[^.]{0,60} (?:esaurit|terminat|insuff)|(?:casella|quota)[^.]{0,60} (?:satur|esaur)',
  pl: '(?:skrzynk|pojemno|limit miejsca)[^.]{0,90} (?:pe[lł]n|przepe[lł]n|przekrocz)|brak miejsca|(?:skrzynk|miejsc)[^.]{0,60} (?:zape[lł]n|wyczerp|sko[nń]czy)|brak (?:wolnego )?miejsca',
  ru: 'переполнен|квота[^.]{0,90} (?:превыш|исчерп)|превышен[а-я]{0,40} квот|нет места|недостаточно места|(?:место|места|памят)[^.]{0,60} (?:законч|исчерп|не хват|не остал)|заполнен|исчерпан[а-я]{0,3} (?:объ[её]м|квот)',
  cs: 'schr[aá]nka[^.]{0,90} pln|kv[oó]ta|nedostatek m[ií]sta|p[rř]eplnen|p[rř]ekro[cč]en[^.]{0,30} kv[oó]t',
  nl: '(?:postvak|mailbox|quotum)[^.]{0,90} (?:vol|overschreden)|(?:ruimte|opslag)[^.]{0,40} (?:vol|\\bop\\b|onvoldoende)|geen ruimte|onvoldoende (?:ruimte|opslag)',
  zh: '空间不足|空間不足|容量(?:已)?满|容量不足|已满|已滿|超出配额|配额|用完|用尽|耗尽|占满',
  ja: '容量(?:超過|不足|が)|空き容量|満杯|いっぱい|(?:メールボックス|保存)[^。]{0,20}(?:一杯|超え|上限)|使い切',
  ko: '용량(?:이)? ?(?:초과|부족)|가득|할당량',
  tr: '(?:kota|kutu|alan|depolama)[^.]{0,60} (?:dol|a[sş][ıi]|yetersiz|t[uü]ken)|yer kalmad',
  el: '(?:γραμματοκιβ|χώρος)[^.]{0,60} (?:γεμ|εξαντλ|πλήρ)|υπέρβαση (?:του )?ορίου (?:αποθ|χώρου)',
  slavic:
    '(?:sandučić|pretinac|nabiralnik|predal)[^.]{0,40} (?:pun|poln)|nema (?:više )?(?:prostora|mjesta)|(?:кутия|сандъч|сандуч)[^.]{0,60} (?:пълн|препълн|пун)',
  semitic: 'תיב[^.]{0,30} מלא|אין מקום|(?:صندوق|البريد)[^.]{0,30} ممتلئ|لا توجد مساحة',
  asia: 'hộp thư[^.]{0,30} đầy|hết dung lượng|(?:เต็ม|พื้นที่ไม่พอ)|kotak (?:surat|masuk)[^.]{0,30} penuh|kuota[^.]{0,30} (?:penuh|habis|terlampaui)',
  nordic:
    '(?:brevl[aå]da|postkass|postl[aå]d|indbakke|innboks|inkorg|postilaatikko)[^.]{0,40} (?:full|fuld|t[aä]ynn)|utrymme[^.]{0,30} slut|levytila',
  hu: '(?:post[aá]fi[oó]k|t[aá]rhely)[^.]{0,40} (?:megtelt|betelt|tele)',
  ro: 'c[aă]su[tț][aă][^.]{0,40} plin|spa[tț]iu insuficient',
  baltic: 'dėžut[^.]{0,30} piln|pastkast[^.]{0,30} piln|postkast[^.]{0,30} täis',
  uk: 'переповн|(?:місц|квот)[^.]{0,40} (?:закінч|вичерп|перевищ|немає)',
  sk: 'schr[aá]nka[^.]{0,60} pln|nedostatok miesta',
  other: 'صندوق[^.]{0,30} پر|b[uú]stia[^.]{0,30} plena|फुल|भरा|pósthólf[^.]{0,30} full',
});

/** Went away because nothing was said for too long. */
export const idledOut =
  /inactivity|idle (?:too|for|time)|timeout (?:exceeded|waiting)|(?:command|read|session|connection|smtp|idle) timed? ?out|auto-?log(?:ged )?-?(?:out|off)|timed out waiting|timeout[ ,-]{0,5} closing/;
