import * as z from 'zod/mini';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { PageSettings, PageText } from '../discovery/page-text.ts';

/** Reads the settings of an address out of what is seen on a page. Asks nobody, stores nothing. */
export const readPageSettings = defineEndpoint({
  name: 'page.settings',
  request: z.strictObject({ address: z.string().check(z.maxLength(320)), page: PageText }),
  response: z.union([PageSettings, z.object({ refused: z.literal('not-an-address') })]),
});
