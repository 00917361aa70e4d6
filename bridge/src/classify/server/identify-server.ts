import type { Leg } from '@kurrier/shared/account/connection';
import type { ServerIdentity } from '@kurrier/shared/failure/server-identity';
import { providerOfDomain, providerOfMx, providerOfServer } from '@kurrier/shared/providers';
import { products, type Product } from './products.ts';

/** What a server tells of itself before anything fails. None of it is secret; all of it may be missing or a lie. */
export interface ToldByServer {
  greeting?: string | undefined;
  /** Keywords with their parameters, as they were offered. */
  capabilities?: readonly string[] | undefined;
  /** The answer to ID, RFC 2971. */
  id?: string | undefined;
  /** DNS names of a certificate that was found good for the host. */
  certificateNames?: readonly string[] | undefined;
}

/** That, and the names around it. */
export interface ServerClues extends ToldByServer {
  leg: Leg;
  host?: string | undefined;
  /** MX hosts of the address's domain. */
  mxHosts?: readonly string[] | undefined;
  /** The refusal itself: large providers sign theirs. */
  reply?: string | undefined;
}

/** So much of what a server said is looked at; who it is stands at the beginning. */
const bounds = { characters: 600, capabilities: 100, names: 20 } as const;

/**
 * Product and version by the server's own words, provider by the host, by its certificate, by the signature of its replies, and by MX: the
 * first that knows it decides. Pure; linear in what is looked at.
 */
export const identifyServer = (clues: ServerClues): ServerIdentity => {
  const provider = findProvider(clues);
  return { ...findProduct(clues), ...(provider && { provider }) };
};

const findProduct = ({ greeting = '', id = '', capabilities = [] }: ServerClues): { product?: Product; version?: string } => {
  const said = [greeting, id].map((text) => text.slice(0, bounds.characters));
  for (const { product, says } of products) {
    for (const text of said) {
      const found = says.exec(text);
      const version = found?.groups?.version;
      if (found) return { product, ...(version && { version }) };
    }
  }
  const offered = capabilities.slice(0, bounds.capabilities).map((name) => name.slice(0, 40));
  const byOffer = products.find((each) => 'offers' in each && offered.some((name) => each.offers.test(name)));
  return byOffer ? { product: byOffer.product } : {};
};

const findProvider = ({
  leg,
  host = '',
  greeting = '',
  certificateNames = [],
  mxHosts = [],
  reply = '',
}: ServerClues): string | undefined => {
  const names = [host, ...certificateNames.slice(0, bounds.names)].map((name) => plain(name));
  const words = [greeting, reply].map((text) => text.slice(0, bounds.characters)).join('\n');
  return (
    firstOf(names, (name) => providerOfName(leg, name)) ??
    signatures.find(({ says }) => says.test(words))?.provider ??
    firstOf(mxHosts.slice(0, bounds.names), (name) => providerOfMx(plain(name))?.id)
  );
};

/** By one of its servers, or by the domain of its addresses that the name ends in: `smtp-mail.outlook.com` ends in `outlook.com`. */
const providerOfName = (leg: Leg, name: string): string | undefined => {
  const labels = name.split('.').slice(-8);
  const other: Leg = leg === 'smtp' ? 'imap' : 'smtp';
  return (
    providerOfServer(leg, name)?.id ??
    providerOfServer(other, name)?.id ??
    firstOf(labels.slice(0, -1), (_, at) => providerOfEnd(labels.slice(at).join('.')))
  );
};

const providerOfEnd = (end: string): string | undefined => providerOfDomain(end)?.id ?? otherEnds[end];

/** Domains of servers at which nobody has an address. */
const otherEnds: Readonly<Record<string, string>> = { 'office.com': 'microsoft-365', 'exchangelabs.com': 'microsoft-365' };

/** How providers sign greetings and refusals of servers that go by other names. */
const signatures = [
  { provider: 'gmail', says: /\bgsmtp\b|\bGimap\b|support\.google\.com/i },
  { provider: 'microsoft-365', says: /\[\S{1,80}\.(?:prod\.(?:exchangelabs|outlook)|outlook)\.com\b|\.prod\.outlook\.com\b/i },
] as const;

const plain = (name: string): string => name.slice(0, 253).trim().toLowerCase().replace(/^\*\./, '').replace(/\.$/, '');

const firstOf = <Item>(items: readonly Item[], find: (item: Item, at: number) => string | undefined): string | undefined => {
  for (const [at, item] of items.entries()) {
    const found = find(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
};
