import { concept } from './concept.ts';

/** Over a limit, in number. */
export const tooMany = concept({
  en: 'too (?:many|much|often|frequent)|repeated|consecutive|already has|brute ?-?force|only \\d+|exceed|over (?:the )?limit|\\blimit|maximum|\\bmax\\b|excessive|frequen',
  de: 'zu ?viele?|zu oft|zu h[aä]ufig|ue?berschritten|h[oö]e?chstzahl',
  fr: 'trop|d[eé]pass|maximum',
  es: 'demasiad|super[oóa]|excedid|l[ií]mite|m[aá]xim',
  pt: 'muitas|muitos|excedid|excesso',
  it: 'tropp[ie]|superat|limite',
  pl: 'zbyt (?:wiele|du[zż]o|cz[eę]st)|przekrocz',
  ru: 'слишком (?:много|част)|превыш|лимит',
  cs: 'p[rř][ií]li[sš]|p[rř]ekro[cč]',
  nl: 'te veel|te vaak|overschreden',
  nordic: 'f[oö]r m[aå]nga|for mange|liian mon|ylitt',
  hu: 't[uú]l sok',
  tr: '[cç]ok fazla|a[sş][ıi]ld[ıi]',
  zh: '过多|過多|频繁|頻繁|次数|次數|超过|超過|超限|超出|太多|限制',
  ja: '多すぎ|超過|超え|上限|回数',
  ko: '너무 많|초과|횟수|한도',
});

/** Tries to sign in. */
export const attempts = concept({
  en: 'attempt|brute|\\blog ?-?ins?\\b|\\blogons?\\b|sign-?ins?\\b|\\bauth|password|\\btries\\b|failures',
  de: 'versuch|anmeld',
  fr: 'tentative|essais|[eé]checs|connexions? [eé]chou',
  es: 'intento|inicios? de sesi',
  pt: 'tentativa',
  it: 'tentativ',
  pl: 'pr[oó]b|logowan',
  ru: 'попыт|вход',
  uk: 'спроб',
  cs: 'pokus',
  nl: 'poging|aanmeld',
  nordic: 'f[oö]rs[oö]k|fors[oø]g|inlogg|yrity',
  hu: 'k[ií]s[eé]rlet|pr[oó]b[aá]lkoz',
  tr: 'deneme|giri[sş]im',
  zh: '尝试|嘗試|登录|登入|登陆|认证|验证',
  ja: '試行|ログイン|認証',
  ko: '시도|로그인|인증',
});

/** Connections or sessions open at the same time. */
export const connections = concept({
  en: '(?<!clos(?:e|ed|ing) (?:the |this )?|per )connections?\\b|simultaneous|concurren|(?<!per )sessions?\\b|\\bports are busy',
  de: 'verbindung|gleichzeitig',
  fr: 'connexions\\b|simultan',
  es: 'conexiones',
  pt: 'conex[oõ]es|liga[cç][oõ]es',
  it: 'connessioni',
  pl: 'po[lł][aą]cze[nń]',
  ru: 'соединени|подключени',
  cs: 'spojen[ií]',
  nl: 'verbindingen',
  zh: '连接数|連線數|连接过多|并发',
  ja: '接続数|同時接続',
  ko: '동시 접속|연결 수',
});

/** How much mail, traffic or work is done in a time. */
export const rate = concept({
  en: 'throttl|rate[- ]?limit|at a rate|rate (?:exceed|too|of)|(?:sending|message|connection|mail) rate|unusual rate|per (?:hour|day|minute|second|session)|hourly|daily|24-hour|too (?:quickly|fast|much mail)|(?:sending|send|messages?|outgoing|recipients?|relay|mails?|bandwidth|command|credits?|frequency|emails?)(?: [a-z]{1,40}){0,2} (?:limit|quota|exceed)|(?:limit|quota|number)s? (?:of|for|on)[a-z ]{0,60} (?:messages|mails?|recipients|sending)|exceeded[^.]{0,90} (?:limits?|emails|messages|credits|rate)|too many (?:messages|mails?|emails|recipients|requests|new tls|commands)|credits exceeded|max(?:imum)? (?:message|mail|sending|credits)|sending limit|slow(?:er| down)|unexpected volume|user complaints|unusual sending activity',
  de: 'tageslimit|stundenlimit|versandlimit|sendelimit|pro (?:stunde|tag|minute)|zu viele (?:e-?mails|nachrichten|empf)',
  fr: "quota d'envoi|limite d'envoi|par (?:heure|jour)|trop de (?:messages|mails|destinataires)",
  es: 'l[ií]mite de env|por (?:hora|d[ií]a)|demasiados (?:mensajes|correos|destinatarios)',
  pt: 'limite de envio|por (?:hora|dia)|muitas mensagens|muitos (?:destinat|e-?mails)',
  it: 'limite (?:di invio|orario|giornaliero)|troppi (?:messaggi|destinatari)',
  pl: 'limit (?:wysy|wiadomo)|zbyt wiele (?:wiadomo|odbiorc)',
  ru: 'лимит (?:на )?отправ|слишком много (?:писем|сообщ|получат)|в (?:час|сутки)',
  zh: '发送(?:频率|数量|次数)|發送(?:頻率|數量)|频率|發信量|发信量|每(?:小时|天|日)',
  ja: '送信(?:数|制限|量)|通数',
  ko: '발송 (?:한도|제한)|전송 (?:한도|제한)',
});
