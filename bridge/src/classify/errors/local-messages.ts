import type { FailureKind } from '@kurrier/shared/failure/failure';
import { connectionAbroad } from '../concepts/network.ts';
import { refusedObjects } from './refused-objects.ts';

const either = (what: string, became: string): RegExp =>
  new RegExp(`(?:${what})[^.;:]{0,60}(?:${became})|(?:${became})[^.;:]{0,60}(?:${what})`, 'i');
const refusedIt =
  'verweigert|abgelehnt|lehnte|refuse|rechaz[ao]|rehus|denegad|rifiutat|respint|recus[ao]|rejeit[ao]|odrzuc|odmowi|odmawia|отклон|отказал|отказан|отверг|відхил|відмов|odmitn|odmitl|zamietnut|zamietol|weiger|nekad|avvis|afvis|torjutt|hylatt|elutasit|reddedil|reddet|απορριφ|απερριψ|αρνηθ|odbijen|zavrnjen|отказана|拒绝|拒絕|拒否|거부|tu choi|từ chối|ditolak|رفض|נדחה|رد شد';
const remoteName =
  'remotename|hostname|\\bhost\\b|nom (?:distant|d.h)|nombre (?:remoto|de(?:l)? (?:host|servidor))|nome (?:remoto|host|do servidor)|имя|имени|nazw[aye]|hostnaam|(?:fjarr|vard)namn|远程名称|主机名|リモート名|ホスト名|원격 이름|호스트 이름|uzak ad';
const resolvedIt =
  'aufgelost|gefunden werden|niet worden gevonden|niet gevonden|nicht gefunden|introuvable|no (?:se )?(?:pudo |puede )?encontra|nao (?:foi )?encontrad|non (?:e stato )?trovat|nie (?:mozna |udalo sie )?zna[jl]|не (?:был |удалось )?най|не знайд|nenalezen|nenasiel|hittades inte|ikke funnet|ikke fundet|ei loyd|nem talal|bulunama|找不到|無法找到|見つか|찾을 수 없|resolu|resolver|resoudre|risol|разреш|rozpozna|rozwiaz|opgelost|kunde inte matchas|解析|解決|확인할 수|cozumlen';
const server =
  'server|servidor|serveur|serwer|сервер|szerver|kiszolgalo|sunucu|posluzitelj|streznik|palvelin|tjener|διακομιστ|服务器|服務器|伺服器|サーバ|서버|máy chủ|peladen|الخادم|שרת';
const cannotConnect =
  'connexion[^.]{0,40}(?:impossible|echou)|impossible de (?:se )?connecter|no (?:se )?(?:pudo|puede|ha podido|fue posible) conect|nao (?:foi possivel|consegui[a-z]{0,4}) (?:se )?conectar|impossibile (?:connettersi|collegarsi|stabilire)|kan (?:geen verbinding|ikke koble|ikke oprette forbindelse|ikke forbinde|inte ansluta)|kunde inte ansluta|kunne ikke (?:koble|forbinde)|keine verbindung|verbindung[^.]{0,60}(?:nicht moglich|fehlgeschlagen|konnte nicht)|nie (?:mozna|udalo sie|moge) (?:sie )?(?:polaczyc|nawiazac)|не (?:удалось|удается|вдалося|можу|могу|може)[^.]{0,24}(?:подключ|соедин|підключ|зʼєдна|з.єдна|свърж)|(?:nelze|nepodarilo) se (?:pripojit|spojit)|nepodarilo sa pripojit|baglanilamad|baglanamad|baglanti kurulamad|ei voi(?:da)? yhdist|yhdistaminen[^.]{0,30}epaonnistui|nem (?:lehet|tud|sikerult)[^.]{0,24}(?:csatlakoz|kapcsolod)|nu (?:se poate|s-a putut|ma pot) conecta|αδυναμια συνδεσ|无法连接|连接失败|連線失敗|無法連線|接続できま|接続に失敗|연결할 수 없|연결에 실패|không thể kết nối|tidak (?:dapat|bisa) (?:terhubung|menghubungi)|gagal terhubung';
const awayNow =
  'no (?:esta )?disponible|indisponible|nao (?:esta )?disponivel|indisponivel|non (?:e )?disponibile|nicht verfugbar|niet beschikbaar|niedostepn|nedostupn|недоступ|kullanilami|ikke tilgjengelig|ikke tilgaengelig|inte tillganglig|utilgjengelig|utilgaengelig|otillganglig|ei ole kaytettavissa|nem (?:elerheto|erheto el)|indisponibil|μη διαθεσιμ|不可用|无法使用|利用できま|사용할 수 없|không khả dụng|tidak tersedia';
const signIn =
  'anmeldung|authentifi|autentic|autentifik|uwierzytelni|аутентифик|авториз|автентифік|inlogg|palogging|aanmeld|inloggen|kimlik dogrulama|认证|驗證|認証|인증';
