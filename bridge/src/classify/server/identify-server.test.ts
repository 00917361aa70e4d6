import { expect, test } from 'vitest';
import { leastThreadMs } from '../../../../tests/setup/thread-time.ts';
import { identifyServer, type ServerClues } from './identify-server.ts';

test.for<[clues: Partial<ServerClues>, found: object]>([
  [{ greeting: '220 mail.own.example ESMTP Postfix (Debian/GNU)' }, { product: 'postfix' }],
  [{ greeting: '220 box.own.example ESMTP Exim 4.97.1 #2 Mon, 30 Nov 2026 10:00:00 +0000' }, { product: 'exim', version: '4.97.1' }],
  [{ greeting: '220 own.example ESMTP Sendmail 8.17.1/8.17.1; Mon, 30 Nov 2026' }, { product: 'sendmail', version: '8.17.1' }],
  [{ greeting: '* OK [CAPABILITY IMAP4rev1 ID] Dovecot (Ubuntu) ready.' }, { product: 'dovecot' }],
  [{ id: '* ID ("name" "Dovecot" "version" "2.3.21")' }, { product: 'dovecot' }],
  [{ greeting: '* OK own Cyrus IMAP 3.8.1-Debian server ready' }, { product: 'cyrus', version: '3.8.1' }],
  [{ greeting: '* OK [CAPABILITY] Zimbra 8.8.15_GA_4000 IMAP4 ready' }, { product: 'zimbra', version: '8.8.15' }],
  [{ greeting: '220 own hMailServer 5.6.8 ESMTP' }, { product: 'hmailserver', version: '5.6.8' }],
  [{ greeting: '220 own.example ESMTP MDaemon 23.5.2; Mon' }, { product: 'mdaemon', version: '23.5.2' }],
  [{ greeting: '* OK hello', capabilities: ['IMAP4REV1', 'X-GM-EXT-1'] }, { product: 'gimap' }],
  [{ greeting: '220 hello', capabilities: ['SIZE 100', 'X-EXPS GSSAPI NTLM'] }, { product: 'exchange' }],
  [{ greeting: '220 fixes for the postfixed eximious' }, {}],
  [{ host: 'SMTP.Office365.com.' }, { provider: 'microsoft-365' }],
  [{ host: 'eu-smtp.outlook.com' }, { provider: 'outlook' }],
  [{ host: 'mail.own.example', certificateNames: ['mail.own.example', '*.gmx.net'] }, { provider: 'gmx' }],
  [{ host: 'mail.own.example', mxHosts: ['aspmx.l.google.com.'] }, { provider: 'gmail' }],
  [{ host: 'mail.own.example', mxHosts: ['mx.own.example'] }, {}],
  [{ reply: '535 5.7.3 Authentication unsuccessful [AM0PR01.eurprd01.prod.exchangelabs.com]' }, { provider: 'microsoft-365' }],
  [{ host: 'gmail.com.own.example' }, {}],
  [{ host: 'notgmail.com' }, {}],
])('%j: %j', ([clues, found]) => {
  expect(identifyServer({ leg: 'smtp', ...clues })).toEqual(found);
});

test('what a server says without end costs no more than its beginning', async () => {
  const long = 'Postfi '.repeat(200_000);
  const capabilities = Array.from({ length: 10_000 }, () => long);
  const certificateNames = Array.from({ length: 10_000 }, () => 'b.'.repeat(500));
  const identify = () =>
    identifyServer({
      leg: 'imap',
      host: 'a.'.repeat(100_000),
      greeting: long,
      id: long,
      reply: `[${long}`,
      capabilities,
      certificateNames,
    });
  const identifyTen = (): void => {
    for (let i = 0; i < 10; i++) identify();
  };
  expect(await leastThreadMs(identifyTen)).toBeLessThan(200);
});
