import type { DocumentationLink, FoundServer, Preparation } from '@kurrier/shared/discovery/discovery';
import type { Provider } from '@kurrier/shared/providers/provider';

/**
 * What one source says about an address. A leg that is absent was not spoken of; a leg without servers is said not to exist.
 * Servers stand in the source's order of preference.
 */
export interface Offer {
  /** The facts behind it, where the provider is known. */
  provider?: Provider;
  name?: string;
  imap?: readonly FoundServer[];
  smtp?: readonly FoundServer[];
  /** Who issues tokens for its mail, an https address. */
  issuer?: string;
  prepare: readonly Preparation[];
  documentation: readonly DocumentationLink[];
}

/** True when the offer says something of a leg. */
export const saysAnything = ({ imap, smtp, prepare }: Offer): boolean => imap !== undefined || smtp !== undefined || prepare.length > 0;