const demands =
  'verlangt|erfordert|exige|requiere|requiert|richiede|requer\\b|vereist|wymaga|требует|вимагає|kraver|vyzaduje|vaatii|igenyel|gerektiri|要求|需要|必要|필요';
const encryptionOf =
  'chiffrement|cifrado|criptografia|cifratura|crittografia|verschlusselung|versleuteling|szyfrowani|шифрован|kryptering|sifreleme|sifrovani|titkositas|salaus|加密|暗号化|암호화';
const setUp =
  'etabli|establec|estabelec|stabilit|aufgebaut|hergestellt|ausgehandelt|nawiaz|установ|встанов|opgezet|tot stand|upprett|opprett|oprett|kurulamad|navazan|建立|確立|설정할 수';
const isUnknown =
  '\\ber ukjent|er ukendt|ar okand|is onbekend|ist unbekannt|est inconnu|es desconocido|e sconosciuto|e desconhecido|jest nieznany|неизвестен|невідомий|on tuntematon|ismeretlen|bilinmiyor|주소를 (?:찾|확인할 수)|无法解析|無法解析|解析失败';

const cutIt =
  'unterbrochen|abgebrochen|getrennt|zuruckgesetzt|interrompu|coupee|reinitialis|cerrad|interrumpid|restablecid|chius|interrott|azzerat|fechad|interrompid|encerrad|zerwan|przerwan|zresetowan|разорван|сброшен|прерван|розірван|скинут|preruseno|ukonceno|resetovano|verbroken|brots|avbrots|aterstalld|brutt|afbrudt|katkes|megszakadt|kesildi|sifirlandi|διακοπ|prekinut|прекъсна|中断|中斷|重置|重設|切断|リセット|끊|초기화|bị ngắt|terputus|قطع|נותק';

