import { concept } from './concept.ts';

/** The account, the mailbox or its owner. */
export const account = concept({
  en: 'accounts?\\b|contract|mailbox|\\busers?\\b|login disabled|subscription|\\bdomain|\\bservice\\b|\\bhosting|\\btrial\\b|\\bplan\\b|\\btenant\\b|pass ?(?:word|phrase)|outgoing mail|\\[(?:contactadmin|expired)\\]|authentication token|invoice|\\bbill\\b',
  de: 'konto|postfach|benutzer|passwort|kennwort|zugang|vertrag|domain|abonnement',
  fr: 'compte|utilisateur|bo[iî]te|mot de passe|abonnement',
  es: 'cuenta|buz[oó]n|usuario|contrase[nñ]a|dominio|abono',
  pt: 'conta\\b|caixa|usu[aá]rio|senha|utilizador|dom[ií]nio|assinatura',
  it: 'account|casella|utente|password|utenza|dominio|abbonamento',
  pl: 'konto|konta|skrzynk|has[lł][oaeu]|u[zż]ytkownik|domen|abonament',
  ru: 'аккаунт|уч[её]тн|ящик|пользовател|парол|домен|подписк',
  uk: 'акаунт|обліков|скриньк|користувач|пароль',
  cs: '[uú][cč]et|schr[aá]nk|u[zž]ivatel|heslo|hesla',
  nl: 'account|postvak|gebruiker|wachtwoord|abonnement|domein',
  nordic: 'konto|postl[aå]d|bruger|bruker|tili|k[aä]ytt[aä]j|l[oö]senord|adgangskode|passord|salasana|abonnemang|abonnement|tilaus',
  hu: 'fi[oó]k|post[aá]l[aá]da|felhaszn[aá]l|jelsz[oó]|el[oő]fizet',
  tr: 'hesap|hesab|posta kutu|kullan[ıi]c[ıi]|parola|[uü]yeli|abonelik',
  ro: 'cont\\b|contul|utilizator|abonament|domeni',
  zh: '账号|帳號|帐号|账户|帳戶|邮箱|郵箱|用户|用戶|密码|密碼|域名|套餐',
  ja: 'アカウント|メールボックス|ユーザ|パスワード|料金|ご利用',
  ko: '계정|메일함|사용자|아이디|비밀번호',
  el: 'λογαριασμ|γραμματοκιβ|χρήστη|κωδικ',
  slavic: 'račun|nalog\\b|pošt|сметка|акаунт|профил|пощ|кутия|парола|lozink|geslo|налог',
  semitic: 'חשבון|תיבת|المستخدم|حساب|صندوق|كلمة (?:المرور|السر)|סיסמ',
  asia: 'tài khoản|hộp thư|บัญชี|กล่องจดหมาย|akun|kotak surat|pengguna|mật khẩu|kata sandi|รหัสผ่าน|akaun|kata laluan',
  baltic: 'paskyr|kont[sau]\\b|konto|pastkast|postkast|slapta[zž]od|parool|parole|kasutaja|lietotāj',
  other:
    'cuntas|cyfrif|অ্যাকাউন্ট|கணக்கு|ಖಾತೆ|ఖాతా|ਖਾਤਾ|akaunti|account|حساب کاربری|رمز عبور|खात|पासवर्ड|compte|contrasenya|b[uú]stia|aðgang|lykilor|ანგარიშ|პაროლ|llogari|kontua|hesabı|հաշիվ|аккаўнт|парол',
  sk: '[uú][cč]et|[uú][cč]t|heslo|hesla|schr[aá]nk',
});

