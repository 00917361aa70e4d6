import { randomUUID } from 'node:crypto';

const pattern = /^<kurrier-draft\.(?<draftId>[\w-]{8,64})\.(?<version>[0-9a-f-]{36})@/;

/** Message-ID of another version of a draft: whoever meets it on the server knows whose it is (RFC 5322 §3.6.4). */
export const createDraftMessageId = (draftId: string, address: string): string =>
  `<kurrier-draft.${draftId}.${randomUUID()}@${address.slice(address.lastIndexOf('@') + 1)}>`;

/** Which draft of ours a Message-ID belongs to; null: none. */
export const draftIdOf = (messageId: string): string | null => pattern.exec(messageId)?.groups?.['draftId'] ?? null;

/** The name of one version, for its file. */
export const versionOf = (messageId: string): string => pattern.exec(messageId)?.groups?.['version'] ?? '';
