import type { Advice } from '@kurrier/shared/discovery/discovery';
import type { MailAddress } from '../mail-address.ts';

const administrators = new Set(['root', 'admin', 'administrator', 'sysadmin', 'postmaster', 'hostmaster', 'webmaster', 'abuse']);
const shared = new Set(
  'info office contact kontakt hello mail sales support service help team billing jobs hr press marketing noreply no-reply newsletter'.split(
    ' ',
  ),
);

/**
 * The good practice to say about an address, at most one line: on a domain of one's own whose server was found, a mailbox user for each
 * use.
 */
export const advise = ({ localPart }: MailAddress, isHostedOwnDomain: boolean): Advice[] => {
  const name = localPart.toLowerCase().split('+')[0]!;
  if (administrators.has(name)) return ['administrator-address'];
  if (shared.has(name)) return ['shared-address'];
  return isHostedOwnDomain ? ['own-mailbox-user'] : [];
};
