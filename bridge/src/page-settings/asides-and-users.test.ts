import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { expect, test } from 'vitest';
import { judgePage } from './judge-page.ts';

const judge = (lines: readonly (string | PageLine)[]) =>
  judgePage(
    lines.map((line) => (typeof line === 'string' ? { kind: line.startsWith('# ') ? 'heading' : 'text', cells: [line] } : line)),
    { domain: 'bakery.test', localPart: 'ann' },
    {
      origin: 'https://help.hoster.test',
      registrable: (host) => host.split('.').slice(-2).join('.'),
      endStep: async () => undefined,
    },
  );
const row = (...cells: string[]): PageLine => ({ kind: 'row', cells });
const host = 'mail3.hoster.test';

test.each([
  '(or mail.bakery.test for non-SSL if you prefer, but please use port 25)',
  '(ohne SSL auch mail.bakery.test, Port 25)',
  '(ou mail.bakery.test sans SSL, port 25)',
  '(o mail.bakery.test sin SSL, puerto 25)',
])('another host in brackets for connections without encryption is none: %s', async (aside) => {
  const { imap, smtp } = await judge([
    `IMAP Server: ${host} ${aside}`,
    'IMAP Port: 993',
    'SSL: On',
    `SMTP Server: ${host} ${aside}`,
    'SMTP Port: 465',
    'SSL: On',
  ]);
  expect([imap, smtp]).toMatchObject([
    { host, port: 993 },
    { host, port: 465 },
  ]);
});

test('ports with and without encryption in brackets behind their only host stay', async () => {
  const { imap } = await judge([`IMAP-Server: ${host} (mit SSL Port 993, ohne SSL Port 143)`]);
  expect(imap).toMatchObject({ host, port: 993, security: 'implicit-tls' });
});

test.each([
  ['', 'Incoming', 'Outgoing'],
  ['', 'Entrante', 'Saliente'],
  ['', 'Eingang', 'Ausgang'],
  ['', 'IMAP', 'SMTP'],
  ['', 'Servidor de entrada', 'Servidor de salida'],
])('a first row of plain cells that names two directions is a head: %s %s %s', async (...head) => {
  const rows = [
    row(...head),
    row('Protocol', 'IMAP', 'SMTP'),
    row('Server', 'in.hoster.test', 'out.hoster.test'),
    row('Port', '993', '465'),
  ];
  expect(await judge(rows)).toMatchObject({ imap: { host: 'in.hoster.test', port: 993 }, smtp: { host: 'out.hoster.test', port: 465 } });
});

test('a row that lists protocols over rows of another form is no head', async () => {
  const rows = [
    row('Protocols', 'IMAP', 'POP3', 'SMTP'),
    row('Incoming server', 'in.hoster.test, port 993'),
    row('Outgoing server', 'out.hoster.test, port 465'),
  ];
  expect(await judge(rows)).toMatchObject({ imap: { host: 'in.hoster.test', port: 993 }, smtp: { host: 'out.hoster.test', port: 465 } });
});

test.each([
  ['El servidor de entrada y de salida es mail.midominio.com, donde midominio.com es su dominio.', 'mail.bakery.test'],
  ['Servidor de entrada: mail.hoster.test. Servidor de salida: mail.hoster.test.', 'mail.hoster.test'],
])('a direction in Spanish: %s', async (line, expected) => {
  expect(await judge([line, 'Puerto IMAP: 993 (SSL)', 'Puerto SMTP: 465 (SSL)'])).toMatchObject({
    imap: { host: expected, port: 993 },
    smtp: { host: expected, port: 465 },
  });
});

test.each([
  ['Сервер вхідної пошти (IMAP)', 'Сервер вихідної пошти (SMTP)', 'Хост'],
  ['Сервер входящей почты (IMAP)', 'Сервер исходящей почты (SMTP)', 'Хост'],
  ['受信 (IMAP)', '送信 (SMTP)', 'ホスト'],
  ['받는 메일 (IMAP)', '보내는 메일 (SMTP)', '호스트'],
  ['Indgående (IMAP)', 'Udgående (SMTP)', 'Vært'],
])('what a server is called below a heading: %s', async (incoming, outgoing, label) => {
  const { imap, smtp } = await judge([
    `# ${incoming}`,
    `${label}: ${host}`,
    'Port: 993 (SSL)',
    `# ${outgoing}`,
    `${label}: ${host}`,
    'Port: 465 (SSL)',
  ]);
  expect([imap, smtp]).toMatchObject([
    { host, port: 993 },
    { host, port: 465 },
  ]);
});

test.each([
  [['Email address: ann@bakery.test', 'Username: as above'], 'address'],
  [['E-Mail-Adresse: ann@bakery.test', 'Benutzername: wie oben'], 'address'],
  [['Adresse : ann@bakery.test', 'Identifiant : ci-dessus'], 'address'],
  [['Username: as above'], null],
  [['Användarnamnet är samma som din e-postadress, inklusive delen efter @-tecknet.'], 'address'],
  [['Your username is the name including the part after the @.'], 'address'],
  [['Benutzername: Name einschließlich der Domain'], 'address'],
  [['Имя пользователя — полное название ящика вместе с доменом.'], 'address'],
  [['Логін: повна назва скриньки разом з доменом'], 'address'],
  [['Имя пользователя: название ящика без домена'], 'local-part'],
  [['Loginname: Ihre Nutzerkennung'], 'other'],
  [['Benutzername: Ihr Nutzerkennzeichen'], 'other'],
  [['Benutzerkennung: Ihre E-Mail-Adresse'], 'address'],
] as const)('who signs in: %s', async (lines, username) => {
  const { imap } = await judge([`IMAP server: ${host}, port 993, SSL`, ...lines]);
  expect(imap?.username).toBe(username);
});
