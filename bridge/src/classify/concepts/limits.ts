import { concept } from './concept.ts';

/** Over a limit, in number. */
export const tooMany = concept({
  en: 'too (?:many|much|often|frequent)|repeated|consecutive|already has|brute ?-?force|only \\d{1,20}|exceed|over (?:the )?limit|\\blimit|maximum|\\bmax\\b|excessive|frequen',
  de: 'zu ?viele?|zu oft|zu h[aä]ufig|ue?berschritten|h[oö]e?chstzahl|limit (?:ist )?(?:erreicht|ersch)|ersch[oö]e?pft',
  fr: 'trop|d[eé]pass|maximum|limite|[eé]puis',
  es: 'demasiad|super[oóa]|excedid|l[ií]mite|m[aá]xim|supera|excede|agotad',
  pt: 'muitas|muitos|excedid|excesso|limite|esgotad',
  it: 'tropp[ie]|superat|limite|esaurit',
  pl: 'zbyt (?:wiele|du[zż]o|cz[eę]st)|przekrocz',
  ru: 'слишком (?:много|част)|превыш|лимит',
  cs: 'p[rř][ií]li[sš]|p[rř]ekro[cč]',
  nl: 'te veel|te vaak|overschreden|limiet|bereikt',
  nordic: 'f[oö]r m[aå]nga|for mange|liian mon|ylitt',
  hu: 't[uú]l sok',
  tr: '[cç]ok fazla|a[sş][ıi]ld[ıi]|fazla|a[sş]t[ıi]|doldu',
  zh: '过多|過多|频繁|頻繁|次数|次數|超过|超過|超限|超出|太多|限制',
  ja: '多すぎ|超過|超え|上限|回数',
  ko: '너무 많|초과|횟수|한도',
  el: 'πάρα πολλ|υπερβ|όριο',
  slavic: 'previše|preveč|prekorač|твърде много|прекалено|превише|надвиш',
  semitic: 'יותר מדי|חרג|מגבל|كثير|تجاوز|الحد',
  asia: 'quá nhiều|vượt quá|quá giới hạn|มากเกินไป|เกินกำหนด|เกินจำนวน|terlalu banyak|melebihi|melampaui|batas',
  baltic: 'per daug|viršyt|pārāk daudz|pārsnieg|liiga palju|ületa',
  ro: 'prea mult|dep[aă][sș]it|limita',
});

/** Tries to sign in. */
export const attempts = concept({
  en: 'attempt|brute|\\blog ?-?ins?\\b|\\blogons?\\b|sign-?ins?\\b|\\bauth|password|\\btries\\b|failures|\\bguess|\\btried\\b',
  de: 'versuch|anmeld',
  fr: 'tentative|essais|[eé]checs|connexions? [eé]chou',
  es: 'intento|inicios? de sesi',
  pt: 'tentativa',
  it: 'tentativ',
  pl: 'pr[oó]b|logowan',
  ru: 'попыт|вход',
  uk: 'спроб',
  cs: 'pokus|p[rř]ihl[aá][sš]en',
  nl: 'poging|aanmeld',
  nordic: 'f[oö]rs[oö]k|fors[oø]g|inn?logg|p[aå]logg|kirjautumis|yrity',
  hu: 'k[ií]s[eé]rlet|pr[oó]b[aá]lkoz',
  tr: 'deneme|giri[sş]im',
  zh: '尝试|嘗試|登录|登入|登陆|认证|验证',
  ja: '試行|ログイン|認証',
  ko: '시도|로그인|인증',
  el: 'προσπάθει|απόπειρ',
  slavic: 'pokušaj|poskus|опит|покушај',
  semitic: 'ניסיונות|محاولات|محاولة',
  asia: 'lần thử|đăng nhập (?:thất bại|sai)|พยายาม|percobaan|upaya',
  baltic: 'bandym|mēģināj|katse',
  ro: '[iî]ncerc[aă]ri',
});

