import { concept } from './concept.ts';

const namesOfCredentials = {
  en: '\\bauth(?!ori[sz]e)|\\blog ?-?ins?\\b|\\blogon|\\bsign(?:ing|ed)?[ -]?in|credential|(?:api|smtp|access) key|\\btoken|pass ?(?:word|wd|phrase)|\\buser ?-?(?:name|id)?s?\\b|\\blogin or|account name|\\bsecret\\b|passcode',
  de: 'anmelde|anmeldung|passwort|kennwort|benutzer|zugangsdaten|authentifizierung|kennung',
  fr: 'authentification|mot de passe|identifiant|connexion|utilisateur|identification|code d.acc[eè]s|identifiants',
  es: 'autentic|contrase[nñ]a|usuario|credencial|inicio de sesi[oó]n|\\bclave\\b|identificaci[oó]n|\\bacceso',
  pt: 'autentica|\\bsenha|palavra-passe|utilizador|credencia|usu[aá]rio',
  it: '(?:la|tua|vostra) password|password (?:inserit|errat|fornit|non)|autenticazione|utente|credenziali|accesso|nome utente',
  pl: 'uwierzytelni|has[lł]|u[zż]ytkowni|logowani|autoryzacj',
  ru: 'аутентификац|авторизац|парол|логин|пользовател|уч[её]тн|вход',
  uk: 'автентиф|авториз|користувач|вх[іо]д|логін|парол',
  cs: 'heslo|hesla|p[rř]ihl[aá][sš]|u[zž]ivatel|ov[eě][rř]en[ií]|autentiza',
  nl: 'wachtwoord|aanmeld|gebruiker|inlog',
  nordic: 'l[oö]senord|inlogg|anv[aä]ndar|adgangskode|brugernavn|passord|brukernavn|salasana|kirjautumi|k[aä]ytt[aä]j|tunnistau|autentiser',
  hu: 'jelsz[oó]|bejelentkez|azonos[ií]t|felhaszn[aá]l|bel[eé]p',
  tr: 'parola|[sş]ifre|kimlik do[gğ]rulama|kimlik bilgi|kimlik reddedil|kullan[ıi]c[ıi]|oturum',
  ro: 'parol[aă]|autentific|utilizator',
  el: 'όνομα χρήστη|κωδικ|σύνδεση|πιστοποίηση|ταυτοποίηση',
  slavic: 'lozink|[sš]ifr[aue]\\b|korisni[cč]|prijav|geslo|gesla|uporabni|потребител|корисни[кч]|лозинк|најав|пријав|вход',
  baltic: 'slapta[zž]od|naudotoj|prisijung|parole|lietot[aā]j|pieteik|parool|kasutaja|sisselogimi|autentimi',
  other:
    'lykilor[dð]|notandanafn|innskr[aá]ning|contrasenya|usuari\\b|pasahitz|erabiltzail|fjal[eë]kalim|p[eë]rdorues|رمز عبور|نام کاربری|पासवर्ड|उपयोगकर्ता|kata laluan|log masuk|გასაღებ|პაროლ|մականուն|гасло|імя карыст',
  semitic: 'סיסמ|משתמש|התחברות|אימות|كلمة المرور|كلمة السر|المستخدم|تسجيل الدخول|المصادقة',
  asia: 'mật khẩu|đăng nhập|xác thực|kata sandi|nama pengguna|รหัสผ่าน|ชื่อผู้ใช้|เข้าสู่ระบบ',
  zh: '密码|密碼|口令|账号|帳號|帐号|账户|帳戶|用户名|用戶名|登录|登錄|登入|登陆|登陸|认证|認證|驗證|验证',
  ja: 'パスワード|認証|ログイン|ユーザ|アカウント',
  ko: '비밀번호|암호|로그인|인증|아이디|사용자|계정',
  sk: 'heslo|prihl|meno pou|pr[ií]stup',
};

