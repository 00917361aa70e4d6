import * as z from 'zod/mini';
import { StoredChange } from '../../changes/change-records.ts';
import { OutboxRecord } from '../../send/outbox/outbox-record.ts';

const common = {
  accountId: z.string(),
  id: z.string(),
  /** Rises with everything that one bridge hands over: what was done first is carried out first. */
  order: z.number(),
};

/** What somebody did at a bridge that does not work on the account, as it lies in the store for the one that does. */
export const HandedOver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), ...common, change: StoredChange }),
  /** A change that was not possible has been read. */
  z.object({ kind: z.literal('dismissal'), ...common, changeId: z.string() }),
  /** A finished message; without a text, its content lies in pieces beside. */
  z.object({ kind: z.literal('message'), ...common, record: OutboxRecord, text: z.optional(z.string()) }),
  /** Something about a message of the outbox: done at most once, and answered. */
  z.object({
    kind: z.literal('outbox'),
    ...common,
    act: z.enum(['cancel', 'retry', 'forget', 'checkSent']),
    request: z.object({ id: z.string(), evenIfTwice: z.optional(z.boolean()) }),
  }),
]);
export type HandedOver = z.infer<typeof HandedOver>;
export type HandedOverOf<Kind extends HandedOver['kind']> = Extract<HandedOver, { kind: Kind }>;

/** Where it lies, under no lease: each has a key of its own, and one write both takes it away and keeps what comes of it. */
export const handedOver = {
  namespace: 'handed-over',
  /** Long content of messages, in pieces. */
  spool: 'handed-over:spool',
  answers: 'handed-over:answers',
  keyOf: ({ accountId, id }: Pick<HandedOver, 'accountId' | 'id'>): string => `${accountId}/${id}`,
} as const;
