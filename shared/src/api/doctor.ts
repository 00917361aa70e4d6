import * as z from 'zod/mini';
import { DomainReport } from '../discovery/domain-report.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';

/** Looks at what a domain publishes for mail programs; the answer is there within 8 s. */
export const examineDomain = defineEndpoint({
  name: 'doctor.examine',
  request: z.strictObject({ domain: z.string().check(z.minLength(1), z.maxLength(255)) }),
  response: z.union([DomainReport, z.object({ refused: z.literal('not-a-domain') })]),
});
