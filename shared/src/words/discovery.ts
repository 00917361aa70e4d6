import type { Leg } from '../account/connection.ts';
import type { Advice, Discovery, DiscoverySource, Need, Preparation } from '../discovery/discovery.ts';

/** What is said of one need. `{provider}` and `{date}` are filled in. */
export interface NeedWords {
  title: string;
  text: string;
  /** The label of the link to the provider's page. */
  link: string;
}

/** Every sentence about what was found for an address; a language does not compile until it has them all. */
export interface DiscoveryWords {
  needs: Record<Need, NeedWords>;
  /** Completes "Found …". */
  sources: Record<DiscoverySource, string>;
  advice: Record<Advice, string>;
  /** `{provider}` has no such leg, and has the other; `lacks` where nothing is known of the other, `neither` where that is missing, too. */
  notOffered: { imap: string; smtp: string; lacks: { imap: string; smtp: string }; neither: string };
  noPassword: string;
  noEncryption: string;
  /**
   * `{host}`, `{domain}`, `{provider}` and `{source}`; `several` hosts were found in the same way, `known` are those of a provider that
   * Kurrier knows, `here` are programs on this computer.
   */
  consent: { one: string; several: string; known: string; here: string };
  nothingFound: string;
  /** Of one leg, where the other was found. */
  legNotFound: string;
  /** `{domain}` */
  couldNotLook: string;
  /** `{domain}` */
  didYouMean: string;
  /** The label of a button: looks again, plain HTTP included. */
  allowHttp: string;
  /** Instead of `noEncryption` where the server is on this computer. */
  noEncryptionHere: string;
}

export const discoveryEn: DiscoveryWords = {
  needs: {
    'app-password': {
      title: '{provider} wants an app password',
      text: 'Create an app password in the security settings of your account and enter it instead of your normal password. Where 2-step verification is off, it has to be switched on first.',
      link: 'Create an app password',
    },
    'app-password-for-2-step': {
      title: 'With 2-step verification: an app password',
      text: 'If 2-step verification is on for your account, create an app password in its security settings and enter it instead of your normal password.',
      link: 'Create an app password',
    },
    'mail-password': {
      title: '{provider} has a password for mail programs',
      text: 'It is not the one you sign in with on the web. You find or create it in the mail settings of your account; some providers call it an authorization code.',
      link: 'Where to find it',
    },
    'provider-address': {
      title: 'The username is your address at {provider}',
      text: 'For a domain of your own {provider} takes the address of your account there as the username, not this one. Enter it under Edit.',
      link: 'What {provider} says about it',
    },
    'enable-imap': {
      title: 'IMAP has to be switched on',
      text: '{provider} lets mail programs in only after IMAP was enabled in the settings of your account on the web.',
      link: 'How to enable IMAP',
    },
    'oauth-only': {
      title: '{provider} takes no passwords',
      text: 'Mail programs get in only after a sign-in in the browser. No password works here, not even the right one.',
      link: 'What {provider} says about it',
    },
    'passwords-ending': {
      title: 'Passwords for sending end soon',
      text: 'From {date} {provider} refuses passwords for SMTP, unless the administrator of your organisation allows them again.',
      link: 'What {provider} says about it',
    },
    'local-bridge': {
      title: '{provider} needs its own program',
      text: 'Start the bridge of {provider} on this computer first. It shows the username and the password to enter here.',
      link: 'Get the bridge',
    },
    'bridge-password': {
      title: 'The bridge of {provider} is running',
      text: 'Enter the password that it shows for this address. It is not the one you sign in with on the web.',
      link: 'Where to find it',
    },
    'paid-plan': {
      title: 'A paid plan is needed',
      text: '{provider} offers access for mail programs only with a paid plan.',
      link: 'See the plans',
    },
    'no-imap': {
      title: '{provider} has no IMAP',
      text: 'Sending works. Incoming mail cannot be synced, because this provider offers no IMAP.',
      link: 'What {provider} offers',
    },
    'no-mail-programs': {
      title: '{provider} cannot be connected',
      text: 'This provider offers neither IMAP nor SMTP. Its mail can be read only in its own apps.',
      link: 'What {provider} says about it',
    },
    'forwarding-only': {
      title: '{provider} only forwards mail',
      text: 'There is no mailbox behind this address. Add the mailbox that the mail is forwarded to.',
      link: 'How forwarding works',
    },
  },
  sources: {
    'provider-facts': 'among the providers that Kurrier knows',
    pacc: 'in the settings that the domain publishes (PACC)',
    autoconfig: 'in the settings that the domain publishes',
    ispdb: 'in Thunderbird’s provider database',
    srv: 'in the domain’s DNS (SRV)',
    mx: 'by the domain’s mail exchanger (MX)',
    autodiscover: 'by asking Microsoft',
    'autoconfig-http': 'in settings that were fetched without encryption',
    probe: 'by trying the usual names',
    ns: 'with the operator of the domain’s name servers (NS)',
    'local-server': 'on this computer',
  },
  advice: {
    'shared-address': 'This looks like an address that several people share. A mailbox of your own is easier to secure and to trace.',
    'administrator-address': 'Avoid the credentials of an administrator. Create a mailbox user for this purpose alone.',
    'own-mailbox-user':
      'A mailbox of your own is right here. Enter its own password, not the login of the hosting account or of an administrator.',
  },
  notOffered: {
    imap: '{provider} has no IMAP. The account can send, but not receive.',
    smtp: '{provider} has no SMTP. The account can receive, but not send.',
    lacks: { imap: '{provider} has no IMAP.', smtp: '{provider} has no SMTP.' },
    neither: '{provider} has neither IMAP nor SMTP. It cannot be connected.',
  },
  noPassword: '{provider} takes no passwords from mail programs.',
  noEncryption: 'No encryption offered. Anybody on the way could read the password, so it is not sent unless you allow it.',
  consent: {
    one: '{host} does not belong to {domain}, and nobody vouches for it: it was found {source}. Use it only if you know it.',
    known: 'The mail of {domain} seems to be at {provider}: {host}, found {source}. Is that right?',
    several: '{host} do not belong to {domain}, and nobody vouches for them: they were found {source}. Use them only if you know them.',
    here: '{domain} does not say where its mail is; a program on this computer answers. Use it only if it is yours, and has this mailbox.',
  },
  nothingFound: 'Nothing is published for this domain, and the usual names do not answer. Ask your provider for the server names.',
  legNotFound: 'No server was found for this.',
  couldNotLook: 'The servers of {domain} could not be looked up: DNS gives no answer. Check that this computer is online, and look again.',
  didYouMean: 'Did you mean {domain}?',
  allowHttp: 'Look again, without encryption too',
  noEncryptionHere: 'No encryption. The connection does not leave this computer.',
};

