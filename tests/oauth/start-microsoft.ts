import type { TestCa } from '../servers/create-ca.ts';
import { acceptSender, ehlo, type Step } from '../servers/script.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import { startWebServer } from '../servers/start-web-server.ts';

const tenant = '9188040d-6c67-4c5b-b112-36a304b66dad';
const login = 'https://login.microsoftonline.com';

/** What the scripted Microsoft does next; changed by the test as it goes on. */
interface MicrosoftMood {
  /** Answer of the token endpoint: tokens for somebody, or an error with its number. */
  tokens: { as: string; nonce?: string } | { refuses: number; error?: string };
  imap: 'open' | 'switched-off' | 'token-refused';
  smtp: 'open' | 'auth-off' | 'token-refused';
}

const challenge = Buffer.from('{"status":"401","schemes":"Bearer","scope":"https://outlook.office.com/IMAP.AccessAsUser.All"}').toString(
  'base64',
);

const imapScript = (mood: MicrosoftMood['imap']): Step[] => [
  { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2] The Microsoft Exchange IMAP4 service is ready.' },
  { client: /AUTHENTICATE XOAUTH2/ },
  ...(mood === 'token-refused'
    ? [{ server: `+ ${challenge}` }, { client: '' }, { server: 'k1 NO AUTHENTICATE failed.' }]
    : [
        { server: '{tag} OK AUTHENTICATE completed.' },
        { clientUntil: /EXAMINE/ },
        {
          server:
            mood === 'switched-off' ? '{tag} BAD User is authenticated but not connected.' : '* 0 EXISTS\r\n{tag} OK [READ-ONLY] done',
        },
      ]),
];

const smtpScript = (mood: MicrosoftMood['smtp']): Step[] => [
  { server: '220 smtp.office365.com Microsoft ESMTP MAIL Service ready' },
  ...ehlo('STARTTLS'),
  { client: 'STARTTLS' },
  { server: '220 2.0.0 SMTP server ready' },
  { startTls: true },
  ...ehlo('AUTH LOGIN XOAUTH2'),
  { client: /^AUTH XOAUTH2/ },
  ...(mood === 'open'
    ? [{ server: '235 2.7.0 Authentication successful' }, ...acceptSender]
    : mood === 'auth-off'
      ? [
          {
            server:
              '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.',
          },
        ]
      : [{ server: `334 ${challenge}` }, { client: '' }, { server: '535 5.7.3 Authentication unsuccessful' }]),
];

/** Microsoft as far as a sign-in goes: its metadata and token endpoint, Exchange's IMAP and SMTP, each in the mood that the test sets. */
export const startMicrosoft = async (ca: TestCa, clientId: string) => {
  const hosts = ['login.microsoftonline.com', 'outlook.office365.com', 'smtp.office365.com', 'smtp-mail.outlook.com'];
  const certificate = await ca.issue({ names: hosts });
  const mood: MicrosoftMood = { tokens: { as: 'ada@outlook.com' }, imap: 'open', smtp: 'open' };
  const base = `${login}/common`;
  const metadata = {
    issuer: `${login}/{tenantid}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['pairwise'],
  };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const idToken = (as: string, nonce: string | undefined) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: `${login}/${tenant}/v2.0`,
      tid: tenant,
      aud: clientId,
      sub: as,
      iat: now,
      exp: now + 600,
      nonce,
      preferred_username: as,
    };
    return `${encode({ alg: 'RS256', typ: 'JWT', kid: 'test' })}.${encode(claims)}.${Buffer.alloc(256).toString('base64url')}`;
  };
  const json = (body: object, status = 200) => ({ body: JSON.stringify(body), type: 'application/json', status });
  const web = await startWebServer((path) => {
    if (path.endsWith('/.well-known/openid-configuration')) return json(metadata);
    if (path.endsWith('/devicecode'))
      return json({
        device_code: 'd',
        user_code: 'ABC',
        verification_uri: 'https://microsoft.com/devicelogin',
        expires_in: 900,
        interval: 1,
      });
    if (!path.endsWith('/token')) return undefined;
    const { tokens } = mood;
    if ('refuses' in tokens) {
      const { refuses, error = 'invalid_grant' } = tokens;
      return json({ error, error_description: `AADSTS${refuses}: scripted`, error_codes: [refuses] }, 400);
    }
    const scope = 'openid profile email https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send';
    return json({
      token_type: 'Bearer',
      scope,
      expires_in: 3600,
      access_token: `access-${Math.random()}`,
      refresh_token: `refresh-${Math.random()}`,
      id_token: idToken(tokens.as, tokens.nonce),
    });
  }, certificate);
  const options = { certificate, lenient: true };
  const imap = await startScriptedServer(() => imapScript(mood.imap), { ...options, implicitTls: true });
  const smtp = await startScriptedServer(() => smtpScript(mood.smtp), options);
  return {
    mood,
    connectTo: [
      `login.microsoftonline.com:443:127.0.0.1:${web.port}`,
      `outlook.office365.com:993:127.0.0.1:${imap.port}`,
      ...['smtp.office365.com', 'smtp-mail.outlook.com'].map((host) => `${host}:587:127.0.0.1:${smtp.port}`),
    ],
    async [Symbol.asyncDispose]() {
      await Promise.all([web, imap, smtp].map((server) => server[Symbol.asyncDispose]()));
    },
  };
};
