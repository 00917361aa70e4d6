import { toComparable } from '../codes/comparable-text.ts';

const stems = (words: string): string =>
  words
    .split(',')
    .map((word) => toComparable(word.trim()))
    .filter((word) => word !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/^_|_$/g, String.raw`(?![\p{L}\p{N}])`))
    .join('|');
/** Words at the start of a word; scripts without blanks anywhere. */
const atStart = (words: string): string => String.raw`(?<![\p{L}\p{N}])(?:${stems(words)})`;
const pattern = (latin: string, other = ''): RegExp =>
  new RegExp(other === '' ? atStart(latin) : `${atStart(latin)}|${stems(other)}`, 'gu');

export const words = {
  imap: pattern('imap'),
  smtp: pattern('smtp,submission'),
  pop: pattern('pop_,pop3,pop-3'),
  /** What is neither, and has hosts of its own. */
  other: pattern(
    'webmail,mx_,mx-,ldap,caldav,carddav,exchange,activesync,dns_,ftp,sftp,xmpp,jabber,spf,dkim,autodiscover,autoconfig,cpanel_,sieve',
  ),
  incoming: pattern(
    'incoming,inbound,receiving,eingang,posteingang,eingehend,entrant,réception,entrante,recepción,entrada,recebimento,in arrivo,arrivo,ricezione,inkomend,inkommande,indgående,innkommende,przychodz,odbior,příchoz,prichádz,входящ,прием,вхідн,saapuva,gelen,bejövő,εισερχ,de intrare,primire,ulaz,receive,zum abrufen,abruf,abhol,thư đến,nhận thư,masuk,receber,recibir,recevoir,ricevere,ingresso,empfang,ontvang,příjem,odbiór,odbieranie,получени,отримання,mottag,modtag,mottak,vastaanot,alma_,alıcı,fogad,λήψη,sissetul,saabuv,ienāk,saņem,gaunam,gavim,įeinan,dolazn,dohodn,prejem,долазн,дојдовн,приемащ,получаване,hyrëse,innboð,primanje,odchyt,mengambil,menerima,mailempfang,maileingang,mailabruf',
    'ขาเข้า,आने वाले,ورودی,受信,接收,收件,收信,받는,수신,الوارد,נכנס,รับอีเมล,รับเมล,दریافت,دریافت,प्राप्त,استقبال,קבלת,इनकमिंग,รับอีเมล,empfang,posteingang',
  ),
  outgoing: pattern(
    'outgoing,outbound,sending,de salida,salida_,ausgang,postausgang,ausgehend,versand,sortant,envoi,expédition,saliente,envío,saída,envio,in uscita,uscita,invio,uitgaand,utgående,udgående,wychodz,wysył,odchoz,odesíl,исходящ,отправ,вихідн,lähtevä,giden,kimenő,εξερχ,de ieșire,trimitere,izlaz,send_,to send,versend,verschick,abschick,thư đi,gửi thư,keluar,enviar,envoyer,inviare,spedizione,senden,verzend,versturen,odesláni,odosielan,nadawani,надсилання,skicka,sende,lähetys,gönder,küld,αποστολ,odchádz,väljamin,väljuv,saatm,izej,sūtī,nosūt,siunč,išsiunt,odlazn,odhodn,slanje,pošilj,одлазн,појдовн,изпращ,изходящ,dalëse,mengirim,kirim,sortint,mailversand,mailausgang,postversand',
    'ขาออก,जाने वाले,خروجی,送信,发送,發送,寄件,寄信,发件,보내는,발신,الصادر,יוצא,ส่งอีเมล,ส่งเมล,ارسال,भेजने,إرسال,שליחת,आउटगोइंग,versand,postausgang',
  ),
  server: pattern(
    'server,servidor,serveur,servername,host,hôte,хост,vært,anfitrión,adress,indirizzo,adresse,adres,сервер,адрес,serwer,palvelin,sunucu,kiszolgáló,διακομιστ,nom du,nombre,nome,naam,name,server_,servers,poslužitelj,strežnik,szerver,serveris,serverio,сървър,сервера,máy chủ,peladen',
    'サーバ,ホスト,服务器,伺服器,主机,主機,서버,호스트,خادم,مضيف,שרת,מארח,เซิร์ฟเวอร์,โฮสต์,सर्वर,होस्ट,سرور,میزبان',
  ),
  port: pattern(
    'port,porta,puerto,poort,порт,θύρα,cổng,prievad,vrata,luk_,prievad,port_,ports_,pieslēgviet,jungt,priključ,порта,bağlantı nokta',
    'ポート,端口,埠,포트,منفذ,المنفذ,پورت,درگاه,פורט,พอร์ต,पोर्ट,יציאה',
  ),
  encrypted: pattern(
    'ssl,tls,starttls,verschlüssel,chiffr,cifrad,crittograf,versleutel,beveilig,zabezpieczo,szyfr,zabezpeč,encrypt,secure,защищ,шифров,krypter,salattu,salaus,titkos,šifr,šifriran,şifrele,криптир,κρυπτογρ,criptar,mã hóa,enkripsi,krüpt,šifrēš,šifravim,шифр',
    '加密,暗号,รหัสลับ,एन्क्रिप्शन,رمزگذاری,تشفير,הצפנה,암호화,暗号',
  ),
  /** The label of what is said of encryption; by itself it says nothing. */
  security: pattern(
    'security,sicherheit,sécurité,seguridad,segurança,sicurezza,seguretat,beveilig,bezpiecz,zabezpiecz,bezpečn,zabezpeč,biztons,securitate,сигурност,безопасн,безпек,захист,ασφάλεια,güvenlik,sikkerhe,säkerhe,suojaus,turvalis,drošīb,saug,sigurn,varnost,безбедн,bảo mật,keamanan,connection type,verbindungssicherheit',
    '安全,보안,ความปลอดภัย,सुरक्षा,امنیت,الأمان,אבטחה',
  ),
  starttls: pattern('starttls'),
  insecure: pattern(
    'unencrypted,not encrypted,no encryption,non-ssl,non ssl,without ssl,without tls,plain text,insecure,unsecured,not secure,unverschlüsselt,ohne ssl,ohne verschlüsselung,unsicher,keine verschlüsselung,non chiffré,non sécurisé,sans ssl,sans chiffrement,sin cifr,sin ssl,no segur,sem ssl,sem cript,não segur,senza ssl,non cifrat,non sicur,zonder ssl,onbeveiligd,niet beveiligd,bez ssl,bez szyfrowania,nieszyfrowan,niezabezpieczon,nezabezpeč,nešifrovan,без шифрования,без ssl,незащищ,okrypterad,ukrypteret,salaamaton,şifresiz,ingen ssl,utan ssl,utan kryptering,uten ssl,uten kryptering,uden ssl,uden kryptering,ingen kryptering,ilman ssl,ilman salaus,ei salaus,ssl olmadan,ssl olmayan,titkosítás nélkül,titkosítatlan,nezabezpečen,bez šifrov,bez zabezpeč,bez tls,без криптиране,без шифрування,незашифр,незахищ,χωρίς ssl,χωρίς κρυπτογρ,fără ssl,fără cript,necript,tanpa ssl,tanpa enkripsi,không mã hóa,krüpteerimata,nešifrēt,nešifruot,ei krüpt,ubeskytt,sin seguridad,sans sécurité,senza sicurezza,sem segurança,sem ssl,onversleutel,zonder versleutel',
    '暗号化なし,不加密,非加密,未加密,明文,암호화 안,없음,ไม่เข้ารหัส,بدون ssl,بدون رمز,بدون تشفير,غير مشفر,ללא הצפנה,ללא ssl,暗号化しない,无加密,無加密,비암호화',
  ),
  /** What a page calls the one server that it has. */
  mailServer: pattern(
    'mail server,mailserver,email server,e-mail server,server name,server address,servername,host name,hostname,mailhost,хост,server,serveur,servidor,serwer,сервер,palvelin,sunucu,kiszolgáló,διακομιστ,poslužitelj,strežnik,szerver,serveris,сървър,máy chủ,peladen',
    'サーバ,服务器,伺服器,서버,خادم,שרת,เซิร์ฟเวอร์,सर्वर,سرور',
  ),
  /** The other leg has the host that was named. */
  same: pattern(
    'same,both,identical,gleiche,derselbe,demselben,denselben,dieselbe,beide,identisch,même,les deux,identique,mismo,misma,ambos,idéntic,mesmo,mesma,stesso,stessa,medesim,entrambi,dezelfde,hetzelfde,zelfde,beide,ten sam,tym sam,tego samego,tej samej,taki sam,stejn,rovnak,totožn,тот же,тем же,того же,том же,та же,такой же,одинаков,той самий,той же,того ж,такий самий,samma,samme,sama_,saman,samaa,samalla,aynı,ugyanaz,ugyanez,ugyanarra,ίδιο,ίδια,ίδιος,același,aceeași,acelasi,aceiași,isti_,istog,isto_,едно и също,същия,същият',
    '同じ,同一,共通,相同,一样,都是,同样,같은,동일,نفس,אותו',
  ),
  /** What people call the sign between the parts of an address. */
  atSign: pattern(
    'at sign,at-sign,at symbol,klammeraffe,at-zeichen,arobase,arroba,chiocciola,apenstaart,małp,zavináč,собак,snabel,krøllalfa,alfakrøll,miukumauku,ät-merk,kukac,παπάκι,et işaret,arond,coadă de maimuță,майм,маймун,afna',
    'アットマーク,艾特,골뱅이,שטרודל',
  ),
  /** A rule of its own for the user name. */
  assigned: pattern(
    'assigned,given to you,provided by,supplied by,zugeteilt,zugewiesen,mitgeteilt,vergeben,attribué,fourni,communiqué,asignado,facilitado,proporcionado,atribuído,fornecid,assegnat,fornit,comunicat,toegewezen,przydzielon,nadan,přidělen,pridelen,выдан,присвоен,виданий,tilldelat,tildelt,annettu,verilen,customer number,kundennummer,contract number,domain user,domänen,student number,student id,student no,staff number,staff id,employee number,employee id,member number,membership number,matrikelnummer,personalnummer,mitgliedsnummer,hochschulkennung,uni-kennung,nutzerkennung,nutzerkennzeichen,rechenzentrumskennung,numéro étudiant,matricule,número de alumno,número de estudiante,número de empleado,número de matrícula,matricola,codice studente,studentnummer,personeelsnummer,numer albumu,numer indeksu,osobní číslo,номер студ,табельн,studentnummer,opiskelijanumero,öğrenci numara,sicil numara,passierschein,kürzel,windows-kürzel,windows-anmeld,campus identifier,campus id,uni-id,idnumber',
    '学号,学籍番号,学生番号,社員番号,工号,학번,사번,割り当て,発行された,分配,指定的,부여된,발급',
  ),
  avoided: pattern(
    'not recommended,avoid,deprecated,legacy,blocked,closed,do not use,discouraged,obsolete,nicht empfohlen,nicht verwenden,veraltet,vermeiden,gesperrt,à éviter,déconseill,éviter,ne pas utiliser,bloqué,evitar,no recomend,desaconsej,não recomend,sconsigliat,da evitare,niet aanbevolen,vermijd,afgeraden,odradzam,niezalecan,nie zaleca,nedoporuč,neodporúč,не рекоменд,избегайте,ikke anbefalt,rekommenderas inte,ei suositella,önerilmez,do not recommend,discourag,not be used,will be switched off,retired,shut down,abgeschaltet,nicht mehr verwenden,önerilm,non usare,no use_,no utilice,não use,nie używaj,niezalec,nepoužív,не использ,не використ,nu este recomandat,nerecomand,ei soovitata,neiesak,nerekomend,ne preporuč,не се препоръч,δεν συνιστ,nem ajánl,tidak disarankan,không khuyến',
    '非推奨,不推荐,不建议,권장하지,不要使用,ไม่แนะนำ,توصیه نمی,غير مستحسن,לא מומלץ,अनुशंसित नहीं',
  ),
  fallback: pattern(
    'alternativ,fallback,otherwise,if that fails,if that does not,only if,falls,sonst,ersatz,ausweich,secours,sinon,si non,en caso,si no,caso não,altrimenti,in caso,anders,indien,w razie,jeśli nie,případně,если не,иначе,резерв,annars,ellers',
    'または,若无,否则,繋がらない',
  ),
  preferred: pattern(
    'recommended,preferred,empfohlen,bevorzugt,recommandé,conseillé,recomendad,consigliat,aanbevolen,zalecan,doporuč,odporúč,рекоменд,rekommender,anbefal,suositel,önerilen,recomandat,препоръч,συνιστ,ajánlott,disarankan,khuyến nghị,khuyên,soovitat,ieteic,rekomenduoj,preporuč,suosit',
    '推奨,推荐,권장,แนะนำ,توصیه,مستحسن,מומלץ,अनुशंसित,권장',
  ),
  user: pattern(
    "log in,logging in,melden sie sich,melde dich,zum anmelden,connectez-vous,inicie sesión,inicia sesión,inicie sessão,accedi con,accedere con,meld u aan,log in met,zaloguj,zalogować,logować,přihlas,prihlás,войдите,войти,увійд,logga in,log ind,logg inn,kirjaudu,giriş yap,jelentkez,συνδεθ,conectați-vă,tên đăng nhập,tên người dùng,nama pengguna,user name,username,user id,userid,user_,login,log-in,account name,sign in,sign-in,benutzername,benutzerkennung,anmeldename,nutzername,benutzer_,kontoname,nom d'utilisateur,identifiant,utilisateur,usuario,nombre de usuario,usuário,utilizador,nome utente,nome account,utente,gebruikersnaam,inlognaam,nazwa użytkownika,użytkownik,uživatel,přihlašovací jméno,používateľ,prihlasovac,логин,имя пользователя,пользователь,користувач,логін,användarnamn,brugernavn,brukernavn,käyttäjä,kullanıcı,felhasználó,όνομα χρήστη,utilizator,korisničko,user identification,angemeldet,anmeldung,einloggen,eingeloggt,inloggen,aanmeld,ingelogd,connexion,connecter,acceso,accede,accesso,accedere,logowani,přihláš,prihlás,logowania,потребителско име,потребител,вход с,kasutajanimi,kasutajatunnus,lietotājvārd,lietotāja vārd,naudotojo vard,prisijungimo vard,korisničk,uporabniško,ime uporabnika,корисничк,kirjautumi,bejelentkez,oturum aç,autentificare,numele de utilizator,nume de utilizator,nume utilizator,notandanafn,pengguna,tài khoản,usuari,jméno,meno_,imap-account,imap account,mail-account,mail account,kennung_,loginid,login id",
    'ユーザー名,ユーザ名,ユーザーid,アカウント名,账户名,帐户名,帐号,账号,用户名,使用者名稱,帳號,ชื่อผู้ใช้,उपयोगकर्ता नाम,نام کاربری,사용자 이름,사용자명,계정 이름,아이디,اسم المستخدم,שם משתמש,ชื่อบัญชี,प्रयोक्ता,نام‌کاربری,登录名,ログイン,로그인',
  ),
  /** What a page says of signing in where it does not speak of a name. */
  authentication: pattern(
    'authenticat,authentif,authentifizier,autentic,autenticac,uwierzytelni,ověřen,overen,autentis,godkend,todennus,kimlik doğrul,hitelesít,аутентифик,автентифік',
    '認証,认证,驗證,인증,المصادقة',
  ),
  password: pattern(
    'password,passwort,kennwort,mot de passe,contraseña,senha,palavra-passe,wachtwoord,hasł,hesl,parol,jelszó,parolă,парол,κωδικ,lösenord,adgangskode,passord,salasana,şifre,kata sandi,mật khẩu,lozink,gesl,slaptažod',
    'パスワード,密码,密碼,비밀번호,كلمة,סיסמה,รหัสผ่าน,पासवर्ड,رمز عبور',
  ),
  /** The whole of a mail address, said so. */
  fullAddress: pattern(
    'full email,full e-mail,full mail,entire email,entire e-mail,whole email,whole e-mail,complete email,complete e-mail,full address,complete address,whole address,vollständige e-mail,vollständige mail,vollständigen e-mail,vollständigen mail,ganze e-mail,ganze mail,komplette e-mail,komplette mail,adresse complète,adresse e-mail complète,adresse mail complète,courriel complet,correo completa,correo completo,e-mail completo,email completo,endereço completo,indirizzo completo,indirizzo email completo,volledige e-mail,volledige mail,pełny adres,pełnego adresu,celá e-mail,celou e-mail,celý e-mail,teljes e-mail,adresa completă,полный адрес,полного адреса,повна адреса,hela e-post,fulde mail,fulde e-mail,hele e-post,koko sähköposti,tam e-posta,ολόκληρη,täielik e-post,pilna e-past,visas el,puna adresa,alamat email lengkap,địa chỉ email đầy đủ',
    '完全なメール,完整的邮箱,完整邮箱,完整的電子郵件,전체 이메일,이메일 주소 전체',
  ),
  address: pattern(
    'full e,full address,full mail,full mailbox,complete mailbox,mailbox name,ящик,скриньк,skrzynk,schránk,boîte complète,casella completa,cuenta de correo,conta de e-mail,entire,whole,complete e,complete address,complete mail,e-mail,email,mail address,mailadress,adresse,adres,adress,address,dirección,endereço,indirizzo,correo,courriel,emailadres,sähköposti,почт,адрес,posta,pošt,poczt,e-post,haupt-adresse,địa chỉ,alamat,διεύθυνσ,cím_,имейл,e-pasta,epasta,el. pašto,el. pašt,elektroninio pašto,e-pošt,epošt,адреса,имел,netfang,surel,e-mel,email,correu,adreça,наслов,naslov,poštni',
    'อีเมล,ईमेल,ایمیل,メールアドレス,邮箱,郵箱,邮件地址,完整地址,이메일,전자메일,메일 주소,البريد,כתובת',
  ),
  localPart: pattern(
    'without,before the,before @,part before,first part,netid,local part,ohne,vor dem,vor @,teil vor,sans,avant,précède,sin_,antes d,parte anterior,sem_,senza,prima d,prima della,zonder,vóór,voor de,voor het,voor @,bez_,przed,část před,před,pred,без_,до знака,до @,перед,utan,före,uden,foran,ilman,ennen,olmadan,önceki,nélkül,előtti,χωρίς,πριν,fără,înainte,bez domény,enne @,pirms @,iki @,prije @,ispred @,do znaku @,až po,преди @,left of,to the left,links vo,gauche de,izquierda de,sinistra di,sinistra del,esquerda d,links van,слева от,зліва від,eteen,edeltäv,ees_,enne_,pirms_,iki_,prije_,prema znaku,преди_,pred_,пре_,το τμήμα πριν,antes de,sebelum,trước,dinainte,edellä,før @,abans d',
    'の前,より前,以前,之前,前面,除く,含まない,앞,없이,제외,से पहले,ก่อน,ส่วนหน้า,قبل,לפני,前部,左側,左边',
  ),
  /** What is said to be an example, or to be replaced. */
  example: pattern(
    'replac,substitut,instead of,in place of,in the place,where,stands for,placeholder,example,ersetz,tausch,statt,anstelle,steht für,platzhalter,beispiel,remplac,à la place,exemple,reemplac,reemplaz,sustitu,en lugar,ejemplo,substitu,troque,no lugar,exemplo,sostitu,al posto,esempio,vervang,in plaats van,voorbeeld,zastąp,zamień,zamiast,przykład,nahraď,nahraďte,místo,například,namiesto,príklad,înlocui,exemplu,замен,вместо,пример,замін,замість,приклад,ersätt,byt ut,exempel,erstat,eksempel,erstatt,korvaa,esimerk,değiştir,yerine,örnek,cserél,helyett,példa,αντικατ,παράδειγμα,asenda,näide,aizstā,piemēr,pakeis,pavyzd,zamijen,primjer,zamenj,primer,thay,ví dụ,ganti,contoh',
    '置き換え,例,替换,替換,例如,바꾸,แทน,ตัวอย่าง,बदल,उदाहरण,جایگزین,مثال,استبدل,החלף,דוגמה',
  ),
  /** What happened to a service, and is no advice. */
  incident: pattern(
    'incident,outage,disruption,störung,ausfall,panne,interruption,perturbation,incidencia,interrupción,incidente,disservizio,guasto,storing,awaria,výpadek,výpadok,сбой,сбои,авария,збій,kesinti,üzemzavar,driftstörning,driftsforstyrrelse,häiriö,întrerupere,gangguan',
    '障害,故障,장애,عطل,תקלה',
  ),
  heading: pattern(
    'comment,kommentar,commentaire,comentario,comentário,commenti,reacties,komentarz,komentář,комментар,related,verwandt,liés,relacionad,correlat,zie ook,zobacz też,смотрите также',
    '関連,相关,评论,댓글,コメント',
  ),
} as const;

/** Whether one of the words stands in the text, which `toComparable` made. */
export const says = (concept: keyof typeof words, text: string): boolean => text.search(words[concept]) >= 0;