/** Shut for now or for good, for a reason that is not the password typed. */
export const locked = concept({
  en: 'locked|lock(?:ed)?-?out|no longer active|suspen[ds]|not subscribed|disabled|deactivat|inactive|not (?:yet )?(?:active|activated|enabled)|block(?:ed)?\\b|expired|closed|terminated|cancell?ed|frozen|banned|on hold|unpaid|overdue|billing|payment|licen[cs]e|pending (?:approval|activation|verification)|under review|abnormal|restricted|must (?:be )?change[d]?|(?:must|has to|needs? to) be (?:changed|renewed|reset)|change (?:your )?password|(?:change|transition|reset|renewal) (?:is )?(?:required|needed|necessary)|has to be reset|password (?:is )?too (?:simple|weak|short|old)|compromised|new one (?:is )?required|awaiting|has ended|is protected|not (?:been )?(?:approved|activated)|retired|quarantin|deleted|removed|\\bpaused?\\b|halted|stopped|no (?:valid |active |current )?(?:subscription|licen[cs]e|contract)|over its trial|trial [a-z ]{0,20}over|deprovisioned|barred|withdrawn|dormant|(?:lapsed|renew)\\b|seats? (?:not|is not|was not)|not assigned|no seat|archived|settled',
  de: 'gesperrt|gel[oö]e?scht|deaktiviert|abgelaufen|gek[uü]e?ndigt|inaktiv|blockiert|stillgelegt|unbezahlt|guthaben|geschlossen|eingefroren|suspendiert|nicht mehr aktiv|beendet|aufgel[oö]st|ausgelaufen|zur[uü]e?ckgesetzt werden|ge[aä]e?ndert werden|erneuer|passwort-?[aä]e?nder|kennwort-?[aä]e?nder|lizenz|nicht bezahlt|storniert|erneuert werden|auslauf',
  fr: 'verrouill|suspend|d[eé]sactiv|bloqu|expir|ferm[eé]|r[eé]sili|supprim|inactif|impay|cl[oô]tur|r[eé]voqu|n.est plus acti|gel[eé]\\b|p[eé]rim|[eé]chu\\b|chang(?:er|ez|ement) (?:de |votre |le )?mot de passe|licence|non renouvel|[aà] [eé]ch[eé]ance|doit [eê]tre (?:chang|renouvel)',
  es: 'bloquead|suspendid|deshabilitad|desactivad|caducad|expirad|inactiv|cerrad|eliminad|cancelad|impag|de baja|vencid|inhabilitad|congelad|dad[oa] de baja|vencimiento|cambi(?:ar|e|o) (?:de |la |su ){0,2}contrase|licencia|revocad|impago|renovaci|debe (?:cambiar|renovar)',
  pt: 'bloquead|suspens|desativad|desabilitad|expirad|inativ|encerrad|cancelad|vencid|congelad|inadimpl|fechad|cancelamento|vencida|alter(?:ar|e) (?:a |sua ){0,2}senha|licen[cç]a|troca de senha|revogad|renova[cç]|precisa (?:trocar|alterar)|deve (?:trocar|alterar)',
  it: 'bloccat|sospes|disabilitat|disattivat|scadut|inattiv|chius|cessat|revocat|congelat|insolut|scadenz|cambi(?:are|a|o) (?:la |di )?password|licenza|mancato (?:rinnovo|pagamento)|da cambiare|deve (?:essere )?(?:cambi|rinnov)',
  pl: 'zablokowan|zawieszon|wygas[lł]|nieaktywn|wy[lł][aą]czon|usuni[eę]t|nieop[lł]acon|zamkni[eę]t|wstrzyman|zlikwidowan|przeterminow|up[lł]yn[eę][lł]|zmian[ayę] has[lł]|zmie[nń](?:i[cć])? has[lł]|przestarza|anulowan|nieaktywowan|rozwi[aą]zan|licencj|nale[zż]y zmieni|musi zosta[cć] zmienion',
  ru: 'заблокир|приостановл|отключ|ист[её]к|неактив|удал[её]н|просроч|заморож|не оплач|закрыт|неуплат|задолженност|не активен|устарел|смен(?:ите|ить|ы) парол|задайте новый|измените парол|отозван|аннулир|расторг|не активирован|смена парол|лиценз|должен быть (?:смен|измен)|приостановлен',
  uk: 'заблокован|призупинен|вимкнен|неактивн|видален|закінчи|сплив|призупин|зупинен|несплат|не оплач|змін(?:іть|ити|и) парол|застаріл|скасован|ліценз|не активован|розірван|має бути змін',
  cs: 'zablokov|pozastaven|vypr[sš]el|neaktivn|zru[sš]en|platnost[^.]{0,20} (?:vypr|skon)|skon[cč]il|propadl|zablokovan|zm[eě]n(?:it|te|a|u|y) hesl|licenc|neaktivov|mus[ií] b[yý]t zm[eě]n|je t[rř]eba zm[eě]nit',
  nl: 'geblokkeerd|gedeactiveerd|verwijderd|opgeschort|verlopen|inactief|gesloten|uitgeschakeld|vergrendeld|afgesloten|be[eë]indigd|opgezegd|bevroren|stopgezet|opgeheven|wachtwoord (?:wijzigen|veranderen|aanpassen)|wijzig (?:uw|je) wachtwoord|licentie|niet geactiveerd|ingetrokken|vernieuwd worden|worden (?:vernieuwd|gewijzigd)',
  nordic:
    'frosset|stengt|l[aå]ses|lukit|j[aä][aä]dytet|suljet|k[aä]ytt[oö]kiel|sp[aä]rra|spae?rre|l[aå]st\\b|inaktiver|utg[aå]tt|lukittu|suljettu|vanhentunut|suspender|g[aå]tt ut|udl[oø]b|utl[oø]p|upph[oö]rt|avstengt|deaktiver|vanhentun|vanhentui|poistettu|sulkeutun|byta? l[oö]senord|[aä]ndra l[oö]senord|endre passord|skifte? (?:adgangskode|passord)|vaihda salasana|vaihdettava|lisens|licens|oppsagt|sagt opp|opsagt|irtisanottu|uppsagt|passiv|byttes|byttas|m[aå] byttes|bytta l|skal skiftes|l[aå]stes|l[aå]st ned',
  hu: 'z[aá]rolv|letiltv|felf[uü]ggeszt|fel van f[uü]ggeszt|lej[aá]rt|inakt[ií]v|megsz[uü]nt|t[oö]r[oö]lt|z[aá]rolt|meg (?:kell )?v[aá]ltoztat|jelsz[oó]cser|licenc|t[oö]r[oö]lt[eé]k|lemondt|megv[aá]ltoztat|lez[aá]r|tartoz[aá]s',
  tr: 'kilit|ask[ıi]ya|engellen|s[uü]resi dol|kapat[ıi]l|pasif|dondurul|iptal|sonland[ıi]r|devre d[ıi][sş]|dolmu[sş]|silinmi[sş]|a[cç][ıi]k de[gğ]il|s[uü]resi (?:ge[cç]|bit)|de[gğ]i[sş]tir|lisans|sona er|bitti|bitmi[sş]',
  ro: 'blocat|suspendat|dezactivat|expirat|[iî]nchis|neplat|expir|schimba(?:[tț]i|re|t[aă]) parol|licen[tț]|neactivat|anulat|reziliat',
  zh: '锁定|鎖定|冻结|凍結|停用|禁用|封禁|过期|過期|欠费|异常|異常|注销|被封|暂停|失效|已停|未激活|到期|修改密码|更改密码|重置密码|离职|授权(?:到期|已过)|许可|註銷|已删除|更改密碼|變更密碼|已暂停',
  ja: 'ロック|停止|凍結|期限切れ|無効化|解約|期限が切れ|期限を過ぎ|失効|利用停止|パスワード(?:の|を)?変更|ライセンス|未(?:払|納)|削除され|退会|停止して|停止中|未払い',
  ko: '잠[긴겼김]|정지|만료|휴면|차단|해지|잠겨|사용 ?중지|탈퇴|비밀번호(?:를)? ?변경|라이선스|미납|삭제된',
  el: 'κλειδω|αναστολή|απενεργοποι|έληξε|έχει λήξει|μπλοκ|ανασταλ|λήξει|έληξ|κλειδώ|ανενεργ|αλλάξ|αλλαγή|άδεια|διαγρ',
  slavic:
    'zaključan|blokiran|suspendiran|istek|onemogućen|zaklenjen|заключен|блокиран|спрян|изтекъл|деактивиран|суспендиран|изтек|суспендов|истек|истекл|закључан|deaktivir|ugašen|poteklo|potekel|сменете|смяна на|promijenit|promenit|zamenja|лиценз|licenc|изтрит|obrisan|izbrisan|неактив|neaktiv|укинут|ukinut|деактивир|затворен',
  semitic:
    'נעול|נחסם|מושעה|הושעה|חסום|פג תוקף|تعليق|إيقاف|حظر|قفل|مقفل|موقوف|محظور|معلق|معطل|منتهي|تعطيل|انتهت|انتهاء|מושבת|פג|הוקפא|تغيير كلمة|ترخيص|غير نشط|إلغاء|ملغى|מחליפ|להחליף|רישיון|לא פעיל|בוטל|נסגר|ננעל|תום|הסתיים',
  asia: 'bị khóa|đã khóa|bị tạm ngưng|hết hạn|bị vô hiệu|ถูกระงับ|ถูกล็อก|หมดอายุ|ditangguhkan|dikunci|terkunci|diblokir|kedaluwarsa|dinonaktifkan|kadaluarsa|digantung|disekat|tamat tempoh|ngừng hoạt động|đình chỉ|tạm khóa|nonaktif|đổi mật khẩu|giấy phép|chưa (?:được )?kích hoạt|bị đóng|(?:ubah|ganti) kata sandi|lisensi|belum (?:aktif|diaktifkan)|ditutup|dibekukan|เปลี่ยนรหัสผ่าน|ใบอนุญาต|ถูกปิด|ระงับ|diganti|diubah|phải đổi',
  baltic:
    'užblokuot|sustabdyt|bloķēt|apturēt|blokeeritud|peatatud|lukustatud|baigės|pasibaig|aegun|blokuot|beidzies|slēgt|suletud|pakeis(?:ti|kite) slaptažod|nomain(?:īt|iet) paroli|vahetada parool|licenc|litsents|j[aā]nomaina|nomain|tuleb vahetada|reikia (?:pakeisti|atnaujinti)',
  other:
    'faoi ghlas|gloi|লক|স্থগিত|নিষ্ক্রিয়|முடக்க|பூட்ட|imefungwa|مسدود|منقضی|غیر ?فعال|معلق|निलंबित|समाप्त|अवरुद्ध|बंद|bloquejat|bloquejad|caducat|caducad|susp[eè]s|lokað|útrunn|læst|დაბლოკ|ბლოკ|bllokuar|blokeatuta|արգելափակ|заблакав|تعلیق|susp[eè]n',
  sk: 'zablokovan|vypr[sš]al|vypr[sš]an|pozastaven|deaktivovan|neakt[ií]vn|zmen(?:i[tť]|te|a|u|y) hesl|zru[sš]en|odstr[aá]nen|licenc',
  fi: 'vaihdettava',
});

