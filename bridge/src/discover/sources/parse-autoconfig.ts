import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';
import type { DocumentationLink, FoundServer, Preparation } from '@kurrier/shared/discovery/discovery';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { fillPlaceholders } from './fill-placeholders.ts';
import type { MailAddress } from '../mail-address.ts';
import type { Offer } from '../offer.ts';
import { readIssuer } from './read-issuer.ts';
import { toLabel } from '../label-text.ts';

/** The longest file that is parsed, in bytes; the largest in Thunderbird's database has 10 kB. */
const longestAutoconfig = 64 * 1024;

export type AutoconfigProblem = 'too-large' | 'has-doctype' | 'malformed' | 'not-autoconfig';

/**
 * Reads an autoconfig file (draft-ietf-mailmaint-autoconfig) for one address. Servers keep the order of the file, except that
 * one which takes passwords precedes those that do not. A file with incoming servers and no IMAP among them says that there is none; one
 * whose IMAP servers cannot be read says nothing of them.
 * No entity is ever expanded: a file with a DOCTYPE is refused.
 */
export const parseAutoconfig = (xml: string, address: MailAddress): Outcome<Offer, AutoconfigProblem> => {
  if (Buffer.byteLength(xml) > longestAutoconfig) return fail('too-large');
  if (/<!DOCTYPE/i.test(xml)) return fail('has-doctype');
  try {
    // The parser normalises line ends (XML §2.11) in time that grows with their square: seconds for a file of carriage returns.
    const { root } = parseXml(xml.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
    return root ? readConfiguration(root, address) : fail('malformed');
  } catch {
    return fail('malformed'); // the parser's message quotes the file: nobody needs it
  }
};

const readConfiguration = (root: XmlElement, address: MailAddress): Outcome<Offer, AutoconfigProblem> => {
  const provider = root.name === 'clientConfig' ? childrenOf(root, 'emailProvider')[0] : undefined;
  if (!provider) return fail('not-autoconfig');

  const incoming = childrenOf(provider, 'incomingServer');
  const imap = readServers(incoming.filter(isOfType('imap')), address);
  const hasNoImap = incoming.length > 0 && incoming.every(({ attributes }) => attributes.type && attributes.type.toLowerCase() !== 'imap');
  const smtp = readServers(childrenOf(provider, 'outgoingServer').filter(isOfType('smtp')), address);
  const name = textOf(provider, 'displayName') ?? textOf(provider, 'displayShortName');
  const [oauth] = [...childrenOf(root, 'oAuth2'), ...childrenOf(provider, 'oAuth2')];
  const issuer = readIssuer(oauth && textOf(oauth, 'issuer'));
  return succeed({
    ...(issuer !== undefined && { issuer }),
    ...(name && { name: toLabel(name, 100) }),
    ...(imap.length > 0 ? { imap } : hasNoImap && { imap: [] }),
    ...(smtp.length > 0 && { smtp }),
    prepare: [...childrenOf(root, 'enable'), ...childrenOf(provider, 'enable')].flatMap(readEnable).slice(0, 1),
    documentation: childrenOf(provider, 'documentation').flatMap(readDocumentation).slice(0, 10),
  });
};

const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child): child is XmlElement => child instanceof XmlElement && child.name === name);

/** What stands in an element itself: the parser's own `text` descends without end. */
const ownText = ({ children }: XmlElement): string =>
  children
    .flatMap((child) => (child instanceof XmlText ? [child.text] : []))
    .join('')
    .trim();

const textOf = (element: XmlElement, name: string): string | undefined => childrenOf(element, name).map(ownText)[0] || undefined;

const isOfType = (type: string) => (server: XmlElement) => server.attributes.type?.toLowerCase() === type;

const readServers = (servers: XmlElement[], address: MailAddress): FoundServer[] => {
  const read = servers.slice(0, 20).flatMap((server) => readServer(server, address) ?? []);
  return [...read.filter(({ password }) => password), ...read.filter(({ password }) => !password)];
};

const securityOf = { ssl: 'implicit-tls', tls: 'implicit-tls', starttls: 'starttls', plain: 'cleartext' } as const;

/**
 * Whether a user name can be judged by looking at it: nothing in it is invisible, breaks the line or turns the direction of writing, so
 * that what the person reads in the form is what is sent.
 */
const isShownAsItIs = (username: string): boolean =>
  username.length <= 320 &&
  username.trim() === username &&
  /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+$/u.test(username);

const readServer = (server: XmlElement, address: MailAddress): FoundServer | undefined => {
  const host = fillPlaceholders(textOf(server, 'hostname') ?? '', address);
  const port = Number(textOf(server, 'port'));
  const security = securityOf[(textOf(server, 'socketType') ?? '').toLowerCase() as keyof typeof securityOf];
  if (!host || !Number.isInteger(port) || port < 1 || port > 65_535 || !security) return undefined;
  const username = fillPlaceholders(textOf(server, 'username') ?? '%EMAILADDRESS%', address);
  const methods = childrenOf(server, 'authentication').map((method) => ownText(method).toLowerCase());
  return {
    host,
    port,
    security,
    username: username && isShownAsItIs(username) ? username : address.address,
    // `plain` and `secure` are the names of version 1.0; a file that names no method means the password.
    password: methods.length === 0 || methods.some((method) => method.startsWith('password-') || method === 'plain' || method === 'secure'),
    oauth2: methods.includes('oauth2'),
  };
};

const readEnable = (enable: XmlElement): Preparation[] => {
  const url = readUrl(enable.attributes.visiturl);
  return [{ need: 'enable-imap', legs: ['imap'], ...(url && { url }) }];
};

const readDocumentation = (documentation: XmlElement): DocumentationLink[] => {
  const url = readUrl(documentation.attributes.url);
  return url ? [{ url, title: toLabel(textOf(documentation, 'descr') ?? new URL(url).hostname, 200) }] : [];
};

/** A link that can be shown: a web address of moderate length. Old files link to http pages that have moved to https. */
const readUrl = (text: string | undefined): string | undefined => {
  const url = text && text.length <= 2000 ? URL.parse(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  url.protocol = 'https:';
  return url.href;
};
