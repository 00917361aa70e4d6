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
  /**
   * A finished message; without a text, its content lies in pieces beside. The same one may be handed over by two bridges at once: each
   * time has an id of its own, which its key ends with and its pieces lie under. Earlier bridges did so under the id of the message.
   */
  z.object({
    kind: z.literal('message'),
    ...common,
    handOverId: z.optional(z.string()),
    record: OutboxRecord,
    text: z.optional(z.string()),
    pieces: z.optional(z.object({ count: z.number(), sha256: z.string() })),
  }),
  /** Something about a message of the outbox: done at most once, and answered. */
  z.object({
    kind: z.literal('outbox'),
    ...common,
    act: z.enum(['cancel', 'retry', 'forget', 'checkSent']),
    request: z.object({ id: z.string(), evenIfTwice: z.optional(z.boolean()) }),
  }),
]);
export type HandedOver = z.infer<typeof HandedOver>;
/** What something that was handed over is told from everything else by. */
export type HandedOverName = Pick<HandedOver, 'accountId' | 'id'> & { handOverId?: string | undefined };
export type HandedOverOf<Kind extends HandedOver['kind']> = Extract<HandedOver, { kind: Kind }>;

/** Where it lies, under no lease: each has a key of its own, and one write both takes it away and keeps what comes of it. */
export const handedOver = {
  namespace: 'handed-over',
  /** Long content of messages, in pieces. */
  spool: 'handed-over:spool',
  answers: 'handed-over:answers',
  keyOf: ({ accountId, id, handOverId }: HandedOverName): string => `${accountId}/${id}${handOverId === undefined ? '' : `/${handOverId}`}`,
  /** Under which id the pieces of a message lie. */
  spoolIdOf: ({ id, handOverId }: Pick<HandedOverOf<'message'>, 'id' | 'handOverId'>): string => handOverId ?? id,
} as const;
