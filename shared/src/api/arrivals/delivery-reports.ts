import * as z from 'zod/mini';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { Failure } from '../../failure/failure.ts';
import { DeliveryReport } from '../../mail/delivery-report.ts';
import { MessageRef } from '../../mail/mail.ts';

/** Reads a message as a delivery report (RFC 3464, or text that a mail server wrote); null: it is none. */
export const readDeliveryReport = defineEndpoint({
  name: 'mail.deliveryReport',
  request: z.strictObject({ ref: MessageRef }),
  response: z.union([
    z.object({ report: z.nullable(DeliveryReport) }),
    z.object({ refused: z.literal('not-found') }),
    z.object({ failed: Failure }),
  ]),
});
