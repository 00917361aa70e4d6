import type { ConnectionSecurity } from '../../account/connection.ts';
import { accountWords } from './accounts.ts';

/** Words of the settings that are read from the page in the tab. */
export const pageSettingsWords = {
  read: 'Use the settings on this page',
  hint: 'Reads once what can be seen on the page in this tab: never a password, and nothing by itself.',
  reading: 'Reading the page…',
  title: 'Settings on the page',
  source: (origin: string) => `Read from ${origin}`,
  legs: { imap: 'Incoming (IMAP)', smtp: 'Outgoing (SMTP)' },
  server: (host: string, port: number | null, security: ConnectionSecurity | null) =>
    [`${host}${port === null ? '' : `:${port}`}`, security === null ? '' : accountWords.security[security]].filter(Boolean).join(' · '),
  missing: 'The page does not say.',
  usernames: { address: 'the whole address', 'local-part': 'what stands before @', other: 'by a rule of its own: see the page' },
  username: 'User name',
  consent: (hosts: readonly string[]) =>
    `${hosts.join(' and ')} ${hosts.length === 1 ? 'is' : 'are'} not of the domain of your address. The password will go there. Use ${hosts.length === 1 ? 'it' : 'them'} only if you trust this page.`,
  foreign: (hosts: readonly string[]) =>
    `Not offered: ${hosts.join(', ')}. ${hosts.length === 1 ? 'It does' : 'They do'} not belong to the provider of your address.`,
  nothing: 'No settings were found on this page.',
  use: 'Use these settings',
  dismiss: 'Not these',
  failures: {
    refused: 'Without the permission the page cannot be read. It is only used when you press the button.',
    closed:
      'The browser closes this page to extensions: its own pages, its store, files and PDFs cannot be read. Open the help page of your provider in the tab.',
    'not-an-address': 'Enter your whole address first: what the page says depends on it.',
    bridge: 'The bridge could not be asked.',
  },
};