/** Confirm in the browser that it is you. */
export const webLogin = concept({
  en: "\\bbrowser|web login|login (?:to|via|on|through) (?:the |your )?web|captcha|verify (?:your |it'?s )?(?:identity|account|you\\b)|verif(?:y|ication) (?:is )?(?:required|needed)|confirm (?:your|that|it|this)|unlock(?:ing)? (?:page|your|captcha)|approve|accept (?:the )?(?:eula|terms|agreement|license agreement)|(?:sign|log)(?:ing)?[- ]?in(?:to)? (?:to )?(?:your )?(?:mailbox|account|webmail)[a-z ]{0,60} (?:at|on|via|first|through)|(?:log|sign)(?:ging|ing)? ?(?:in|on) (?:at|on|to|via|through) (?:https?:|www\\.|webmail|the web|(?:our|your|the) (?:web ?)?(?:site|page|portal))|phone (?:number )?verification|suspicious (?:login|sign|activity)|security check|prove (?:that )?(?:it is |it.s )?you|sign in once|accept (?:the |our |its |these )?(?:new |updated |changed |latest |revised )(?:eula|terms|agreement|conditions)|terms of (?:use|service)|confirm the (?:sign|log)|enrol|finish (?:the )?set-?up|set-?up (?:on|in|at) (?:the|our|your)|complete (?:your |the )?(?:registration|set-?up|profile|onboarding)",
  de: '(?:im|[uü]e?ber (?:den|das)) (?:browser|webmail|web-?portal)|best[aä]e?tigen sie|nutzungsbedingungen|captcha|ersteinrichtung|kundenportal|einrichtung (?:im|ab)|im (?:kunden)?(?:portal|bereich)',
  fr: 'navigateur|webmail|confirmez|captcha|conditions (?:g[eé]n[eé]rales|d.utilisation)',
  es: 'navegador|webmail|confirme|captcha|verifique su|acept(?:e|ar) (?:los |las )?(?:t[eé]rminos|condiciones)|en el panel',
  pt: 'navegador|webmail|confirme|captcha|verifique sua|aceit(?:e|ar) (?:os )?termos|no painel',
  it: 'browser|webmail|conferma|captcha|verifica la tua|accett(?:are|a|i) (?:i |le )?(?:termini|condizioni)|nel pannello',
  pl: 'przegl[aą]dark|potwierd[zź]|captcha|zaloguj si[eę] przez|regulamin|w panelu|na stronie',
  ru: 'браузер|веб-?интерфейс|подтвердите|капч|через сайт|на сайте|услови[яй] |соглашени|в личном кабинете',
  zh: '网页(?:登录|登陆)|浏览器|瀏覽器|验证码|安全验证|身份验证页|(?:同意|接受)[^。]{0,6}(?:协议|条款)',
  ja: 'ブラウザ|ウェブ(?:メール|サイト)で|本人確認|規約',
  ko: '브라우저|웹(?:메일)?에서|본인 ?확인|약관',
  nl: 'webmail|bevestig|browser|captcha|voorwaarden|klantenpaneel',
  tr: 'taray[ıi]c[ıi]|onaylay|do[gğ]rulay|captcha|(?:ko[sş]ul|s[oö]zle[sş]me)[^.]{0,20} (?:kabul|onay)',
  cs: 'prohl[ií][zž]e[cč]|webov[eé] rozhran|potvr[dď]te|podm[ií]nk|v administraci',
  nordic: 'webbl[aä]sare|nettleser|selai(?:n|me)|bekr[aä]fta|bekreft|vahvista|villkor|vilk[aå]r|k[aä]ytt[oö]ehdo',
  hu: 'b[oö]ng[eé]sz|webmail|er[oő]s[ií]tse meg',
  uk: 'веб-?інтерфейс|браузер|підтвердіть',
  ro: 'browser|webmail|confirma[tț]i',
  el: 'επιβεβαι|φυλλομετρ|browser',
  slavic: 'web su[cč]elj|web po[sš]t|preglednik|brskalnik|потврд|потвърд|potvrdit|браузър|уеб',
  semitic: 'المتصفح|الويب|تأكيد هوي|דפדפן|אימות זהות',
  asia: 'trình duyệt|xác minh|peramban|verifikasi|เบราว์เซอร์|ยืนยันตัวตน',
  other: 'مرورگر|navegador|ब्राउज़र',
  sk: 'prehliada[cč]|webov',
  baltic: 'naršykl|pārlūk|veebis',
});