/** What a person reads about one preparation: title, text, and the link where the provider has a page. */
export interface Brief {
  title: string;
  text: string;
  link?: { label: string; url: string };
}

/** Puts a preparation into words. `provider` is the provider's name, or the domain where it has none. */
export const briefOf = ({ need, url, date }: Preparation, provider: string, words: DiscoveryWords): Brief => {
  const fill = (text: string) => text.replaceAll('{provider}', () => provider).replaceAll('{date}', () => date ?? 'a date to come');
  const { title, text, link } = words.needs[need];
  return { title: fill(title), text: fill(text), ...(url && { link: { label: fill(link), url } }) };
};

/**
 * How a consent is asked for: plainly where the servers are those of a provider that Kurrier knows, and only whose they are has to be
 * confirmed.
 */
export const consentOf = (
  { hosts, source }: { hosts: readonly string[]; source: DiscoverySource },
  { domain, provider }: Pick<Discovery, 'domain' | 'provider'>,
  words: DiscoveryWords,
): string => {
  const isKnown = provider?.id !== undefined && namedByProvider.has(source);
  const kind = source === 'local-server' ? 'here' : isKnown ? 'known' : hosts.length === 1 ? 'one' : 'several';
  return words.consent[kind]
    .replaceAll('{host}', () => hosts.join(' and '))
    .replaceAll('{domain}', () => domain)
    .replaceAll('{provider}', () => provider?.name ?? '')
    .replaceAll('{source}', () => words.sources[source]);
};

/** Sources that lead to a provider's own facts, and name no host themselves. */
const namedByProvider: ReadonlySet<DiscoverySource> = new Set(['mx', 'ns', 'autodiscover']);

/**
 * What is said of a leg that a provider does not have: what that leaves depends on the other leg, and where both are missing it is said
 * once.
 */
export const notOfferedOf = (leg: Leg, discovery: Pick<Discovery, Leg>, provider: string, words: DiscoveryWords): string | null => {
  const other = discovery[leg === 'smtp' ? 'imap' : 'smtp'].state;
  const { notOffered } = words;
  if (other === 'not-offered') return leg === 'smtp' ? notOffered.neither.replaceAll('{provider}', () => provider) : null;
  return (other === 'found' ? notOffered[leg] : notOffered.lacks[leg]).replaceAll('{provider}', () => provider);
};
