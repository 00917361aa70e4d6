import { expect, test } from 'vitest';
import { judgePage } from './judge-page.ts';
import type { UsernameRule } from './username-rule.ts';

const address = { domain: 'mail.test', localPart: 'ann' };
const judge = (lines: readonly string[]) =>
  judgePage(
    lines.map((line) => ({ kind: 'text' as const, cells: [line] })),
    address,
    { origin: 'https://help.mail.test', registrable: (host) => host.split('.').slice(-2).join('.'), endStep: async () => undefined },
  );
const [implicit, starttls] = ['implicit-tls', 'starttls'];

test.each([
  'The ports are 993 for incoming and 587 for outgoing mail.',
  'Use SSL; ports: 993 for IMAP, 587 for SMTP.',
  'SSL, Ports: 993 für den Eingang, 587 für den Ausgang.',
  'SSL : 993 pour la réception et 587 pour l’envoi.',
  'SSL, puertos 993 para la entrada y 587 para la salida.',
  '993 (IMAP), 587 (SMTP), SSL',
])('ports before what they are for: %s', async (ports) => {
  const { imap, smtp } = await judge(['IMAP: in.mail.test', 'SMTP: out.mail.test', `Encryption: SSL. ${ports}`]);
  expect([imap, smtp]).toMatchObject([
    { host: 'in.mail.test', port: 993, security: implicit },
    { host: 'out.mail.test', port: 587, security: starttls },
  ]);
});

test.each([
  'Incoming and outgoing server: mx4.mail.test',
  'Eingangs- und Ausgangsserver: mx4.mail.test',
  'Servidor de entrada e de saída: mx4.mail.test',
  'Serveur entrant et sortant : mx4.mail.test',
  'Server incoming / outgoing: mx4.mail.test',
])('one server for both directions: %s', async (server) => {
  const { imap, smtp } = await judge([server, 'Port IMAP: 993 (SSL)', 'Port SMTP: 465 (SSL)']);
  expect([imap, smtp]).toMatchObject([
    { host: 'mx4.mail.test', port: 993 },
    { host: 'mx4.mail.test', port: 465 },
  ]);
});

test.each(['IMAP-Zugangsdaten', 'IMAP settings', 'Accès IMAP'])(
  'a line that names its protocol below a heading that does, too: %s',
  async (heading) => {
    const { imap } = await judge([heading, 'Posteingangsserver (IMAP): imap.mail.test', 'Port: 993']);
    expect(imap).toMatchObject({ host: 'imap.mail.test', port: 993 });
  },
);

test.each(['wXXX.host.test', 'serverNN.host.test', 's-xxx.host.test', 'XX.host.test'])(
  'a name with a part left out is no host: %s',
  async (host) => {
    expect(await judge([`IMAP server: ${host}, port 993, SSL`, `SMTP server: ${host}, port 465, SSL`])).toEqual({
      imap: null,
      smtp: null,
      foreign: [],
    });
  },
);

test.each([
  ['mail.xxxlutz.at', 'xxxlutz.at'],
  ['imap.xxxlutz.at', 'xxxlutz.at'],
  ['mail.cinexxx.test', 'cinexxx.test'],
  ['xxx-media.test', 'xxx-media.test'],
])('%s is a host for addresses of %s, and with a part left out it is none', async (host, domain) => {
  const read = (name: string) =>
    judgePage(
      [{ kind: 'text', cells: [`IMAP server: ${name}, port 993, SSL. SMTP server: ${name}, port 465, SSL`] }],
      { domain, localPart: 'ann' },
      { origin: `https://help.${domain}`, registrable: (one) => one.split('.').slice(-2).join('.'), endStep: async () => undefined },
    );
  expect(await read(host)).toMatchObject({ imap: { host, port: 993 }, smtp: { host, port: 465 } });
  for (const part of ['sXXX', 'mailNN', 'xxx']) expect(await read(`${part}.${domain}`)).toMatchObject({ imap: null, smtp: null });
});

test('of two servers that are as good, that of the address’s own domain is taken, wherever it stands', async () => {
  const other = 'Your old IMAP server, for instance imap.old.test port 993.';
  const own = 'IMAP server: imap.mail.test, port 993, SSL/TLS';
  for (const lines of [
    [other, own],
    [own, other],
  ])
    expect((await judge(lines)).imap).toMatchObject({ host: 'imap.mail.test', needsConsent: false });
});

test.each<[said: string, rule: UsernameRule]>([
  ['Sign in with your college ID (for example bo1234), not your email address.', 'other'],
  ['Benutzername: Ihre Kennung (z. B. bo1234), nicht die E-Mail-Adresse', 'other'],
  ['Nom d’utilisateur : votre identifiant ENT (par exemple cmorel01)', 'other'],
  ['User name: your full address, e.g. ann12@mail.test', 'address'],
  ['User name: the part of your address before the @, for example bo1234', 'local-part'],
  ['User name: your email address, not your customer number', 'address'],
  ['Account name: your user name without the domain', 'local-part'],
  ['Benutzername: ohne die Domain', 'local-part'],
  ['Authentication: yes, your full email address and password', 'address'],
  ['Authentifizierung: mit Ihrer E-Mail-Adresse und dem Kennwort', 'address'],
  ['Authentication: normal password', null],
  ['Usuário: informe no campo o seu e-mail', 'address'],
  ['Usuário: no formato nome@mail.test', 'address'],
  ['Nome de utilizador: escreva no primeiro campo o endereço de e-mail', 'address'],
  ['Usuário: o endereço que consta no contrato', 'address'],
  ['Usuário: a sua conta, não o endereço de e-mail', null],
  ['Usuario: su cuenta, no su correo electrónico', null],
  ['Usuario: su cuenta, no la dirección de correo', null],
  ['Usuario: su cuenta (no utilice su dirección de correo)', null],
])('%s', async (said, rule) => {
  const { imap } = await judge(['IMAP: imap.mail.test, port 993, SSL', said]);
  expect(imap?.username).toBe(rule);
});
