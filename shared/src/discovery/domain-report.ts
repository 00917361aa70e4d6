import * as z from 'zod/mini';
import { ConnectionSecurity, Leg } from '../account/connection.ts';

/** What is looked at on a domain of one's own. */
export const DomainCheck = z.enum(['mx', 'null-mx', 'autoconfig', 'srv', 'pacc', 'server', 'certificate', 'agreement']);
export type DomainCheck = z.infer<typeof DomainCheck>;

/** One thing that was looked at: `missing` is nothing that breaks mail, `wrong` is. */
export const Finding = z.object({
  check: DomainCheck,
  state: z.enum(['good', 'missing', 'wrong']),
  /** What was looked at: a record's name, a URL, `host:port`. */
  subject: z.string(),
  /** Evidence, not a sentence: what stands there, or a code for what is wrong with it. */
  detail: z.optional(z.string()),
});
export type Finding = z.infer<typeof Finding>;

/** Something to publish, exactly so. */
export const Publication = z.discriminatedUnion('kind', [
  /** One record in zone-file form: `name. IN type value`. */
  z.object({ kind: z.literal('dns'), name: z.string(), type: z.enum(['SRV', 'TXT']), value: z.string() }),
  /** One file, byte for byte, at an https URL. */
  z.object({ kind: z.literal('file'), url: z.string(), contentType: z.string(), body: z.string() }),
]);
export type Publication = z.infer<typeof Publication>;

const PublishedServer = z.object({ leg: Leg, host: z.string(), port: z.number(), security: ConnectionSecurity });
export type PublishedServer = z.infer<typeof PublishedServer>;

/** What mail programs find on a domain, what they miss, and what to publish so that an address is enough. */
export const DomainReport = z.object({
  domain: z.string(),
  /** The servers that the advice is for: the best that is published, or what answers under the usual names. */
  servers: z.array(PublishedServer),
  findings: z.array(Finding),
  publish: z.array(Publication),
  /** DNS gave no answer at all: the domain was not examined, and what is missing here says nothing about it. */
  couldNotLook: z.optional(z.boolean()),
  tookMs: z.number(),
});
export type DomainReport = z.infer<typeof DomainReport>;