/** Passwords as such are not taken. */
export const oauth = concept({
  en: '(?:use|using|requires?|only|with|via|please|switch to|supports?)[a-z ]{0,60} (?:x?oauth|modern auth|single sign)|oauth(?:2|\\s?2\\.0)?(?: sign-?in| log-?in| authentication)? (?:is )?(?:required|only|must|needed)|password(?:[- ]based)? (?:authentication|login|sign-?in|logins)[a-z ]{0,60} (?:no longer|not (?:supported|allowed|accepted|available)|disabled|blocked|deprecated)|less[- ]secure app|passwords? (?:are|is) no longer (?:supported|accepted|allowed)|passwords? (?:were|are|was|is|have been|has been) (?:retired|removed|gone|abolished|discontinued|phased out|switched off|turned off)|(?:obtain|get|present|needs?|wants?|requires?) (?:a |an )?(?:access |bearer )?token\\b|(?:bearer|access|oauth2?) tokens? (?:only|required|needed|is required)|(?:only|takes|accepts) (?:oauth2?|bearer|access)[a-z ]{0,20} ?tokens?|single sign[- ]on|(?:password|legacy)[a-z ]{0,30} ?(?:log-?ins?|sign-?ins?|authentication|access)[a-z ]{0,20} (?:ended|stopped|retired|gone|over)\\b|passwords? (?:alone )?(?:are|is) not (?:taken|accepted) (?:here|any ?more)|password grants? (?:are|is) (?:off|disabled)|only (?:[a-z]{1,20} ){0,3}tokens?\\b',
});

