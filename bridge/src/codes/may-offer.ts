import type { SignInFinding } from './find-code-or-link.ts';
import type { RegistrableDomain, SenderJudgement } from './judge-sender.ts';

/** What may be offered of a finding. */
export interface SignInOffer {
  code: string | null;
  /** The link and the host that it leads to. */
  link: { url: string; host: string } | null;
  isSenderConfirmed: boolean;
}

/**
 * Whether the link leads to the sender: https on its usual port, no user in it, a host by name, and the registrable domain that the sender's
 * address has. Look-alikes and hosts of others fail that.
 */
const leadsToSender = (url: URL, domain: string, registrable: RegistrableDomain): boolean => {
  const owner = registrable(domain);
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    owner !== undefined &&
    registrable(url.hostname) === owner
  );
};

/**
 * What may be offered: nothing where the receiving server says that the sender is forged; a code otherwise; a link only where that server
 * says that DMARC passed and the link leads to the sender. Null: nothing.
 */
export const mayOffer = ({ code, link }: SignInFinding, sender: SenderJudgement, registrable: RegistrableDomain): SignInOffer | null => {
  if (sender.state === 'refused') return null;
  const url = link === null ? null : URL.parse(link);
  const isConfirmed = sender.state === 'confirmed' && sender.domain !== null;
  const offered = url && isConfirmed && leadsToSender(url, sender.domain!, registrable) ? { url: link!, host: url.hostname } : null;
  return code === null && offered === null ? null : { code, link: offered, isSenderConfirmed: isConfirmed };
};