const refusals = {
  en: "fail|unsuccessful|not (?:the )?right|(?:do|does) not (?:fit|work|go)|no user\\b|re-?check|check (?:your )?user|not successful|denied|refuse|reject|invalid|incorrect|wrong|\\bbad\\b|not accepted|not (?:a )?valid|unknown|mis-?match|no match|not match|not recogni[sz]ed|unauthori[sz]ed|\\berror|\\berr\\b|passerr|not authenticated|(?:does|do) not exist|(?:cannot|could not) (?:log|sign)|no such|not correct|(?:can(?:no|')t|could not|cannot) (?:verify|authenticate|confirm)|unable to (?:verify|authenticate|log)|not authori[sz]ed|not found|not the (?:one|same)|not known|(?:does|do)(?: not|n.t) (?:agree|belong together|line up|pair)|can.?(?:no|.)t log you in|(?:did|do|does)(?: not|n.t) [a-z ]{0,12}(?:check out|verify|pass|agree|add up)|mistyped|misspel|\\btypo|\\bdiffers?\\b|could not be (?:matched|verified|confirmed)",
  de: 'fehlgeschlagen|ungue?ltig|falsch|nicht (?:korrekt|akzeptiert|richtig|g[uü]e?ltig|bekannt|vorhanden|registriert)|existiert nicht|abgelehnt|zur[uü]e?ckgewiesen|fehlerhaft|gescheitert|unbekannt|stimm(?:t|en) nicht|inkorrekt|fehler|passen? nicht|nicht (?:zueinander|erkannt|verifiziert|best[aä]tigt|gefunden|erfolgreich)|verweigert|misslungen|geh[oö]e?ren nicht',
  fr: 'n.est pas (?:correct|valide|reconnu)|[eé]chec|[eé]chou|invalide|incorrect|erron[eé]|refus|mauvais|non valide|inconnu|erreur|ne (?:correspond|concord|sont pas|fonctionne)|n.ont pas|reconnu|rejet|non valid|introuvable|(?:non|pas) trouv|inexistant|n.existe|impossible|ne (?:les )?reconn|ne vont pas',
  es: 'fall[oóia]|incorrect|inv[aá]lid|no (?:es |son )?(?:v[aá]lid|correct)|rechazad|err[oó]ne|denegad|\\berror|no (?:coincid|correspond|(?:se )?(?:han? )?(?:sido )?(?:reconoc|acept)|concuerd|se (?:ha )?(?:pudo|podido))|equivocad|rechaz|imposible|no (?:se )?(?:ha )?pud|no (?:ha )?(?:sido )?superad|no (?:casan|encajan)|no concuerd|no (?:se )?(?:ha )?encontrad|no exist|inexistente',
  pt: 'falh|inv[aá]lid|incorret|rejeitad|negad|recusad|errad|\\berro\\b|n[aã]o (?:confere|coincid|correspond|(?:foi |foram )?(?:reconhecid|aceit|poss[ií]ve|autenticad)|s[aã]o v[aá]lid|[eé] v[aá]lid)|rejei|imposs[ií]vel|n[aã]o bat|n[aã]o (?:foi )?(?:encontrad|localizad|exist)|inexistente',
  it: 'fallit|non valid|errat|non corrett|sbagliat|rifiutat|negat|non riuscit|\\berrore|non (?:riconosciut|corrispond|coincid|[eè] (?:corrett|valid)|sono (?:corrett|valid|stat)|accettat|trovat)|inesatt|erronee?|impossibil|non combac',
  pl: 'niepoprawn|nieprawid[lł]ow|b[lł][eęa]dn|b[lł][aą]d|odrzucon|nieudan|odmow|nie powiod[lł]|z[lł]e has|nie (?:pasuj|zgadza|zosta[lł][ao]? (?:rozpoznan|zaakceptowan)|uda[lł]o|znaleziono)|niezgodn|niew[lł]a[sś]ciw|nie (?:rozpoznano|zaakceptowano|przyj[eę]to)',
  ru: 'неверн|неправильн|ошибк|ошибоч|отказ|неудач|отклон|недействительн|не удалось|некорректн|не (?:совпада|подход|подош|распозна|пройден|принят|найден|прошла|верен|верн)|недопустим|так(?:ого|ой|их) [а-я]{1,20} (?:здесь )?нет|не существу|не подош',
  uk: 'невірн|неправильн|помилк|відмовлено|недійсн|не (?:збіга|співпад|вірн)|некоректн|не відповідають',
  cs: 'neplatn|chybn|[sš]patn|nespr[aá]vn|selhal|zam[ií]tnut|odm[ií]tnut|ne[uú]sp[eě][sš]n|chyba|nesouhlas|neodpov[ií]daj',
  nl: 'ongeldig|onjuist|mislukt|geweigerd|verkeerd|niet juist|klop(?:t|pen) niet|niet (?:herkend|correct|geldig|geaccepteerd|overeen|gevonden)|\\bfout|incorrect|afgewezen|kom(?:t|en) niet overeen|horen niet',
  nordic:
    'felaktig|ogiltig|misslyckad|forkert|ugyldig|mislyk|\\bfeil\\b|\\bfel\\b|virheelli|ep[aä]onnistu|v[aä][aä]r[aä]|stemmer ikke|st[aä]mmer inte|passer ikke|matchar inte|ikke gyldig|ei t[aä]sm[aä]|h[oö]r inte ihop|passar inte|h[oø]rer ikke sammen|kuulu yhteen|vastaa toisiaan',
  hu: 'sikertelen|hib[aá]s|[eé]rv[eé]nytelen|nem egyez',
  tr: 'ge[cç]ersiz|hatal[ıi]|yanl[ıi][sş]|ba[sş]ar[ıi]s[ıi]z|e[sş]le[sş]m|do[gğ]ru de[gğ]il|reddedil|kabul edilm|tan[ıi]nm|uyu[sş]m|do[gğ]rulanamad|bulunamad',
  ro: 'gre[sș]it|incorect|nevalid|e[sș]uat|nu (?:corespund|se potriv)',
  el: 'λάθος|αποτυχ|εσφαλμέν|άκυρ|μη έγκυρ|δεν (?:ταιρι|αντιστοιχ)',
  slavic:
    'neispravn|nije (?:uspje|ispravn|to[cč]n)|ni (?:uspel|pravil)|pogre[sš]n|neuspje[sš]n|neuspe[lšs]|napa[cč]n|nezda[rř]il|nespr[aá]vn|neto[cč]n|грешн|невалид|неуспеш|погрешн|неточн|нетачн|неисправн|ne (?:odgovaraju|podudar|sla[zž])|не (?:съвпад|съответ|одговараат)|сгреш',
  baltic:
    'neteising|nepavyk|blog(?:as|i)\\b|nepareiz|neizdev|neder[iī]g|\\bvale(?:d)?\\b|eba[oõ]nnestu|vigane|ei (?:klapi|sobi|kehti)|nesutamp|nesakrīt',
  other:
    '\\brang[ta]|mist[oó]kst|okerr?a|gabim|incorrect[ea]s?|اشتباه|نادرست|ناموفق|गलत|अमान्य|विफल|tidak sah|tidak (?:cocok|benar|sesuai)|tidak dikenal|არასწორ|няправільн|no s[oó]n correct|no [eé]s correct|erron|مطابقت ندار',
  semitic: 'שגוי|נכשל|לא (?:נכו|תקי|תוא|זוה)|غير (?:صحيحة|مطابق|معروف)|تعذر|غير صحيح|خطأ|فشل|غير صالح|خاطئ|לא תואמ|غير متطابق|لا تتطابق',
  asia: 'không đúng|không hợp lệ|thất bại|\\bsai\\b|không (?:khớp|chính xác)|salah|gagal|tidak valid|ไม่ถูกต้อง|ล้มเหลว|ผิด|ไม่ตรงกัน',
  zh: '失败|失敗|错误|錯誤|不正确|不正確|无效|無效|拒绝|拒絕|有误|不匹配|不对|不對|不符|未通过|不存在|不一致',
  ja: '失敗|誤|無効|正しくありません|間違|違い|拒否|不正|できません|エラー|違います|一致しません|認識でき|見つかりません|正しくない|異なり|認められ|存在しま',
  ko: '비밀번호를 (?:다시 )?확인|실패|잘못|오류|틀[렸린]|올바르지 않|일치하지 않|거부|유효하지 않',
  sk: 'nespr[aá]vn|ne[uú]spe[sš]n|neplatn|chybn',
};