/** Passwords are off by somebody's policy. */
export const basicAuthOff =
  /basic ?auth|legacy auth|(?:禁用|关闭|停用|不再支持)[^。]{0,6}基[础本](?:身份)?(?:认证|验证)|基[础本](?:身份)?(?:认证|验证)[^。]{0,8}(?:禁用|关闭|停用)|基本認証[^。]{0,12}(?:無効|廃止|停止)/;
export const organisationPolicy =
  /(?:organisation|organizaci|organizza|organiza[cç]|\bfirma|foretag|bedrijf|virksomhed|kurulus|компани|организац|societe|empresa|azienda|unternehmen|verwaltung)[^.]{0,40}(?:stangt av|abgeschaltet|deaktiviert|desactiv|disattiv|wylaczy|отключ|запрет|uitgeschakeld|slaet fra|kapat)[^.]{0,40}(?:losenord|passwor|kennwort|mot de passe|contrasen|senha|парол|hasl|wachtwoord|parola|sifre)|(?:organi[sz]ation|tenant|compan|domain admin|administrator)[^.]{0,90}(?:polic|security default)|(?:organi[sz]ation|tenant|compan|administrator|it department|school|employer)[^.]{0,60}(?:turned|switched|disabled|blocked|ended|stopped|removed)[^.]{0,40}\b(?:password|basic|legacy)|(?:password|basic|legacy)[^.]{0,60}(?:turned off|switched off|disabled|blocked|ended|stopped|removed) (?:here )?(?:by|at|in) (?:your|the|this) (?:organi|tenant|compan|admin|it\b|school)|security default|conditional access|polic[a-z]{0,40} (?:of|set by|by) (?:your|the) (?:organi|admin|compan)|richtlinie|directive de (?:votre|l')|pol[ií]tica de (?:su|la|sua) (?:organiza|empresa)/;
