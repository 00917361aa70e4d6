import type { Failure } from '../failure/failure.ts';

/** A provider that takes app passwords only, and the page where they are made. */
export interface AppPasswordMaker {
  name: string;
  page: string;
}

/**
 * The large providers whose hosts refuse the normal password; a copy of a few of `providers`, which are too large for a page.
 * `words` is how their replies are known where the host is not.
 */
export const appPasswordProviders: readonly (AppPasswordMaker & { hosts: RegExp; words?: RegExp })[] = [
  {
    name: 'Gmail',
    page: 'https://myaccount.google.com/apppasswords',
    hosts: /(?:^|\.)(?:gmail|googlemail)\.com$/i,
    words: /support\.google\.com|\bgsmtp\b/i,
  },
  { name: 'Yahoo Mail', page: 'https://help.yahoo.com/kb/SLN15241.html', hosts: /(?:^|\.)mail\.yahoo\.com$/i },
  { name: 'iCloud Mail', page: 'https://support.apple.com/102654', hosts: /(?:^|\.)mail\.(?:me|icloud)\.com$/i },
  {
    name: 'AOL Mail',
    page: 'https://help.aol.com/articles/Create-and-manage-app-password',
    hosts: /(?:^|\.)aol\.com$/i,
  },
];

const microsoftHosts = /(?:^|\.)(?:outlook|office365|office|hotmail|live)\.com$/i;
/** Exchange Online names the machine at the end of a reply. */
const microsoftWords = /\[\S+\.(?:prod\.(?:exchangelabs|outlook)|outlook)\.com\b/i;

/** Who makes the app password that was needed, by the host or by the words of the reply. */
export const makerOf = ({ host, reply }: Failure): AppPasswordMaker | undefined =>
  appPasswordProviders.find(({ hosts, words }) => (host !== undefined && hosts.test(host)) || words?.test(reply?.text ?? ''));

/** Whether the failure came from Outlook.com or Exchange Online, by the host or by the words of the reply. */
export const isMicrosofts = ({ host, reply }: Failure): boolean =>
  (host !== undefined && microsoftHosts.test(host)) || microsoftWords.test(reply?.text ?? '');
