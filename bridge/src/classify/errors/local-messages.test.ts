import { expect, test } from 'vitest';
import { explainText } from '../explain.ts';

/** What glibc and Windows say in other languages, and programs around it in theirs. */
test.for([
  ['net.refused', 'Fehler: Verbindung zu imap.example.org:993 fehlgeschlagen: Verbindungsaufbau abgelehnt'],
  ['net.refused', 'connect: Conexión rehusada'],
  ['net.refused', 'В соединении отказано'],
  ['net.refused', '连接被拒绝'],
  ['net.timeout', "imap.example.org:993 : Délai d'attente de connexion dépassé"],
  ['net.timeout', 'Se ha agotado el tiempo de espera para la conexión'],
  ['net.timeout', 'Die Wartezeit für die Verbindung ist abgelaufen: Zeitüberschreitung'],
  ['net.dns_not_found', 'getaddrinfo: Der Name oder der Dienst ist nicht bekannt'],
  ['net.dns_not_found', 'Error al resolver «smtp.exmple.org»: Nombre o servicio desconocido'],
  ['net.dns_not_found', 'smtp.exmple.org : Nom ou service inconnu'],
  ['net.unreachable', 'Keine Route zum Zielrechner'],
  ['net.unreachable', 'Le réseau n’est pas accessible'.replace('’', "'")],
  ['net.reset', 'Die Verbindung wurde vom Kommunikationspartner zurückgesetzt'],
  ['net.reset', 'Соединение разорвано другой стороной'],
  ['tls.expired', 'Das Zertifikat des Servers ist abgelaufen'],
  ['tls.hostname_mismatch', 'Il certificato non corrisponde al nome del server'],
  ['tls.untrusted_chain', 'Le certificat du serveur n’est pas fiable'],
  ['tls.untrusted_chain', 'El certificado del servidor no es de confianza'],
  ['tls.untrusted_chain', 'O certificado não é confiável'],
  ['tls.untrusted_chain', 'There was a problem with the certificate'],
  ['tls.untrusted_chain', 'The certificate of this host has been revoked'],
  ['net.refused', 'Connexion refusée (ECONNREFUSED), mot de passe non envoyé'],
  ['net.refused', 'Verbindung abgelehnt, das Passwort wurde nicht gesendet'],
] as const)('%s: %s', ([kind, text]) => {
  expect(explainText(text).kind).toBe(kind);
});

/** The English word is spelt like the French one and an ending. */
test.for([
  'Could not read the certificate file /etc/ssl/mail.pem',
  'No certificate store was configured',
  'Loading CA certificates: no such file',
  'Certificate Transparency information was not provided',
])('not every word of a certificate is one of trust: %s', (text) => {
  expect(explainText(text).kind).not.toBe('tls.untrusted_chain');
});

test.for([
  'Verbindung abgelehnt: falsches Passwort',
  'Connexion refusée : mot de passe incorrect',
  'Conexión rechazada: contraseña incorrecta',
  'Conexão recusada: senha errada',
  'Соединение отклонено: неверный пароль',
  '连接被拒绝：密码错误',
])('a connection that is refused over a password was one, and no server is away: %s', (text) => {
  expect(explainText(text).kind).toBe('auth.invalid_credentials');
});

test.for([
  'Your account is not yet active',
  'Mailbox not yet activated',
  'Date error in the header of the message',
  'The user has not yet activated the service',
])('what has a date or is not active yet need not be a certificate: %s', (text) => {
  expect(explainText(text).kind).not.toBe('tls.expired');
});