/** What a person signs in with: the act, the name, the password. */
export const credentials = concept(namesOfCredentials);
/** It was looked at and not taken. */
export const refused = concept(refusals);

const { en: _names, ...namesAbroad } = namesOfCredentials;
const { en: _refusals, ...refusalsAbroad } = refusals;

/** The same in other languages than English, whose words are told apart more finely where it matters. */
export const credentialsAbroad = concept(namesAbroad);
export const refusedAbroad = concept(refusalsAbroad);

/** That it failed or was refused, which says no more: a reason beside it may be any. */
export const failedAbroad = concept({
  de: 'fehlgeschlagen|abgelehnt|zur[uü]e?ckgewiesen|gescheitert|fehler\\b|verweigert|misslungen|nicht (?:akzeptiert|erfolgreich)',
  fr: '[eé]chec|[eé]chou|refus|rejet|erreur|impossible',
  es: 'fall[oóia]|rechaz|denegad|\\berror|imposible|no (?:se )?(?:ha )?(?:pud|podido)|superad',
  pt: 'falh|rejei|negad|recusad|\\berro\\b|imposs[ií]vel',
  it: 'fallit|rifiutat|negat|non riuscit|\\berrore|impossibil',
  pl: 'b[lł][aą]d|odrzucon|nieudan|odmow|nie powiod[lł]',
  ru: 'ошибк|отказ|неудач|отклон|не удалось',
  uk: 'помилк|відмовлено',
  cs: 'selhal|zam[ií]tnut|odm[ií]tnut|ne[uú]sp[eě][sš]n|chyba',
  nl: 'mislukt|geweigerd|afgewezen',
  nordic: 'misslycka|mislyk|ep[aä]onnistu|avvis|afvis|nekad',
  hu: 'sikertelen',
  tr: 'ba[sş]ar[ıi]s[ıi]z|reddedil',
  ro: 'e[sș]uat',
  el: 'αποτυχ',
  slavic: 'nije uspje|neuspje[sš]n|neuspe[lšs]|неуспеш',
  baltic: 'nepavyk|neizdev|eba[oõ]nnestu',
  semitic: 'נכשל|فشل|تعذر',
  asia: 'thất bại|gagal|ล้มเหลว',
  zh: '失败|失敗|拒绝|拒絕|未通过',
  ja: '失敗|拒否|できません|エラー',
  ko: '실패|거부|오류',
});

