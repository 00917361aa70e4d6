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
    'incoming,inbound,receiving,eingang,posteingang,eingehend,entrant,réception,entrante,recepción,entrada,recebimento,in arrivo,arrivo,ricezione,inkomend,inkommande,indgående,innkommende,przychodz,odbior,příchoz,prichádz,входящ,прием,вхідн,saapuva,gelen,bejövő,εισερχ,de intrare,primire,ulaz,receive,zum abrufen,abruf,abhol,thư đến,nhận thư,masuk,receber,recibir,recevoir,ricevere,ingresso,empfang,ontvang,příjem,odbiór,odbieranie,получени,отримання,mottag,modtag,mottak,vastaanot,alma_,alıcı,fogad,λήψη',
    'ขาเข้า,आने वाले,ورودی,受信,接收,收件,收信,받는,수신,الوارد,נכנס',
  ),
  outgoing: pattern(
    'outgoing,outbound,sending,ausgang,postausgang,ausgehend,versand,sortant,envoi,expédition,saliente,envío,saída,envio,in uscita,uscita,invio,uitgaand,utgående,udgående,wychodz,wysył,odchoz,odesíl,исходящ,отправ,вихідн,lähtevä,giden,kimenő,εξερχ,de ieșire,trimitere,izlaz,send_,to send,versend,verschick,abschick,thư đi,gửi thư,keluar,enviar,envoyer,inviare,spedizione,senden,verzend,versturen,odesláni,odosielan,nadawani,надсилання,skicka,sende,lähetys,gönder,küld,αποστολ',
    'ขาออก,जाने वाले,خروجی,送信,发送,發送,寄件,寄信,发件,보내는,발신,الصادر,יוצא',
  ),
  server: pattern(
    'server,servidor,serveur,servername,host,hôte,anfitrión,adress,indirizzo,adresse,adres,сервер,адрес,serwer,palvelin,sunucu,kiszolgáló,διακομιστ,nom du,nombre,nome,naam,name',
    'サーバ,服务器,伺服器,主机,서버,خادم,שרת',
  ),
  port: pattern('port,porta,puerto,poort,порт,θύρα,cổng,prievad,vrata,luk_', 'ポート,端口,埠,포트,منفذ,المنفذ,پورت,درگاه,פורט,พอร์ต,पोर्ट'),
  encrypted: pattern(
    'ssl,tls,starttls,verschlüssel,chiffr,cifrad,crittograf,versleutel,beveilig,zabezpieczo,szyfr,zabezpeč,encrypt,secure,защищ,шифров',
    '加密,暗号',
  ),
  starttls: pattern('starttls'),
  insecure: pattern(
    'unencrypted,not encrypted,no encryption,non-ssl,non ssl,without ssl,without tls,plain text,insecure,unsecured,not secure,unverschlüsselt,ohne ssl,ohne verschlüsselung,unsicher,keine verschlüsselung,non chiffré,non sécurisé,sans ssl,sans chiffrement,sin cifr,sin ssl,no segur,sem ssl,sem cript,não segur,senza ssl,non cifrat,non sicur,zonder ssl,onbeveiligd,niet beveiligd,bez ssl,bez szyfrowania,nieszyfrowan,niezabezpieczon,nezabezpeč,nešifrovan,без шифрования,без ssl,незащищ,okrypterad,ukrypteret,salaamaton,şifresiz',
    '暗号化なし,不加密,非加密,未加密,明文,암호화 안,없음',
  ),
  /** What a page calls the one server that it has. */
  mailServer: pattern(
    'mail server,mailserver,email server,e-mail server,server name,server address,servername,host name,hostname,mailhost,server,serveur,servidor,serwer,сервер,palvelin,sunucu,kiszolgáló,διακομιστ',
    'サーバ,服务器,伺服器,서버,خادم,שרת',
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
    'assigned,given to you,provided by,supplied by,zugeteilt,zugewiesen,mitgeteilt,vergeben,attribué,fourni,communiqué,asignado,facilitado,proporcionado,atribuído,fornecid,assegnat,fornit,comunicat,toegewezen,przydzielon,nadan,přidělen,pridelen,выдан,присвоен,виданий,tilldelat,tildelt,annettu,verilen,customer number,kundennummer,contract number,domain user,domänen,student number,student id,student no,staff number,staff id,employee number,employee id,member number,membership number,matrikelnummer,personalnummer,mitgliedsnummer,hochschulkennung,uni-kennung,numéro étudiant,matricule,número de alumno,número de estudiante,número de empleado,número de matrícula,matricola,codice studente,studentnummer,personeelsnummer,numer albumu,numer indeksu,osobní číslo,номер студ,табельн,studentnummer,opiskelijanumero,öğrenci numara,sicil numara',
    '学号,学籍番号,学生番号,社員番号,工号,학번,사번,割り当て,発行された,分配,指定的,부여된,발급',
  ),
  avoided: pattern(
    'not recommended,avoid,deprecated,legacy,blocked,closed,do not use,discouraged,obsolete,nicht empfohlen,nicht verwenden,veraltet,vermeiden,gesperrt,à éviter,déconseill,éviter,ne pas utiliser,bloqué,evitar,no recomend,desaconsej,não recomend,sconsigliat,da evitare,niet aanbevolen,vermijd,afgeraden,odradzam,niezalecan,nie zaleca,nedoporuč,neodporúč,не рекоменд,избегайте,ikke anbefalt,rekommenderas inte,ei suositella,önerilmez',
    '非推奨,不推荐,不建议,권장하지',
  ),
  fallback: pattern(
    'alternativ,fallback,otherwise,if that fails,if that does not,only if,falls,sonst,ersatz,ausweich,secours,sinon,si non,en caso,si no,caso não,altrimenti,in caso,anders,indien,w razie,jeśli nie,případně,если не,иначе,резерв,annars,ellers',
    'または,若无,否则,繋がらない',
  ),
  preferred: pattern(
    'recommended,preferred,empfohlen,bevorzugt,recommandé,conseillé,recomendad,consigliat,aanbevolen,zalecan,doporuč,odporúč,рекоменд,rekommender,anbefal,suositel',
    '推奨,推荐,권장',
  ),
  user: pattern(
    "log in,logging in,melden sie sich,melde dich,zum anmelden,connectez-vous,inicie sesión,inicia sesión,inicie sessão,accedi con,accedere con,meld u aan,log in met,zaloguj,zalogować,logować,přihlas,prihlás,войдите,войти,увійд,logga in,log ind,logg inn,kirjaudu,giriş yap,jelentkez,συνδεθ,conectați-vă,tên đăng nhập,tên người dùng,nama pengguna,user name,username,user id,userid,user_,login,log-in,account name,sign in,sign-in,benutzername,benutzerkennung,anmeldename,nutzername,benutzer_,kontoname,nom d'utilisateur,identifiant,utilisateur,usuario,nombre de usuario,usuário,utilizador,nome utente,nome account,utente,gebruikersnaam,inlognaam,nazwa użytkownika,użytkownik,uživatel,přihlašovací jméno,používateľ,prihlasovac,логин,имя пользователя,пользователь,користувач,логін,användarnamn,brugernavn,brukernavn,käyttäjä,kullanıcı,felhasználó,όνομα χρήστη,utilizator,korisničko",
    'ユーザー名,ユーザ名,ユーザーid,アカウント名,账户名,帐户名,帐号,账号,用户名,使用者名稱,帳號,ชื่อผู้ใช้,उपयोगकर्ता नाम,نام کاربری,사용자 이름,사용자명,계정 이름,아이디,اسم المستخدم,שם משתמש',
  ),
  /** What a page says of signing in where it does not speak of a name. */
  authentication: pattern(
    'authenticat,authentif,authentifizier,autentic,autenticac,uwierzytelni,ověřen,overen,autentis,godkend,todennus,kimlik doğrul,hitelesít,аутентифик,автентифік',
    '認証,认证,驗證,인증,المصادقة',
  ),
  address: pattern(
    'full e,full address,full mail,entire,whole,complete e,complete address,complete mail,e-mail,email,mail address,mailadress,adresse,adres,adress,address,dirección,endereço,indirizzo,correo,courriel,emailadres,sähköposti,почт,адрес,posta,pošt,poczt,e-post,haupt-adresse,địa chỉ,alamat,διεύθυνσ,cím_',
    'อีเมล,ईमेल,ایمیل,メールアドレス,邮箱,郵箱,邮件地址,完整地址,이메일,전자메일,메일 주소,البريد,כתובת',
  ),
  localPart: pattern(
    'without,before the,before @,part before,first part,netid,local part,ohne,vor dem,vor @,teil vor,sans,avant,précède,sin_,antes d,parte anterior,sem_,senza,prima d,prima della,zonder,vóór,voor de,voor het,voor @,bez_,przed,část před,před,pred,без_,до знака,до @,перед,utan,före,uden,foran,ilman,ennen,olmadan,önceki,nélkül,előtti,χωρίς,πριν,fără,înainte',
    'の前,より前,以前,之前,前面,除く,含まない,앞,없이,제외',
  ),
  heading: pattern(
    'comment,kommentar,commentaire,comentario,comentário,commenti,reacties,komentarz,komentář,комментар,related,verwandt,liés,relacionad,correlat,zie ook,zobacz też,смотрите также',
    '関連,相关,评论,댓글,コメント',
  ),
} as const;

/** Whether one of the words stands in the text, which `toComparable` made. */
export const says = (concept: keyof typeof words, text: string): boolean => text.search(words[concept]) >= 0;
