import { concept } from './concept.ts';

/** An IMAP mailbox, which people call a folder. */
export const folder = concept({
  en: 'folder|mailbox|inbox',
  de: 'ordner|verzeichnis|postfach',
  fr: 'dossier|r[eé]pertoire|bo[iî]te',
  es: 'carpeta|buz[oó]n|bandeja',
  pt: 'pasta|caixa|diret[oó]rio',
  it: 'cartella|casella',
  pl: 'folder|katalog|skrzynk',
  ru: 'папк|каталог|ящик',
  uk: 'папк|тек[аиу]|скриньк',
  cs: 'slo[zž]k|schr[aá]nk',
  nl: '\\bmap\\b|postvak',
  nordic: 'mapp|mappe|kansio',
  hu: 'mapp[aá]',
  tr: 'klas[oö]r|posta kutusu',
  zh: '文件夹|文件夾|邮箱|郵箱',
  ja: 'フォルダ|メールボックス',
  ko: '폴더|메일함',
  el: 'φάκελο',
  slavic: 'mapa|mape|папка|фасцикл',
  semitic: 'תיקיי?ה|المجلد|مجلد',
  asia: 'thư mục|โฟลเดอร์',
  ro: 'dosar|folder',
  baltic: 'aplank|mape\\b|kaust',
  sk: 'prie[cč]ino|zlo[zž]k',
  other: 'پوشه|carpeta|फ़ोल्डर',
});

/** The person may not open or change it. */
export const noRights = concept({
  en: 'no (?:permission|rights)',
  de: 'kein(?:e|en)? (?:zugriff|berechtigung|rechte)|zugriff verweigert|nicht berechtigt',
  fr: 'acc[eè]s (?:refus|interdit)|(?:pas|aucun) (?:le )?droit|permission refus',
  es: 'acceso (?:denegad|no permitid)|sin permiso|no tiene permiso',
  pt: 'acesso (?:negad|n[aã]o permitid)|sem permiss|n[aã]o tem permiss',
  it: 'accesso (?:negat|non consentit)|permesso negat|non (?:ha|hai) i permessi',
  pl: 'brak (?:dost[eę]pu|uprawnie)|odmowa dost[eę]pu',
  ru: 'доступ[а-я ]{0,20} (?:запрещ|закрыт)|нет (?:прав|доступа)|недостаточно прав',
  nl: 'toegang geweigerd|geen (?:toegang|rechten)',
  tr: 'eri[sş]im[^.]{0,20} (?:reddedil|engel|yok)|yetkiniz yok',
  zh: '没有权限|无权|拒绝访问',
  ja: '権限があり|アクセスできません|アクセスが拒否',
  ko: '권한이 없',
});
