import { beforeAll, expect, test } from 'vitest';
import { createCa, type ServerCertificate, type TestCa } from '../../servers/create-ca.ts';
import { ehlo, type Step } from '../../servers/script.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { checkLeg, type LegCheck } from './check-leg.ts';

let ca: TestCa;
let certificate: ServerCertificate;
beforeAll(async () => {
  ca = await createCa();
  certificate = await ca.issue({ names: ['mail.test', '*.outlook.com'] });
});

const failureOf = async (script: readonly Step[], check: Pick<LegCheck, 'leg' | 'port' | 'lookUpMx'>, using = certificate) => {
  await using server = await startScriptedServer(script, { certificate: using, implicitTls: true, lenient: true });
  const { verdict } = await checkLeg({ server, ca, ...check });
  return verdict.state === 'failed' ? verdict.failure : undefined;
};

const smtpRefusal = (greeting: string, reply: string): Step[] => [
  { server: greeting },
  ...ehlo('PIPELINING', 'AUTH PLAIN'),
  { client: /^AUTH/ },
  { server: reply },
];
const imapRefusal = (greeting: string, reply: string): Step[] => [
  { server: greeting },
  { client: /AUTHENTICATE PLAIN/ },
  { server: `{tag} ${reply}` },
];
const exchange = '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] The Microsoft Exchange IMAP4 service is ready.';

test('product and version are heard in the greeting, and stand in the verdict', async () => {
  const ca1 = await ca.issue();
  expect(
    await failureOf(smtpRefusal('220 mail.test ESMTP Exim 4.97.1', '535 Incorrect authentication data'), { leg: 'smtp', port: 465 }, ca1),
  ).toMatchObject({
    kind: 'auth.invalid_credentials',
    server: { product: 'exim', version: '4.97.1' },
  });
});

test('the names of the certificate say whose server it is, and what its refusal means there', async () => {
  const refusal = imapRefusal(exchange, 'NO AUTHENTICATE failed.');
  expect(await failureOf(refusal, { leg: 'imap', port: 993 })).toMatchObject({
    kind: 'auth.oauth_required',
    server: { provider: 'outlook' },
  });
  expect(await failureOf(refusal, { leg: 'imap', port: 993 }, await ca.issue())).toMatchObject({
    kind: 'auth.invalid_credentials',
    server: { product: 'exchange' },
  });
});

const identity = '* ID ("name" "Dovecot" "version" "2.3.21")';
test.each([
  ['alone', identity],
  ['before something else', `${identity}\r\n* OK Still here`],
  ['after something else', `* OK Still here\r\n${identity}`],
  ['between capabilities and news', `* CAPABILITY IMAP4rev1 ID\r\n${identity}\r\n* 3 EXISTS`],
])('the answer to ID tells the product where the mailbox is refused: %s', async (_, answer) => {
  const script: Step[] = [
    { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR ID AUTH=PLAIN] ready' },
    { client: /AUTHENTICATE PLAIN/ },
    { server: '{tag} OK' },
    { client: / ID / },
    { server: `${answer}\r\n{tag} OK` },
    { client: /EXAMINE/ },
    { server: '{tag} NO [SERVERBUG] Internal error' },
  ];
  expect(await failureOf(script, { leg: 'imap', port: 993 }, await ca.issue())).toMatchObject({
    stage: 'mailbox',
    server: { product: 'dovecot' },
  });
});

test('where nothing else tells, the MX of the own domain is asked; its silence keeps no verdict', async () => {
  const refusal = smtpRefusal('220 mail.test ready', '534 5.7.9 See our pages');
  const ca1 = await ca.issue();
  const asked: string[] = [];
  const lookUpMx = async (domain: string) => (asked.push(domain), ['aspmx.l.google.com']);
  const check = { leg: 'smtp', port: 465 } as const;
  expect(await failureOf(refusal, { ...check, lookUpMx }, ca1)).toMatchObject({
    kind: 'auth.app_password_required',
    server: { provider: 'gmail' },
  });
  expect(asked).toEqual(['mail.test']);
  expect(await failureOf(smtpRefusal('220 mail.test ESMTP Postfix', '534 5.7.9 See our pages'), { ...check, lookUpMx }, ca1)).toMatchObject(
    {
      server: { product: 'postfix' },
    },
  );
  expect(asked).toHaveLength(1);
  const silent = (_: string, signal: AbortSignal) =>
    new Promise<string[]>((resolve) => signal.addEventListener('abort', () => resolve([]), { once: true }));
  expect(await failureOf(refusal, { ...check, lookUpMx: silent }, ca1)).toMatchObject({ kind: 'unknown' });
});
