import { expect, test } from 'vitest';
import { classify } from '../../bridge/src/classify/classify.ts';
import { explainText } from '../../bridge/src/classify/explain.ts';
import { foldText } from '../../bridge/src/classify/fold-text.ts';
import { judgesPassword } from '../../bridge/src/classify/judges-password.ts';
import { parseRecord } from '../../bridge/src/classify/parse-record.ts';
import { parseReply } from '../../bridge/src/classify/parse-reply.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { readCorpus, unseenSets } from './read-corpus.ts';

const said = (leg: 'smtp' | 'imap', text: string) => classify({ leg, stage: 'sign-in', reply: { text } });

test.for([
  'a1 NO access denied by user filter',
  'a1 NO login denied by the directory filter',
  'a1 NO user rejected by the border guard',
  'a1 NO authentication refused by plugin fraudwatch',
  '535 5.7.8 user refused by fraudwatch plugin number nine',
  '550 login failed because the quarterly audit is running',
])('a reason that is not the password is not called one: %s', (text) => {
  expect(said(text.startsWith('a1') ? 'imap' : 'smtp', text).kind).not.toBe('auth.invalid_credentials');
});

test.for([
  '535 5.7.8 Error: authentication failed',
  '535 the user name or the password does not match',
  'a1 NO LOGIN failed for "ada"',
  'a1 NO [AUTHENTICATIONFAILED] Sorry, wrong credentials, please check them',
  'a1 NO Nepareizs lietotājvārds vai parole',
  '535 Vale kasutajanimi või parool',
  '535 5.7.8 Invalid password, please try again or generate a new alias password',
])('what judges the password is called wrong: %s', (text) => {
  expect(said(text.startsWith('a1') ? 'imap' : 'smtp', text).kind).toBe('auth.invalid_credentials');
});

test.for([
  'a1 NO Parolanız üç kez yanlış girildi, on dakika bekleyin',
  '535 Kennwort dreimal falsch eingegeben, bitte zehn Minuten warten',
  '535 5.7.8 Contraseña incorrecta tres veces, espere diez minutos',
  'a1 NO Пароль трижды введён неверно, подождите десять минут',
  'a1 NO AUTHENTICATE failed: invalid PLAIN data',
  'a1 NO AUTHENTICATE failed: malformed SASL payload',
  '535 5.7.8 Bad initial response',
  '535 5.7.1 許可されたネットワーク以外からはログインできません',
  '535 办公网络以外无法登录',
  '535 5.7.1 사내 네트워크에서만 로그인할 수 있습니다',
])('wrong too often, unreadable or from the wrong place is not called a wrong password: %s', (text) => {
  expect(said(text.startsWith('a1') ? 'imap' : 'smtp', text).kind).not.toBe('auth.invalid_credentials');
});

test.for([
  'El servidor SMTP rechazó las credenciales porque la cuenta está bloqueada',
  'O servidor SMTP recusou as credenciais: conta suspensa',
  'Il server SMTP ha rifiutato utente o password, attendere dieci minuti',
  'De SMTP-server weigert de aanmeldgegevens omdat SMTP is uitgeschakeld',
  'Der SMTP-Server hat die Zugangsdaten abgelehnt, weil das Postfach gesperrt ist',
  'Сервер SMTP отклонил учетные данные: слишком много попыток',
])('what a program says of refused credentials is no wrong password where it gives a reason: %s', (text) => {
  expect(explainText(text).kind).not.toBe('auth.invalid_credentials');
});

test.for([
  'Connexion au serveur SMTP impossible.',
  'Impossible de se connecter au serveur IMAP',
  'La conexión con el servidor SMTP ha fallado',
  'Connessione al server IMAP fallita',
  'Falha na conexão com o servidor SMTP',
  'Conexiunea la serverul SMTP a eșuat',
])('a connection to a server that failed is no sign-in: %s', (text) => {
  expect(explainText(text).kind).not.toBe('auth.invalid_credentials');
  expect(judgesPassword(foldText(text))).toBe(false);
});

const words = {
  what: ['login', 'authentication', 'user', 'account', 'sign-in', 'logon', 'access', 'session'],
  how: ['failed', 'denied', 'rejected', 'refused', 'error'],
  why: ['by the filter', 'for this realm', 'in zone three', 'because of quarantine', 'until audited', 'by upstream guard', 'under rule 12'],
};
const codes = { smtp: ['535 5.7.8 ', '535 ', '550 5.7.1 ', '554 ', '454 4.7.0 '], imap: ['a1 NO ', 'a1 NO [AUTHENTICATIONFAILED] ', 'a1 BAD '] };

test('a refused sign-in with a reason that nobody knows is never called a wrong password, whatever the code', () => {
  const seed = 16;
  const random = createRandom(seed);
  for (let i = 0; i < (process.env.KURRIER_SOAK ? 20_000 : 500); i += 1) {
    const leg = random.pick(['smtp', 'imap'] as const);
    const text = `${random.pick(codes[leg])}${random.pick(words.what)} ${random.pick(words.how)} ${random.pick(words.why)}`;
    expect(said(leg, text).kind, `seed ${seed}: ${text}`).not.toBe('auth.invalid_credentials');
  }
});

