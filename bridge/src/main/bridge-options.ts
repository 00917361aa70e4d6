import type { OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import type { Report } from '../async/report.ts';
import type { DiscoverOverrides } from './assemble-discovery.ts';
import type { MailOptions } from './assemble-mail-servers.ts';
import type { Folders } from './config.ts';
import type { SharedStoreOptions } from './sharing/open-shared-place.ts';

/** What a bridge is told when it starts. */
export interface BridgeOptions extends MailOptions {
  folders: Folders;
  /** Tried in order; 0 lets the system choose. */
  ports: readonly number[];
  /** Where discovery asks, if not in the usual places. */
  discovery?: Pick<DiscoverOverrides, 'resolver' | 'baseUrls'>;
  /** Stand in for the maintainers' own client ids. */
  oauthClients?: Readonly<Record<string, OAuthClient>>;
  /** Gets one line about every call: its endpoint, time, sizes and outcome, never a body. */
  trace?: (line: string) => void;
  /** The store that other bridges use, too; without it everything lies in the data folder. */
  store?: SharedStoreOptions;
  /** Gets one line about something that went wrong inside; never a secret. */
  report: Report;
}
