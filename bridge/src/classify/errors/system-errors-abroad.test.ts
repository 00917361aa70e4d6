import { expect, test } from 'vitest';
import { explainText } from '../explain.ts';

/** A program says in English that it could not connect, and the system says in its user's language why. */
test.for([
  ['net.timeout', 'Die Wartezeit für die Verbindung ist abgelaufen'],
  ['net.unreachable', 'Keine Route zum Zielrechner'],
  ['net.dns_temporary', 'Temporärer Fehler bei der Namensauflösung'],
  ['net.timeout', "Connexion terminée par expiration du délai d'attente"],
  ['net.dns_not_found', 'Nom ou service inconnu'],
  ['net.dns_temporary', 'Échec temporaire dans la résolution du nom'],
  ['net.unreachable', 'No existe ninguna ruta hasta el «host»'],
  ['net.reset', 'Conexión reinicializada por la máquina remota'],
  ['net.timeout', 'Tempo di connessione scaduto'],
  ['net.dns_temporary', 'Risoluzione del nome temporaneamente non riuscita'],
  ['net.unreachable', 'Não há rota para o host'],
  ['net.dns_temporary', 'Falha temporária na resolução de nome'],
  ['net.timeout', 'Przekroczony czas oczekiwania na połączenie'],
  ['net.unreachable', 'Brak trasy do hosta'],
  ['net.timeout', 'Время ожидания соединения истекло'],
  ['net.dns_temporary', 'Временный сбой в разрешении имен'],
  ['net.reset', 'Verbinding is weggevallen'],
  ['net.dns_not_found', 'Naam of dienst is niet bekend'],
  ['net.unreachable', '没有到主机的路由'],
  ['net.timeout', '接続がタイムアウトしました'],
] as const)('%s: %s', ([kind, words]) => {
  expect(explainText(`stream_socket_client(): unable to connect to tcp://mail.example.org:143 (${words})`).kind).toBe(kind);
  expect(explainText(`Login failed for ann. Could not connect to mail.example.org:143: ${words} in rcube_imap.php`).kind).toBe(kind);
});