/** A refused sign-in, and reasons that no row knows, in the same language. */
const abroad = [
  ['Anmeldung fehlgeschlagen', 'weil der Mond im dritten Haus steht', 'Vorgang siebzehn noch nicht abgeschlossen'],
  ['Échec de la connexion', 'la quinzaine comptable est ouverte', 'le dossier vert attend sa signature'],
  ['Error de autenticación', 'el gerente todavía está de viaje', 'falta el sello del ayuntamiento'],
  ['Falha na autenticação', 'o armário do fundo ficou trancado', 'falta o carimbo do cartório'],
  ['Accesso rifiutato', 'il direttore deve ancora firmare il modulo', 'manca la marca da bollo'],
  ['Błąd logowania', 'trwa coroczne liczenie kaczek', 'brakuje pieczątki wójta'],
  ['Ошибка входа', 'не пройдена сверка третьей ведомости', 'ожидается подпись главного бухгалтера'],
  ['Přihlášení selhalo', 'probíhá sčítání holubů na střeše', 'chybí razítko starosty'],
  ['Aanmelden mislukt', 'de jaarlijkse duiventelling is bezig', 'het stempel van de burgemeester ontbreekt'],
  ['Inloggningen misslyckades', 'den årliga duvräkningen pågår', 'borgmästarens stämpel saknas'],
  ['Oturum açma başarısız', 'belediye mührü henüz basılmadı', 'yıllık güvercin sayımı sürüyor'],
  ['登录失败', '第三仓库的鸽子尚未清点完毕', '缺少村长的红色印章'],
  ['ログインに失敗しました', '屋上の鳩の数え上げが終わっていないため', '町長の判子がまだ押されていません'],
] as const;

test('in other languages neither: a failed sign-in with a reason that nobody knows is not the password', () => {
  for (const [failed, ...reasons] of abroad) {
    for (const reason of reasons) {
      for (const [leg, code] of [['smtp', '535 5.7.8 '], ['smtp', '535 '], ['imap', 'a1 NO '], ['imap', 'a1 NO [AUTHENTICATIONFAILED] ']] as const)
        expect(said(leg, `${code}${failed}: ${reason}`).kind, `${code}${failed}: ${reason}`).not.toBe('auth.invalid_credentials');
    }
    expect(said('imap', `a1 NO ${failed}`).kind, failed).toBe('auth.invalid_credentials');
  }
});

/** Reasons of one word or two, as a clause of their own. */
const shortly = [
  ['Anmeldung abgelehnt', 'Nachtruhe', 'Wochenende', 'Karneval'],
  ['Échec de la connexion', 'impayé', 'hors horaires'],
  ['Autenticación fallida', 'impago', 'fin de semana'],
  ['Login falhou', 'férias', 'mudança'],
  ['Accesso negato', 'ferie', 'sciopero'],
  ['Logowanie odrzucone', 'długi', 'urlop'],
  ['Вход отклонён', 'ночь', 'роуминг'],
  ['Přihlášení selhalo', 'odstávka', 'svátek'],
  ['Inloggen geweigerd', 'schuld', 'vakantie'],
  ['Kirjautuminen epäonnistui', 'huolto', 'loma'],
  ['Oturum reddedildi', 'bakım', 'tatil'],
  ['登录失败', '系统正在备份', '春节放假', '未绑定手机'],
  ['認証に失敗しました', '契約終了', 'データベース障害'],
  ['로그인 실패', '해외 접속', '데이터베이스 장애'],
] as const;

test('a reason of one word that nobody knows is one, too, wherever it stands', () => {
  for (const [failed, ...reasons] of shortly) {
    for (const reason of reasons) {
      for (const text of [`${failed}: ${reason}`, `${failed}, ${reason}`, `${failed} (${reason})`, `${failed}. ${reason}`, `${reason} - ${failed}`])
        for (const [leg, code] of [['smtp', '535 5.7.8 '], ['imap', 'a1 NO [AUTHENTICATIONFAILED] ']] as const)
          expect.soft(said(leg, code + text).kind, code + text).not.toBe('auth.invalid_credentials');
    }
    for (const text of [failed, `${failed}.`, `${failed} (K7-4402)`, `mail.example.org: ${failed}`])
      expect.soft(said('smtp', `535 5.7.8 ${text}`).kind, text).toBe('auth.invalid_credentials');
  }
});

const labelled = ['train', 'catalogue', 'more', 'composed', ...unseenSets].flatMap(readCorpus);

test('of all replies that are known, a wrong password is said only of those that judge one or are known of their provider', () => {
  const ofOthers = labelled.flatMap((record) => {
    const { reply, leg, stage } = parseRecord(record);
    if (!reply || stage !== 'sign-in' || classify({ leg, stage, reply }).kind !== 'auth.invalid_credentials') return [];
    return judgesPassword(foldText(parseReply(leg, reply).words)) ? [] : [reply.text];
  });
  expect(ofOthers.filter((text) => !/not loving your login|cannot achieve exchange/i.test(text))).toEqual([]);
});
