import * as z from 'zod/mini';

const Answer = z.object({ Url: z.string().check(z.maxLength(2000)) });

/**
 * The request that Microsoft answers for its tenants (Autodiscover v2). The mailbox is made up: of the address only the domain is sent,
 * and the answer is the same for every mailbox of a tenant in the cloud.
 */
export const autodiscoverPath = (domain: string): string => `/autodiscover/autodiscover.json/v1.0/postmaster@${domain}?Protocol=ActiveSync`;

/** True when the answer sends the domain's mailboxes to Microsoft's cloud; a tenant on servers of its own is not recognised. */
export const isMicrosoftTenant = (body: string): boolean => {
  try {
    const { data } = Answer.safeParse(JSON.parse(body));
    const host = data && URL.parse(data.Url)?.hostname;
    return host !== undefined && host !== null && /^(?:outlook\.office365\.com|(?:[a-z0-9-]+\.)*outlook\.com)$/.test(host);
  } catch {
    return false; // not JSON
  }
};