/** Words that begin or end a reason: because, wait, only, must, first. What a refusal says with them is not that the password is wrong. */
export const reasonAbroad = concept({
  de: '\\bwegen\\b|aufgrund|\\bweil\\b|\\bwarten|minuten|sekunden|stunde|\\bnur\\b|\\bmuss\\b|m[uü]ssen|zuerst|zun[aä]chst|noch nicht|solange|bis zum',
  fr: '\\ba cause|en raison|\\bcar\\b|parce|attend|minutes?\\b|secondes?\\b|\\bheures?\\b|uniquement|seulement|\\bdoit\\b|d.abord|pas encore|tant que|avant de',
  es: '\\bdebido|\\bporque\\b|a causa|\\bespere|minutos|segundos|\\bhoras?\\b|\\bsolo\\b|[uú]nicamente|\\bdebe\\b|primero|todav[ií]a|mientras|hasta que|antes de',
  pt: '\\bdevido|\\bporque\\b|por causa|aguarde|minutos|segundos|\\bhoras?\\b|apenas|somente|\\bdeve\\b|primeiro|ainda n[aã]o|enquanto|antes de',
  it: '\\ba causa|perch[eé]|\\battend|minuti|secondi|\\b[ao]r[ae]\\b|\\bsolo\\b|soltanto|\\bdeve\\b|ancora|finch[eé]|prima di',
  pl: 'z powodu|poniewa[zż]|poczekaj|minut|sekund|godzin|tylko|wy[lł][aą]cznie|musi|najpierw|jeszcze nie|dop[oó]ki|przed ',
  ru: 'из-за|потому|так как|подожд|минут|секунд|\\bчас|только|\\bлишь|долж|сначала|ещ[её] не|пока не|прежде',
  uk: 'через|тому що|оскільки|зачека|хвилин|секунд|годин|тільки|лише|має бути|спочатку|ще не|поки',
  cs: 'z d[uů]vodu|proto[zž]e|kv[uů]li|po[cč]kejte|minut|sekund|hodin|pouze|\\bjen\\b|mus[ií]|nejprve|je[sš]t[eě]|dokud',
  sk: 'z d[oô]vodu|preto[zž]e|po[cč]kajte|len\\b|iba\\b|najprv|e[sš]te',
  nl: 'wegens|vanwege|omdat|\\bwacht\\b|minuten|seconden|\\buur\\b|alleen|uitsluitend|\\bmoet|eerst|nog niet|totdat',
  nordic:
    'p[aå] grund|eftersom|\\bfordi\\b|\\bv[aä]nta|\\bvent\\b|minut|sekund|\\btim|endast|\\bbara\\b|\\bkun\\b|m[aå]ste|\\bm[aå]\\b|\\bskal\\b|f[oö]rst|f[oø]rst|\\bvuoksi|takia|odota|tunti|vain\\b|t[aä]ytyy|ensin|viel[aä]',
  hu: 'miatt|mert|v[aá]rj|perc|m[aá]sodperc|[oó]r[aá]n|\\bcsak\\b|kell\\b|el[oő]sz[oö]r|m[eé]g nem',
  ro: 'din cauza|deoarece|a[sș]tepta|minute|secunde|\\bore\\b|doar|numai|trebuie|mai [iî]nt[aâ]i|[iî]nc[aă] nu',
  tr: 'nedeniyle|[cç][uü]nk[uü]|bekle|dakika|saniye|\\bsaat|yaln[ıi]zca|sadece|gerek|zorunda|[oö]nce|hen[uü]z|kadar',
  el: 'λόγω|επειδή|περιμέν|λεπτ|δευτερ|\\bώρ|μόνο|πρέπει|πρώτα|ακόμη|ακόμα',
  slavic:
    '\\bzbog\\b|\\bzaradi\\b|jer\\b|pri[cč]ekajte|po[cč]akajte|minut|sekund|samo\\b|\\bmora|prvo|najprej|još|поради|защото|заради|изчака|само|трябва|първо|още|због|сачека',
  baltic: '\\bd[eė]l\\b|tik\\b|palauk|minu[tč]|turi\\b|pirma|tikai|uzgaid|vispirms|tõttu|oodake|ainult|esmalt|peab',
  zh: '因|由于|由於|请等|請等|稍后|稍後|分钟|分鐘|小时|小時|秒|仅|只能|只允许|必须|必須|先|尚未|还没|未清|缺少',
  ja: 'ため|ので|から(?:は|の)|お待ち|分後|時間|秒|のみ|だけ|必要|先に|まだ|以外',
  ko: '때문|인해|기다|분 후|시간|초 후|만 |필요|해야|먼저|아직',
  asia: '\\bvì\\b|\\bdo\\b|\\bchờ\\b|phút|giây|giờ|\\bchỉ\\b|phải|trước|chưa|karena|tunggu|menit|detik|\\bjam\\b|hanya|harus|dahulu|belum|เนื่องจาก|เพราะ|รอ|นาที|เท่านั้น|(?<!ถูก)ต้อง|ก่อน|ยัง',
  semitic: 'بسبب|لأن|انتظر|دقيق|ثاني|ساع|فقط|يجب|أولا|لم يتم|בגלל|עקב|כי\\b|המתן|דקות|שניות|שעה|רק|יש ל|חייב|תחילה|עדיין',
  other: 'به دلیل|زیرا|صبر|دقیقه|ثانیه|ساعت|فقط|باید|ابتدا|هنوز|कारण|मिनट|केवल|पहले|अभी|a causa|perqu[eè]|espereu|nom[eé]s|cal |abans',
});
