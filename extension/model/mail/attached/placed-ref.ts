import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import { messageKey } from '../message-key.ts';

/** A message of a mailbox, or, with a path, one that lies in it. */
export type PlacedRef = MessageRef & { path?: readonly number[] | undefined };

/** Where a message is that was opened. */
export const placedRefOf = ({ row: { ref }, path }: Pick<MessageContent, 'row' | 'path'>): PlacedRef => (path ? { ...ref, path } : ref);

/** As the bridge is asked for it; those of before know no paths. */
export const askedAt = ({ path = [], ...ref }: PlacedRef): { ref: MessageRef; path?: number[] } =>
  path.length > 0 ? { ref, path: [...path] } : { ref };

/** One text for one message, also for one that lies in another. */
export const placedKey = (placed: PlacedRef): string => [messageKey(placed), ...(placed.path ?? [])].join('/');
