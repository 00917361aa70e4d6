import type { Answer, AskSource, DiscoverDeps, FetchRequest } from '../source-contract.ts';
import { firstFound } from './first-found.ts';
import { locate } from '../network/document-location.ts';
import type { MailAddress } from '../mail-address.ts';
import { parseAutoconfig } from './parse-autoconfig.ts';

type Deps = Pick<DiscoverDeps, 'fetchDocument' | 'baseUrls'>;

const ispdb = 'https://autoconfig.thunderbird.net/v1.1';

/** Thunderbird's database, asked for the domain alone. */
export const askIspdb =
  (deps: Deps): AskSource =>
  (address, signal) =>
    askIspdbFor(deps, address.domain, address, signal);

/** Thunderbird's database, asked for another domain than the address's: that of its MX. */
export const askIspdbFor = (
  { fetchDocument, baseUrls }: Deps,
  domain: string,
  address: MailAddress,
  signal: AbortSignal,
): Promise<Answer> => {
  const base = baseUrls.ispdb ?? ispdb;
  const isTrusted = baseUrls.ispdb !== undefined;
  return fetchAutoconfig(
    fetchDocument,
    { url: new URL(`${base.replace(/\/$/, '')}/${domain}`), isTrusted, plainHttp: isTrusted },
    address,
    signal,
  );
};

/** The domain's own servers, over HTTPS. Only they may be told the whole address: some make the answer for one mailbox. */
export const askAutoconfig =
  ({ fetchDocument, baseUrls }: Deps, tellAddress = true): AskSource =>
  (address, signal) => {
    const { domain } = address;
    const query = tellAddress ? `?emailaddress=${encodeURIComponent(address.address)}` : '';
    return firstFound(
      [
        `https://autoconfig.${domain}/.well-known/mail-v1.xml${query}`,
        `https://autoconfig.${domain}/mail/config-v1.1.xml${query}`,
        `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
      ].map((url) => fetchAutoconfig(fetchDocument, locate('autoconfig', url, domain, baseUrls), address, signal)),
    );
  };

/** The autoconfig of the domain that an MX belongs to; it learns nothing of the address. */
export const askAutoconfigOf = (
  { fetchDocument, baseUrls }: Deps,
  host: string,
  address: MailAddress,
  signal: AbortSignal,
): Promise<Answer> =>
  fetchAutoconfig(fetchDocument, locate('mx', `https://autoconfig.${host}/mail/config-v1.1.xml`, host, baseUrls), address, signal);

/** The same files without encryption, for a person who agreed to it: anybody on the way can have written the answer. */
export const askAutoconfigOverHttp =
  ({ fetchDocument, baseUrls }: Deps, isAllowed: boolean): AskSource =>
  async (address, signal) => {
    if (!isAllowed) return { state: 'not-asked' };
    const { domain } = address;
    return firstFound(
      [`http://autoconfig.${domain}/mail/config-v1.1.xml`, `http://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`].map((url) =>
        fetchAutoconfig(fetchDocument, { ...locate('autoconfig-http', url, domain, baseUrls), plainHttp: true }, address, signal),
      ),
    );
  };

/**
 * What a web page would be sent as. It only explains what cannot be read, as where a server answers every path with its home page: the
 * files that PHP writes come as text/html too.
 */
const notXml = /^(?:text\/html|application\/(?:json|pdf|zip|xhtml\+xml)|(?:image|audio|video|font|multipart)\/.*)$/;

const fetchAutoconfig = async (
  fetchDocument: Deps['fetchDocument'],
  request: FetchRequest,
  address: MailAddress,
  signal: AbortSignal,
): Promise<Answer> => {
  const fetched = await fetchDocument(request, signal);
  if (!fetched.ok) return { state: fetched.failure === 'not-found' ? 'nothing' : 'failed', detail: fetched.failure };
  const { body, contentType } = fetched.value;
  const parsed = parseAutoconfig(body.toString('utf8'), address);
  if (parsed.ok) return { state: 'found', offer: parsed.value };
  return { state: 'failed', detail: notXml.test(contentType) ? 'wrong-content-type' : parsed.failure };
};
