import type { Discovery, FoundServer, LegDiscovery, LocalServer } from '@kurrier/shared/discovery/discovery';
import type { Call } from '../../../model/call.ts';
import { createFormModel, type FormModel } from '../../../model/accounts/form-model.ts';

const settle = () => Promise.resolve();
const never = () => new Promise<never>(() => {});

const server = (host: string, port: number, change: Partial<FoundServer> = {}): FoundServer => ({
  host,
  port,
  security: port === 587 ? 'starttls' : 'implicit-tls',
  username: 'ada@example.org',
  password: true,
  oauth2: false,
  ...change,
});
const found = (
  of: FoundServer,
  source: Extract<LegDiscovery, { state: 'found' }>['source'] = 'provider-facts',
  more: Partial<Extract<LegDiscovery, { state: 'found' }>> = {},
): LegDiscovery => ({ state: 'found', server: of, source, consent: false, alternatives: [], ...more });

const localServer = (change: Partial<LocalServer> = {}): LocalServer => ({
  product: 'proton-bridge',
  leg: 'imap',
  host: '127.0.0.1',
  port: 1143,
  security: 'starttls',
  listener: 'own',
  trust: 'new',
  certificate: {
    subject: 'C=CH, O=Proton AG, OU=Proton Mail, CN=127.0.0.1',
    issuer: 'C=CH, O=Proton AG, OU=Proton Mail, CN=127.0.0.1',
    names: ['127.0.0.1'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2046-01-01T00:00:00.000Z',
    fingerprint: '3f'.repeat(32),
    spki: '4e'.repeat(32),
  },
  ...change,
});

const nothing: Discovery = {
  address: 'ada@example.org',
  domain: 'example.org',
  smtp: { state: 'unknown' },
  imap: { state: 'unknown' },
  prepare: [],
  documentation: [],
  advice: [],
  localServers: [],
  refused: [],
  sources: [{ source: 'autoconfig-http', state: 'not-asked', tookMs: 0 }],
  tookMs: 2700,
};

const samples: Record<string, Partial<Discovery>> = {
  'app password': {
    provider: { id: 'gmail', name: 'Gmail' },
    smtp: found(server('smtp.gmail.com', 465), 'provider-facts', {
      alternatives: [{ server: server('smtp.gmail.com', 587), source: 'provider-facts' }],
    }),
    imap: found(server('imap.gmail.com', 993)),
    prepare: [{ need: 'app-password', url: 'https://myaccount.google.com/apppasswords' }],
  },
  'passwords ending': {
    provider: { id: 'microsoft-365', name: 'Microsoft 365' },
    smtp: found(server('smtp.office365.com', 587)),
    imap: found(server('outlook.office365.com', 993, { password: false, oauth2: true })),
    prepare: [
      { need: 'oauth-only', legs: ['imap'], url: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/' },
      { need: 'passwords-ending', legs: ['smtp'], date: '2026-12-31', url: 'https://learn.microsoft.com/exchange/' },
    ],
  },
  'no passwords': {
    provider: { id: 'outlook', name: 'Outlook.com' },
    smtp: found(server('smtp-mail.outlook.com', 587, { password: false, oauth2: true })),
    imap: found(server('outlook.office365.com', 993, { password: false, oauth2: true })),
    prepare: [{ need: 'oauth-only', url: 'https://support.microsoft.com/office/modern-authentication' }],
  },
  'own domain': {
    smtp: found(server('mail.example.org', 465), 'autoconfig', {
      alternatives: [{ server: server('mail.example.org', 587), source: 'srv' }],
    }),
    imap: found(server('mail.example.org', 993, { username: 'ada' }), 'srv'),
    documentation: [{ url: 'https://help.example.org/mail', title: 'Set up your mail program' }],
    advice: ['own-mailbox-user'],
  },
  consent: {
    smtp: found(server('smtp.mail-hosting.example', 465), 'mx', { consent: true }),
    imap: found(server('imap.mail-hosting.example', 993), 'mx', { consent: true }),
    advice: ['shared-address'],
  },
  'no encryption': {
    provider: { name: 'Old Provider' },
    smtp: found(server('mail.old.example', 25, { security: 'cleartext' }), 'ispdb'),
    imap: { state: 'not-offered', source: 'ispdb' },
    prepare: [{ need: 'no-imap' }],
  },
  'local bridge': {
    provider: { id: 'proton', name: 'Proton Mail' },
    smtp: found(server('127.0.0.1', 1025)),
    imap: found(server('127.0.0.1', 1143, { security: 'starttls' })),
    prepare: [
      { need: 'paid-plan', url: 'https://proton.me/mail/pricing' },
      { need: 'local-bridge', url: 'https://proton.me/mail/bridge' },
    ],
  },
  'local bridge runs': {
    provider: { id: 'proton', name: 'Proton Mail' },
    smtp: found(server('127.0.0.1', 1025, { security: 'starttls' }), 'local-server'),
    imap: found(server('127.0.0.1', 1143, { security: 'starttls' }), 'local-server'),
    prepare: [{ need: 'bridge-password', url: 'https://proton.me/support/imap-smtp-and-pop3-setup' }],
    localServers: [localServer(), localServer({ leg: 'smtp', port: 1025 })],
  },
  'local bridge changed': {
    provider: { id: 'proton', name: 'Proton Mail' },
    smtp: { state: 'unknown' },
    imap: found(server('127.0.0.1', 1143, { security: 'starttls' }), 'local-server'),
    prepare: [{ need: 'bridge-password' }],
    localServers: [localServer({ trust: 'changed', listener: 'unknown' })],
    refused: [{ source: 'local-server', host: '127.0.0.1:1025', reason: 'other-user' }],
  },
  'one leg': {
    smtp: found(server('mail.example.org', 465), 'probe'),
    refused: [{ source: 'srv', host: '192.168.1.5', reason: 'private-address' }],
  },
  'slip of the keys': { didYouMean: 'gmail.com' },
  'no DNS': { couldNotLook: true },
  nothing: {},
};

const look = async (call: Call): Promise<FormModel> => {
  const form = createFormModel({ call, keepDraft: settle, sleep: settle });
  form.addressFirst?.type('ada@example.org');
  await new Promise((resolve) => setTimeout(resolve));
  return form;
};
const answer = (value: Discovery) => look((() => Promise.resolve({ ok: true, value })) as Call);

/** The form at every answer that an address can have. */
export const lookupForms: Record<string, FormModel> = {
  looking: await look(never),
  ...Object.fromEntries(
    await Promise.all(Object.entries(samples).map(async ([name, sample]) => [name, await answer({ ...nothing, ...sample })] as const)),
  ),
  'no bridge': await look(() => Promise.resolve({ ok: false, failure: 'not-running' })),
};
