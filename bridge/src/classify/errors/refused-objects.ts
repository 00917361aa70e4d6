import type { FailureKind } from '@kurrier/shared/failure/failure';
import { locked } from '../concepts/account.ts';
import { reasonAbroad } from '../concepts/credentials.ts';
import { off } from '../concepts/access.ts';
import { tooMany } from '../concepts/limits.ts';

/** The server, as programs name it in their users' languages; folded as `foldLetters` does. */
const server =
  'server|servidor|serveur|serwer|сервер|szerver|kiszolgalo|sunucu|posluzitelj|streznik|palvelin|tjener|διακομιστ|服务器|服務器|伺服器|サーバ|서버|may chu|máy chủ|peladen|الخادم|שרת|سرور';
const refuses =
  'rechaz|rehus|deneg|refus|recus|rejeit|rifiut|respint|respin|odrzuc|odmow|abgewies|отклон|отказал|отверг|не принял|відхил|відмов|weiger|afgewezen|abgelehnt|lehnte|lehnt|verweiger|zuruckgewiesen|odmitl|odmitn|zamitn|zamiet|nekade|avvis|afvis|hylkas|hylatt|elutasit|reddet|reddedil|απερριψ|απορριφ|odbi[lj]|zavrn|отхвърл|respins|拒绝|拒絕|拒否|거부|거절|tu choi|từ chối|menolak|ditolak|رفض|דחה';

/** Where a reason is named beside it, the reason is what counts; of refused credentials nothing is said that only may be so. */
const unlessReason = (pattern: RegExp): RegExp =>
  new RegExp(
    `^(?![^]{0,400}(?:${[reasonAbroad, locked, off, tooMany].map(({ source }) => source).join('|')}))[^]{0,400}?(?:${pattern.source})`,
    'i',
  );

/** "The server refused this", whichever of the two stands first; what stands behind a colon is a reason of its own. */
const refused = (what: string): RegExp =>
  new RegExp(
    `(?:${server})[^.;:]{0,80}(?:(?:${refuses})[^.;:]{0,60}(?:${what})|(?:${what})[^.;:]{0,60}(?:${refuses}))[^:;]{0,160}$|(?:${refuses})[^.;:]{0,60}(?:${what})[^.;:]{0,60}(?:${server})[^:;]{0,160}$|(?:${what})[^.;:]{0,40}(?:${server})[^.;:]{0,40}(?:${refuses})[^:;]{0,160}$`,
    'i',
  );

/** The sign-in itself, for whatever reason. */
export const refusedSignInAbroad = unlessReason(
  refused(
    'o login|el inicio de sesion|la autenticacion|a autenticacao|l.authentification|la connexion au compte|die anmeldung|de aanmelding|het inloggen|l.accesso|l.autenticazione|logowanie|uwierzytelni|вход\\b|авторизаци|аутентификаци|вхід|prihlasen|inloggning|palogging|kirjautumi|bejelentkez|oturum ac|登录|登入|ログイン|로그인',
  ),
);

/** What a program says that the server refused, in other languages than English, where it prints none of the server's words. */
export const refusedObjects: readonly (readonly [RegExp, FailureKind])[] = [
  [
    unlessReason(
      refused(
        'credencia|credenzial|identifiants|zugangsdaten|anmeldedaten|aanmeldgegevens|inloggegevens|dane logowania|danych logowania|poswiadcz|учетн[а-яе]{1,4} данн|обліков[а-яі]{1,3} дан|prihlasovac|inloggningsuppgift|kirjautumistied|hitelesito adat|kimlik bilgi|usuario(?: (?:o|y|ou|e) |/| / )(?:la |a )?(?:contras|clave|senha)|utente (?:o|e) (?:la )?password|utilisateur (?:ou|et) (?:le )?mot de passe|gebruikersnaam (?:of|en) (?:het )?wachtwoord|benutzername[n]? (?:oder|und) (?:das )?passwor|логин[а-я]{0,2} (?:или|и) парол',
      ),
    ),
    'auth.invalid_credentials',
  ],
  [
    refused(
      'destinatari|destinataire|adresse de destination|empfanger|ontvanger|odbiorc|adresat|получател|адресат|одержувач|отримувач|prijemc|mottagar|mottaker|modtager|vastaanottaj|cimzett|alici(?:yi|lar|nin|si)?\\b|παραληπτ|primatel|prejemnik|收件人|收件邮箱|收件地址|受信者|宛先|수신자|받는 ?사람|nguoi nhan|người nhận|penerima|المستلم|נמען',
    ),
    'recipient.rejected',
  ],
  [
    refused(
      'remitente|remetente|mittente|expediteur|expeditor|absender|afzender|nadawc|отправител|відправник|odesilatel|odosielatel|avsandar|avsender|afsender|lahettaj|felado|gonderen|αποστολε|posiljatelj|пошиљалац|подател|发件人|寄件者|送信者|発信者|발신자|보내는 ?사람|보낸 ?사람|nguoi gui|người gửi|pengirim|المرسل|שולח',
    ),
    'sender.rejected',
  ],
  [
    refused(
      'mensaje|el correo|mensagem|messaggio|le message|le courriel|l.e-?mail|nachricht|(?:die|test)-?mail|bericht|wiadomosc|сообщени|письмо|повідомлен|лист\\b|zpravu|spravu|meddeland|melding|besked|viesti|uzenet|mesaj|ileti(?:yi|nin)?\\b|μηνυμα|poruk|sporocil|邮件|郵件|メール|메일|메시지|tin nhan|pesan|الرسالة|הודעה',
    ),
    'message.rejected',
  ],
];
