import * as z from 'zod/mini';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { Failure } from '../../failure/failure.ts';
import { MessageRef } from '../../mail/mail.ts';
import { Unsubscribed, UnsubscribeWay } from '../../mail/unsubscribe.ts';

const request = z.strictObject({ ref: MessageRef });
const NotFound = z.object({ refused: z.literal('not-found') });
const Failed = z.object({ failed: Failure });

/** How the list that sent a message can be left; asks nobody but the account's own server. */
export const lookAtUnsubscribe = defineEndpoint({
  name: 'unsubscribe.look',
  request,
  response: z.union([UnsubscribeWay, NotFound, Failed]),
});

/** Leaves the list by one request (RFC 8058): because a person agreed, from the bridge, without cookies, never to a private address. */
export const leaveList = defineEndpoint({ name: 'unsubscribe.leave', request, response: z.union([Unsubscribed, Failed]) });