/** The errors of the system's own library in the words that it has in other languages (glibc, Windows), folded as `foldLetters` does. */
export const localMessages: readonly (readonly [RegExp, FailureKind])[] = [
  [
    /verbindungsaufbau abgelehnt|verbindung verweigert|aktiv verweigert|connexion refusee|conexion (?:rehusada|rechazada|denegada)|connessione rifiutata|conexao recusada|ligacao recusada|polaczenie odrzucone|polaczenia odmowiono|verbinding geweigerd|v soedinenii otkazano|в соединении отказано|подключение отклонено|连接被拒绝|拒绝连接|連線被拒|接続を拒否|接続が拒否|연결이 거부|spojeni odmitnuto|baglanti reddedildi|anslutning vagrad|yhteys torjuttu/i,
    'net.refused',
  ],
  [
    /zeitu?e?berschreitung|таи?й?маут|тайм-аут|(?:conexao|ligacao|conexion|connessione|connexion)(?:(?!certif)[^.:;]){0,40} (?:expir|scadut|caduc|esgot|agot)|delai[^.;]{0,50} (?:depasse|expire|ecoule)|temps d.attente|tiempo de espera[^.;]{0,40} (?:agotado|excedido|superado)|se ha agotado el tiempo|expir\w{0,20} el tiempo|connessione scaduta|tempo (?:scaduto|esaurito|di attesa)|tempo (?:limite )?(?:de espera )?(?:esgotado|expirou)|przekroczon\w{1,20} (?:limit )?czas|uplynal limit|время ожидания|истекло время|превышен[а-я]{0,20} (?:интервал|время|тайм)|连接超时|操作超时|連線逾時|タイムアウト|시간이? ?초과|zaman asimi|tijd verstreken|tidsgrans/i,
    'net.timeout',
  ],
  [
    /name oder (?:der )?dienst (?:ist )?nicht bekannt|host(?:name)? (?:ist )?(?:unbekannt|nicht gefunden)|unbekannter host|nom ou service inconnu|hote (?:inconnu|introuvable)|nombre o servicio desconocido|(?:host|anfitrion|servidor) (?:desconocido|no encontrado)|nome o servizio sconosciuto|host sconosciuto|nome ou servico desconhecido|nieznana nazwa|nie znaleziono hosta|имя или служба не известны|узел не найден|未知的名称|找不到主机|名前またはサービスが不明|ホスト(?:名)?が見つかりません|이름 또는 서비스를 알 수/i,
    'net.dns_not_found',
  ],
  [
    /keine route zum|netzwerk (?:ist )?nicht erreichbar|aucun (?:chemin|acces) (?:d.acces )?(?:pour atteindre|vers)|reseau (?:n.est pas accessible|inaccessible)|red (?:es |esta )?(?:inaccesible|inalcanzable)|no hay ruta|rete (?:non raggiungibile|irraggiungibile)|instradamento|sem rota|rede (?:inacessivel|inalcancavel)|brak trasy|siec jest niedostepna|нет маршрута|сеть недоступна|没有到主机的路由|网络不可达|ネットワークに到達できません|경로가 없/i,
    'net.unreachable',
  ],
  [
    /verbindung (?:wurde )?(?:von der gegenseite |vom [a-z ]{1,30})?(?:zuruckgesetzt|unterbrochen|getrennt|beendet)|connexion (?:re-?initialisee|reinitialisee|interrompue|fermee|perdue)|conexion (?:reinicializada|restablecida|cerrada|perdida|interrumpida)|connessione (?:interrotta|azzerata|chiusa|reimpostata)|conexao (?:fechada|reiniciada|perdida|redefinida)|polaczenie (?:zerwane|zresetowane|zamkniete)|соединение (?:разорвано|сброшено|закрыто|потеряно)|连接被(?:重置|对方重设|关闭)|接続が(?:リセット|切断)|연결이 (?:끊|재설정)/i,
    'net.reset',
  ],
  [
    /zertifikat[^.]{0,60}(?:abgelaufen|nicht mehr gultig)|certificat[^.]{0,40}expire|certificado[^.]{0,40}(?:caduc|expir|vencid)|certificato[^.]{0,40}scadut|certyfikat[^.]{0,40}wygas|сертификат[^.]{0,60}(?:истек|просроч)|证书(?:已)?过期|証明書[^。]{0,20}期限/i,
    'tls.expired',
  ],
  [
    /zertifikat[^.]{0,80}(?:name|passt nicht|stimmt nicht|anderen)|certificat[^.]{0,60}(?:ne correspond|nom)|certificado[^.]{0,60}(?:no coincide|nao corresponde|nombre|nome)|certificato[^.]{0,60}(?:non corrisponde|nome)|сертификат[^.]{0,60}(?:имен|не соответств)|证书[^。]{0,20}(?:名称|主机名|不匹配)/i,
    'tls.hostname_mismatch',
  ],
  [
    either(
      'negocia|negociation|negoziazion|aushandlung|uzgadniani|uzgodni|onderhandel|forhandl|neuvottel|согласован|рукопожат|узгоджен|vyjednav|el sikis|握手|协商|ハンドシェイク|ネゴシエーション|핸드셰이크|협상|bat tay|bắt tay',
      '\\btls|\\bssl',
    ),
    'tls.handshake_failed',
  ],
  [/zertifikat|\bcertificat(?:s|[oi]|ul)?\b|certificad[oa]|certyfikat|сертификат|证书|証明書|인증서/i, 'tls.untrusted_chain'],
  [either('\\btls|\\bssl', `(?:${encryptionOf})[^.;:]{0,40}(?:${setUp})`), 'tls.handshake_failed'],
  [either(encryptionOf, `(?:\\btls|\\bssl)[^.;:]{0,40}(?:${setUp})`), 'tls.handshake_failed'],
  [either(server, isUnknown), 'net.dns_not_found'],
  [new RegExp(`(?:${server})[a-zа-я]{0,3} [\\w.-]{3,80} (?:${isUnknown})`, 'i'), 'net.dns_not_found'],
  [either(remoteName, resolvedIt), 'net.dns_not_found'],
  [
    new RegExp(
      `${either(connectionAbroad.source, refusedIt).source.replace(/^/, '(?:')})[^]{0,120}?(?:rate.?limit|te ?veel|trop de|demasiad|troppi|zu viele|zbyt wiele|слишком много|过多|過多|多すぎ)`,
      'i',
    ),
    'server.rate_limited',
  ],
  [either(connectionAbroad.source, refusedIt), 'net.refused'],
  [either(connectionAbroad.source, cutIt), 'net.reset'],
  ...refusedObjects,
  [either(server, cannotConnect), 'net.refused'],
  [
    new RegExp(
      `(?:${connectionAbroad.source})[^.;:]{0,24}(?:${server})[^.;:]{0,40}(?:impossib|imposib|impossiv|fehlgeschlagen|nicht moglich|echou|fall[oi]|falh|nie powiodl|не удал|selhal|mislukt|misslyck|mislyk|epaonnistui|sikertelen|esuat|basarisiz|失败|失敗|실패)`,
      'i',
    ),
    'net.refused',
  ],
  [either(server, awayNow), 'server.unavailable'],
  [
    /временн[а-я]{1,3} (?:ошибк|сбо)|тимчасов[а-я]{1,3} помилк|temporarer fehler|vorubergehende[rs]? (?:fehler|storung)|erreur temporaire|error temporal|erro temporario|errore temporaneo|tijdelijke fout|tymczasow[a-z]{1,3} blad|docasna chyba|gecici (?:bir )?hata|tillfalligt fel|midlertidig fe[ji]l|tilapainen virhe|atmeneti hiba|eroare temporara|临时错误|暂时性错误|一時的なエラー|일시적인? 오류/i,
    'server.temporary_failure',
  ],
  [either(server, `(?:${demands})[^.;:]{0,30}(?:${signIn})|(?:${signIn})[^.;:]{0,30}(?:${demands})`), 'auth.required'],
];
