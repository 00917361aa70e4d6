import type { readPageSettings } from '@kurrier/shared/api/page-settings';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { createTurns } from '../async/take-turns.ts';
import { parseMailAddress } from '../discover/mail-address.ts';
import { registrableDomain } from '../discover/registrable-domain.ts';
import { judgePage } from '../page-settings/judge-page.ts';

/** The settings that a page states for an address. Loaded when a page is read: it brings the public suffixes and all that is known of providers. */
export const readSettingsOfPage = async ({
  address,
  page: { lines, origin },
}: RequestOf<typeof readPageSettings>): Promise<ResponseOf<typeof readPageSettings>> => {
  const parsed = parseMailAddress(address);
  if (!parsed) return { refused: 'not-an-address' };
  return judgePage(lines, parsed, { origin, registrable: registrableDomain, endStep: createTurns() });
};
