import { expect, test } from 'vitest';
import { checkSettings, type SettingsFinding, type TypedSettings } from './check-settings.ts';

const typed: TypedSettings = { leg: 'smtp', host: 'smtp.gmail.com', port: '465', secure: true, providerHosts: ['smtp.gmail.com'] };

test.each<[string, Partial<TypedSettings>, SettingsFinding[]]>([
  ['the provider’s own', {}, ['tls-at-once']],
  ['STARTTLS', { port: '587' }, ['starts-tls']],
  ['a trailing blank and capitals', { host: ' SMTP.Gmail.com ' }, ['tls-at-once']],
  ['the dot at the end of a full name', { host: 'smtp.gmail.com.' }, ['tls-at-once']],
  ['a dot alone', { host: '..' }, ['no-host', 'tls-at-once']],
  ['the port of the other leg', { port: '993' }, ['other-leg', 'tls-at-once']],
  ['the port of the other leg, receiving', { leg: 'imap', port: '587', providerHosts: null }, ['other-leg', 'starts-tls']],
  ['POP3', { leg: 'imap', port: '995', providerHosts: null }, ['pop']],
  ['port 25', { port: '25' }, ['port-25', 'starts-tls']],
  ['Secure FALSE', { secure: false }, ['not-secure']],
  ['an odd port', { port: '8465' }, ['finds-out']],
  ['no number', { port: '4 65' }, ['no-port']],
  ['too large a number', { port: '65536' }, ['no-port']],
  ['zero', { port: '0' }, ['no-port']],
  ['an address in place of a host', { host: 'ada@gmail.com' }, ['no-host', 'tls-at-once']],
  ['a web address in place of a host', { host: 'https://mail.google.com' }, ['no-host', 'tls-at-once']],
  ['another host than the provider’s', { host: 'mail.example.org' }, ['not-the-providers', 'tls-at-once']],
  ['a host of a provider that is not known', { host: 'mail.example.org', providerHosts: null }, ['tls-at-once']],
  ['nothing yet', { host: '', port: '' }, []],
])('%s', (_, change, findings) => {
  expect(checkSettings({ ...typed, ...change })).toEqual(findings);
});
