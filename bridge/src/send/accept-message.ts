import { hash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { sendMessage } from '@kurrier/shared/api/send';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import { longestRetryMs } from '@kurrier/shared/mail/outbox';
import type { OutgoingMessage } from '@kurrier/shared/mail/outgoing-message';
import { createKeyedLock, type KeyedLock } from '../async/keyed-lock.ts';
import type { OutboxIndex } from './outbox/outbox-index.ts';
import type { OutboxRecord } from './outbox/outbox-record.ts';
import type { Spool } from './outbox/spool.ts';
import type { Uploads } from './uploads.ts';

/** What sending needs to know of an account. */
export interface SendingAccount {
  address: string;
  hasSmtp: boolean;
  hasImap: boolean;
}

/** What the composer makes of a message. */
export type ComposeMessage = (
  message: OutgoingMessage,
  details: { messageId: string; date: Date; openUpload: (uploadId: string) => Readable; isDraft?: boolean },
) => { content: Buffer | Readable; from: string; recipients: string[]; needsSmtpUtf8: boolean };

type AcceptMessage = (request: RequestOf<typeof sendMessage>) => Promise<ResponseOf<typeof sendMessage>>;

/** Domains compare without case, local parts with (RFC 5321 §2.4). */
const sameAddress = (one: string, other: string): boolean => {
  const at = one.lastIndexOf('@');
  return one.slice(0, at) === other.slice(0, at) && one.slice(at).toLowerCase() === other.slice(other.lastIndexOf('@')).toLowerCase();
};

const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/**
 * Takes a message into the outbox. It is composed now, once: every attempt and the copy have the same bytes. The entry's id
 * follows from account and key, so that a repeated call, also after a restart, meets the message that is already there.
 */
export const createAcceptMessage = (deps: {
  book: {
    get: (id: string) => OutboxRecord | undefined | Promise<OutboxRecord | undefined>;
    save: OutboxIndex['save'];
  };
  spool: Pick<Spool, 'keep' | 'remove'>;
  uploads: Uploads;
  compose: ComposeMessage;
  findAccount: (id: string) => Promise<SendingAccount | undefined>;
  /** Addresses besides the account's own that it sends from. */
  aliasesOf: (accountId: string) => Promise<string[]>;
  /** The largest message the account's server takes, where it has said so. */
  largestMessage: (accountId: string) => number | undefined;
  onAccepted: (record: OutboxRecord) => void;
  /** Held by the id of a message while it is accepted. */
  lock?: KeyedLock;
  now?: () => number;
}): AcceptMessage => {
  const {
    book,
    spool,
    uploads,
    compose,
    findAccount,
    aliasesOf,
    largestMessage,
    onAccepted,
    lock = createKeyedLock(),
    now = Date.now,
  } = deps;

  const findIncomplete = async ({ attachments, inlineImages }: OutgoingMessage): Promise<string | undefined> => {
    for (const { uploadId } of [...attachments, ...inlineImages]) {
      const state = await uploads.state({ uploadId });
      if ('refused' in state || state.offset < state.size) return uploadId;
    }
    return undefined;
  };

  const accept = async (id: string, { accountId, holdMs, message }: RequestOf<typeof sendMessage>, fingerprint: string) => {
    const account = await findAccount(accountId);
    if (!account) return { refused: 'not-found' } as const;
    if (!account.hasSmtp) return { refused: 'receive-only' } as const;
    const senders = [account.address, ...(await aliasesOf(accountId))];
    if (!senders.some((address) => sameAddress(address, message.from.address))) return { refused: 'sender-not-yours' } as const;
    const uploadId = await findIncomplete(message);
    if (uploadId !== undefined) return { refused: 'upload-incomplete', uploadId } as const;

    const acceptedAt = now();
    const messageId = `<${randomUUID()}@${message.from.address.slice(message.from.address.lastIndexOf('@') + 1)}>`;
    const composed = compose(message, { messageId, date: new Date(acceptedAt), openUpload: (upload) => uploads.read(upload) });
    const { size, text } = await spool.keep(id, composed.content);
    const limit = largestMessage(accountId);
    if (limit !== undefined && size > limit) {
      if (text === undefined) await spool.remove(id);
      return { refused: 'too-large', size, limit } as const;
    }
    const record: OutboxRecord = {
      entry: {
        id,
        accountId,
        acceptedAt,
        messageId,
        from: composed.from,
        subject: message.subject,
        size,
        attempts: 0,
        retryUntil: acceptedAt + longestRetryMs,
        status: { state: 'queued', heldUntil: acceptedAt + holdMs },
        recipients: composed.recipients.map((address) => ({ address, state: 'pending' })),
        copy: { state: 'none' },
      },
      envelopeFrom: composed.from,
      needsSmtpUtf8: composed.needsSmtpUtf8,
      ...(message.inReplyTo !== undefined && { inReplyTo: message.inReplyTo }),
      fingerprint,
      spooled: text === undefined,
      copyTries: 0,
      copyChecks: 0,
    };
    await book.save(record, text);
    onAccepted(record);
    return { entry: record.entry, existing: false };
  };

  return async (request) => {
    const id = digest(`${request.accountId}\n${request.idempotencyKey}`);
    const fingerprint = digest(JSON.stringify(request.message));
    // A second call with the key waits for the first, and then finds what it left.
    return lock([id], async () => {
      const existing = await book.get(id);
      if (existing) return existing.fingerprint === fingerprint ? { entry: existing.entry, existing: true } : { refused: 'key-reused' };
      return accept(id, request, fingerprint);
    });
  };
};
