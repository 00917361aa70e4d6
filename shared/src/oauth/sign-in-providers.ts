import type { OpenProvider, SignInProvider } from './sign-in-provider.ts';

const microsoftScopes = (outlook: string): OpenProvider['scopes'] => ({
  every: ['offline_access', 'openid', 'profile', 'email'],
  // One resource only: a request that mixes them with Graph is refused (AADSTS28000).
  imap: [`https://${outlook}/IMAP.AccessAsUser.All`],
  smtp: [`https://${outlook}/SMTP.Send`],
});

/** `prompt=consent` would ask for the administrator's approval again although it was given. */
const microsoft = {
  state: 'open',
  redirectHost: 'localhost',
  parameters: { prompt: 'select_account' },
  clientSecret: 'none',
  signInNameFirst: true,
  deviceCode: true,
  otherWays: ['administrator', 'forwarding'],
} as const satisfies Partial<OpenProvider>;

/** Every provider of sign-ins that is known, as data. Others are found by their issuer. */
export const signInProviders: readonly SignInProvider[] = [
  {
    ...microsoft,
    id: 'microsoft',
    name: 'Microsoft',
    oauth: ['login.microsoftonline.com'],
    issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
    tenant: 'common',
    scopes: microsoftScopes('outlook.office.com'),
    mailHosts: ['outlook.office365.com', 'outlook.office.com', 'smtp.office365.com', 'smtp-mail.outlook.com', 'imap-mail.outlook.com'],
    registration: { by: 'organisation', page: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps' },
    permissionsPage: 'https://myaccount.microsoft.com/applications',
  },
  {
    ...microsoft,
    id: 'microsoft-us-government',
    name: 'Microsoft (US Government)',
    oauth: ['login.microsoftonline.us'],
    issuer: 'https://login.microsoftonline.us/{tenant}/v2.0',
    tenant: null,
    scopes: microsoftScopes('outlook.office365.us'),
    mailHosts: ['outlook.office365.us', 'smtp.office365.us'],
    registration: { by: 'organisation', page: 'https://entra.microsoft.us' },
  },
  {
    ...microsoft,
    id: 'microsoft-china',
    name: 'Microsoft (21Vianet)',
    oauth: ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn'],
    issuer: 'https://login.partner.microsoftonline.cn/{tenant}/v2.0',
    tenant: null,
    scopes: microsoftScopes('partner.outlook.cn'),
    mailHosts: ['partner.outlook.cn', 'smtp.partner.outlook.cn'],
    registration: { by: 'organisation', page: 'https://entra.microsoftonline.cn' },
  },
  {
    state: 'open',
    id: 'google',
    name: 'Google',
    oauth: ['accounts.google.com'],
    issuer: 'https://accounts.google.com',
    scopes: { every: ['openid', 'email'], smtp: ['https://mail.google.com/'], imap: ['https://mail.google.com/'] },
    redirectHost: '127.0.0.1',
    // Without both there is no refresh token on a second sign-in.
    parameters: { access_type: 'offline', prompt: 'consent select_account' },
    clientSecret: 'sent',
    deviceCode: false,
    mailHosts: ['imap.gmail.com', 'smtp.gmail.com', 'imap.googlemail.com', 'smtp.googlemail.com', 'smtp-relay.gmail.com'],
    registration: { by: 'anybody', page: 'https://console.cloud.google.com/auth/clients' },
    permissionsPage: 'https://myaccount.google.com/connections',
    otherWays: ['app-password'],
  },
  {
    state: 'open',
    id: 'yandex',
    name: 'Yandex',
    oauth: ['oauth.yandex.com', 'oauth.yandex.ru'],
    issuer: 'https://oauth.yandex.com',
    endpoints: { authorization: 'https://oauth.yandex.com/authorize', token: 'https://oauth.yandex.com/token' },
    scopes: { every: [], smtp: ['mail:smtp'], imap: ['mail:imap_full'] },
    redirectHost: '127.0.0.1',
    parameters: { force_confirm: 'yes' },
    clientSecret: 'sent',
    deviceCode: false,
    mailHosts: ['imap.yandex.com', 'smtp.yandex.com', 'imap.yandex.ru', 'smtp.yandex.ru'],
    registration: { by: 'anybody', page: 'https://oauth.yandex.com/client/new' },
    otherWays: ['app-password'],
  },
  {
    state: 'open',
    id: 'mail-ru',
    name: 'Mail.ru',
    oauth: ['o2.mail.ru', 'oauth.mail.ru'],
    issuer: 'https://o2.mail.ru',
    endpoints: { authorization: 'https://o2.mail.ru/login', token: 'https://o2.mail.ru/token' },
    scopes: { every: ['userinfo'], smtp: ['mail.imap'], imap: ['mail.imap'] },
    redirectHost: '127.0.0.1',
    parameters: {},
    clientSecret: 'sent',
    deviceCode: false,
    mailHosts: ['imap.mail.ru', 'smtp.mail.ru'],
    registration: { by: 'anybody', page: 'https://o2.mail.ru/app/' },
    otherWays: ['app-password'],
  },
  { state: 'closed', id: 'yahoo', name: 'Yahoo', oauth: ['login.yahoo.com', 'api.login.yahoo.com'], otherWays: ['app-password'] },
  { state: 'closed', id: 'aol', name: 'AOL', oauth: ['login.aol.com', 'api.login.aol.com'], otherWays: ['app-password'] },
  { state: 'closed', id: 'fastmail', name: 'Fastmail', oauth: ['api.fastmail.com', 'www.fastmail.com'], otherWays: ['app-password'] },
  {
    state: 'closed',
    id: 'zoho',
    name: 'Zoho',
    oauth: [
      'accounts.zoho.com',
      'accounts.zoho.eu',
      'accounts.zoho.in',
      'accounts.zoho.com.au',
      'accounts.zoho.jp',
      'accounts.zoho.com.cn',
    ],
    otherWays: ['app-password'],
  },
];

/** The provider with this permanent id. */
export const signInProvider = (id: string): SignInProvider | undefined => signInProviders.find((provider) => provider.id === id);

/** The provider that an issuer belongs to, which a source may name as a host or as an address. */
export const signInProviderOfIssuer = (issuer: string): SignInProvider | undefined => {
  const host =
    issuer
      .replace(/^https:\/\//, '')
      .split('/', 1)[0]
      ?.toLowerCase() ?? '';
  return signInProviders.find(({ oauth }) => oauth.includes(host));
};

/** The provider whose tokens this mail server takes. */
export const signInProviderOfHost = (host: string): OpenProvider | undefined =>
  signInProviders.find(
    (provider): provider is OpenProvider => provider.state === 'open' && provider.mailHosts.includes(host.toLowerCase().replace(/\.$/, '')),
  );

/** The issuer with its tenant filled in; null where one is needed and nobody named it. */
export const issuerOf = ({ issuer, tenant }: OpenProvider, wanted: string | undefined): string | null => {
  const named = wanted ?? tenant;
  if (!issuer.includes('{tenant}')) return issuer;
  return named ? issuer.replace('{tenant}', encodeURIComponent(named)) : null;
};
