import type { Readable } from 'node:stream';

export type CopyEntry = [key: string, value: string];

/** A message of the outbox that is too long to lie beside its state. */
export interface LongMessage {
  accountId: string;
  id: string;
}

/** One side of a copy, as name spaces of a shared store, whatever it is really laid out in. */
export interface CopyPlace {
  /** For people. */
  address: string;
  /** Whether bridges hand over to each other what they find there. */
  isShared: boolean;
  namespaces(): Promise<string[]>;
  walk(namespace: string): AsyncGenerator<CopyEntry[], void>;
  write(namespace: string, entries: readonly CopyEntry[]): Promise<void>;
  clear(namespace: string): Promise<void>;
  longMessages(): Promise<LongMessage[]>;
  readLong(message: LongMessage): Readable;
  keepLong(message: LongMessage, content: Readable): Promise<void>;
  /** Everything is there: what belongs to it beside is written. */
  finish(): Promise<void>;
  close(): Promise<void>;
}