/** Connections or sessions open at the same time. */
export const connections = concept({
  en: '(?<!clos(?:e|ed|ing) (?:the |this )?|per )connections?\\b|simultaneous(?! (?:requests|commands))|concurren(?!t (?:requests|commands|operations))|(?<!per )sessions?\\b|\\bports are busy',
  de: 'verbindung|gleichzeitig|sitzungen',
  fr: 'connexions\\b|simultan',
  es: 'conexiones|simult[aá]ne|sesiones',
  pt: 'conex[oõ]es|liga[cç][oõ]es|simult[aâ]ne|sess[oõ]es',
  it: 'connessioni|simultane|sessioni',
  pl: 'po[lł][aą]cze[nń]|sesji|jednoczesn',
  ru: 'соединени|подключени|одновременн|сесси[йяи]',
  cs: 'spojen[ií]',
  nl: 'verbindingen|gelijktijdig|sessies',
  zh: '连接数|連線數|连接过多|并发',
  ja: '接続数|同時接続',
  ko: '동시 접속|연결 수',
  tr: 'ba[gğ]lant[ıi] (?:say|var)|e[sş] ?zamanl[ıi]|oturum (?:say|a[cç])',
});

/** How much mail, traffic or work is done in a time. */
export const rate = concept({
  en: 'throttl|rate[- ]?limit|at a rate|rate (?:exceed|too|of)|(?:sending|message|connection|mail) rate|unusual rate|per (?:hour|day|week|month|minute|second|session)|hourly|daily|weekly|monthly|submission ?quota|(?:for|in) this (?:period|month|week)|allowance|(?:messages|mails|e-?mails|relays|sends|credits)(?: [a-z]{1,20}){0,3} (?:used up|exhausted|spent)|24-hour|too (?:quickly|fast|much mail)|(?:sending|send|messages?|outgoing|recipients?|relay|mails?|bandwidth|command|credits?|frequency|emails?)(?: [a-z]{1,40}){0,2} (?:limit|quota|exceed)|(?:limit|quota|number)s? (?:of|for|on)[a-z ]{0,60} (?:messages|mails?|recipients|sending)|exceeded[^.]{0,90} (?:limits?|emails|messages|credits|rate)|too many (?:messages|mails?|emails|recipients|requests|new tls|commands)|credits exceeded|max(?:imum)? (?:message|mail|sending|credits)|sending limit|slow(?:er| down)|unexpected volume|user complaints|unusual sending activity|(?:mailed|sent|written to) \\d{1,20} (?:people|persons|messages|mails|letters|recipients)|\\d{1,20} (?:people|messages|mails|letters|recipients) (?:today|this hour|within)',
  de: 'tageslimit|stundenlimit|versandlimit|sendelimit|pro (?:stunde|tag|minute)|zu viele (?:e-?mails|nachrichten|empf)',
  fr: "quota d'envoi|limite d'envoi|par (?:heure|jour)|trop de (?:messages|mails|destinataires)|(?:quota|limite) (?:horaire|journali|quotidien)",
  es: 'l[ií]mite de env|por (?:hora|d[ií]a)|demasiados (?:mensajes|correos|destinatarios)|l[ií]mite (?:diario|horario)|cuota de env|(?:diario|horario) de env',
  pt: 'limite de envio|por (?:hora|dia)|muitas mensagens|muitos (?:destinat|e-?mails)|limite (?:di[aá]rio|hor[aá]rio)|cota de envio',
  it: 'limite (?:di invio|orario|giornaliero)|troppi (?:messaggi|destinatari)',
  pl: 'limit (?:wysy|wiadomo)|zbyt wiele (?:wiadomo|odbiorc)|(?:dzienny|godzinowy) limit|na (?:godzin|dob)',
  ru: 'лимит (?:на )?отправ|слишком много (?:писем|сообщ|получат)|в (?:час|сутки)|(?:дневн|суточн|часов)[а-я]{1,3} лимит|слишком часто|лимит исходящ',
  zh: '发送(?:频率|数量|次数)|發送(?:頻率|數量)|频率|發信量|发信量|每(?:小时|天|日)|(?:连接|连线|连結|请求|发信|发送|投递)[^。]{0,10}(?:频繁|過於|过快)',
  ja: '送信(?:数|制限|量)|通数|頻繁|送信(?:可能|上限)|1(?:日|時間)(?:あたり|の)',
  ko: '발송 (?:한도|제한)|전송 (?:한도|제한)',
  nl: '(?:dag|uur|verzend)limiet|per (?:uur|dag)|te veel (?:berichten|mails|e-?mails|ontvangers)',
  tr: 'g[uü]nl[uü]k|saatlik|g[oö]nderim (?:s[ıi]n[ıi]r|limit|kota)|[cç]ok fazla (?:ileti|e-?posta|mesaj|al[ıi]c[ıi])',
});
