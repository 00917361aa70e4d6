import * as z from 'zod/mini';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { SignInCode } from '../../mail/sign-in-code.ts';

const Codes = z.object({ codes: z.array(SignInCode), isOn: z.boolean() });

/** The codes that arrived in the last ten minutes, the newest first, and whether arriving mail is searched for them. */
export const listSignInCodes = defineEndpoint({ name: 'codes.list', request: z.strictObject({}), response: Codes });

/** Switches the search on or off, for every device, and over restarts. Off: no message is opened for it, and what was found is forgotten. */
export const switchSignInCodes = defineEndpoint({
  name: 'codes.switch',
  request: z.strictObject({ isOn: z.boolean() }),
  response: Codes,
});

/** Takes one away: it was used, or is not wanted. */
export const dismissSignInCode = defineEndpoint({
  name: 'codes.dismiss',
  request: z.strictObject({ ref: SignInCode.shape.ref }),
  response: Codes,
});
