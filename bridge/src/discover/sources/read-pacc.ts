import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { MailAddress } from '../mail-address.ts';
import type { Offer } from '../offer.ts';
import { readIssuer } from './read-issuer.ts';
import { toLabel } from '../label-text.ts';

export type PaccProblem = 'digest-missing' | 'digest-mismatch' | 'malformed';

const Server = z.object({ host: z.string().check(z.minLength(1), z.maxLength(255)) });

/** draft-ietf-mailmaint-pacc; `submit` was called `smtp` up to version 02. */
const Document = z.object({
  protocols: z.object({ imap: z.optional(Server), submit: z.optional(Server), smtp: z.optional(Server) }),
  authentication: z.optional(z.object({ password: z.optional(z.boolean()), 'oauth-public': z.optional(z.object({ issuer: z.string() })) })),
  info: z.optional(
    z.object({
      provider: z.optional(z.object({ name: z.string().check(z.maxLength(60)) })),
      help: z.optional(z.object({ documentation: z.optional(z.string().check(z.maxLength(2000), z.startsWith('https://'))) })),
    }),
  ),
});

/** Where the document and its digest are published. */
export const paccUrl = (domain: string): string => `https://ua-auto-config.${domain}/.well-known/user-agent-configuration.json`;
export const paccDigestName = (domain: string): string => `_ua-auto-config.${domain}`;

/** The TXT record that vouches for exactly these bytes. */
export const paccDigestRecord = (body: Uint8Array): string => `v=UAAC1; a=sha256; d=${createHash('sha256').update(body).digest('base64')}`;

/**
 * Reads a PACC document, whose bytes must match a digest in DNS. It names hosts only: the ports are those of TLS at once, 993 and 465.
 * A document without IMAP says that there is none.
 */
export const readPacc = (body: Uint8Array, txt: readonly string[], { address }: MailAddress): Outcome<Offer, PaccProblem> => {
  const digests = txt.flatMap((record) => readDigest(record) ?? []);
  if (digests.length === 0) return fail('digest-missing');
  const actual = createHash('sha256').update(body).digest();
  if (!digests.some((digest) => timingSafeEqual(digest, actual))) return fail('digest-mismatch');
  const document = readDocument(body);
  if (!document) return fail('malformed');

  const { protocols, authentication, info } = document;
  const oauth2 = authentication?.['oauth-public'] !== undefined;
  const password = authentication?.password ?? !oauth2;
  const server = (host: string, port: number) => ({ host, port, security: 'implicit-tls' as const, username: address, password, oauth2 });
  const smtp = protocols.submit ?? protocols.smtp;
  const page = URL.parse(info?.help?.documentation ?? '');
  const issuer = readIssuer(authentication?.['oauth-public']?.issuer);
  return succeed({
    ...(issuer !== undefined && { issuer }),
    ...(info?.provider && { name: toLabel(info.provider.name, 60) }),
    imap: protocols.imap ? [server(protocols.imap.host, 993)] : [],
    smtp: smtp ? [server(smtp.host, 465)] : [],
    prepare: [],
    documentation: page ? [{ url: page.href, title: page.hostname }] : [],
  });
};

/** The SHA-256 of a `v=UAAC1; a=sha256; d=…` record; names and values in any case, as in DKIM. */
const readDigest = (record: string): Buffer | undefined => {
  const tags = new Map(
    record
      .slice(0, 2000)
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')).trim().toLowerCase(), tag.slice(tag.indexOf('=') + 1).trim()] as const),
  );
  if (tags.get('v')?.toUpperCase() !== 'UAAC1' || tags.get('a')?.toLowerCase() !== 'sha256') return undefined;
  const digest = Buffer.from(tags.get('d') ?? '', 'base64');
  return digest.length === 32 ? digest : undefined;
};

const readDocument = (body: Uint8Array): z.infer<typeof Document> | undefined => {
  try {
    return Document.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).data;
  } catch {
    return undefined; // not UTF-8 or not JSON
  }
};
