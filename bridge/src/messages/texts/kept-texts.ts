import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { MessageTexts } from '../recent-texts.ts';

/** A message's texts as they are kept. */
export interface KeptText {
  texts: MessageTexts;
  /** There is more of them on the server. */
  isPartial: boolean;
  /** Those of messages that lie in it, as far as they were opened or fetched, the newest last. */
  attached?: KeptAttached[];
}

/** The texts of a message that lies in another. */
export interface KeptAttached {
  /** Its place among the attachments of the one around it, from the outermost to itself. */
  path: number[];
  texts: MessageTexts;
  isPartial: boolean;
}

/** The texts that are there without a network, and what is put among them when it is read. */
export interface KeptTexts {
  /** Null where it is not there, and while the vault is locked. */
  read(ref: MessageRef): Promise<KeptText | null>;
  /**
   * Called before a message is read as a whole; keeps then what was read, where there is room. Not where the mailbox was forgotten
   * meanwhile: the same UID may be another message by then. With a path, they are of a message in it, and are kept with its own.
   */
  prepare(ref: MessageRef, receivedAt: number): Promise<(texts: MessageTexts, path?: readonly number[]) => Promise<void>>;
}

export const noKeptTexts: KeptTexts = { read: async () => null, prepare: async () => async () => {} };
