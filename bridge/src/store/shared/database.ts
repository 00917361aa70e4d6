/** A record of a name space; null removes it. */
export interface StoredWrite {
  namespace: string;
  key: string;
  value: string | null;
}

/**
 * The right to write what a name stands for, until it runs out by the server's clock. `fence` rises with every acquisition, so that a
 * holder that slept through the end of its lease is told from the one that has it now.
 */
export interface Lease {
  name: string;
  holder: string;
  fence: number;
}

/** A lease as the server has it. */
export interface LeaseState extends Lease {
  /** By the server's clock. */
  isExpired: boolean;
  /** Grows with each write that was made under it. */
  version: number;
}

/** Why a message must not be sent from a store: "sending" might not be on its disk when the server says so. */
export type SendingRefusal = 'not-flushed' | 'may-evict' | 'settings-unreadable';

/** Which keys a walk is about: those that begin and end so, with something in between. */
export interface KeyPattern {
  prefix?: string;
  suffix?: string;
}

/** What a server is, as it was found at the start. */
export interface DatabaseCheck {
  /** The program and its version: `Redis 7.0.15`. */
  server: string;
  sendingRefusal: SendingRefusal | null;
}

/**
 * One place of records and leases, on a server or in a file. Every call has a deadline of its own and rejects with a `SharedStoreError`
 * where it could not be done; none answers as though nothing were there.
 */
export interface Database {
  /** Where it is, without a password. */
  readonly address: string;
  /** Whether it can be used, preparing it where nobody has used it yet. */
  check(): Promise<DatabaseCheck>;
  /** The values in the order of the keys. */
  read(namespace: string, keys: readonly string[]): Promise<(string | undefined)[]>;
  /**
   * Writes all or nothing. Under a lease the server compares holder and fence in the same step, and rejects with `LeaseLost` where somebody
   * else has acquired it since: then nothing was written.
   */
  fencedWrite(writes: readonly StoredWrite[], lease?: Lease): Promise<void>;
  /** Removes a name space whole, under the same condition. */
  clear(namespace: string, lease?: Lease): Promise<void>;
  /**
   * Every record that was there from the beginning to the end of the walk, in bounded pieces; of a `pattern` those alone leave the server
   * that have such a key.
   */
  walk(namespace: string, pattern?: KeyPattern): AsyncGenerator<[key: string, value: string][], void>;
  /** The name spaces that hold something. */
  namespaces(): Promise<string[]>;
  /** Takes a lease that nobody has or that ran out, or anew the holder's own; null while somebody else has it. */
  acquire(name: string, holder: string, durationMs: number): Promise<Lease | null>;
  /** Puts off the end of leases; false: somebody else has acquired it since, or it was given back. */
  renew(leases: readonly Lease[], durationMs: number): Promise<boolean[]>;
  /** Gives leases back, where they still are the holder's. */
  release(leases: readonly Lease[]): Promise<void>;
  leases(): Promise<LeaseState[]>;
  /** How often the server was connected to: what may forget has done so at most before the newest time. */
  connections(): number;
  close(): Promise<void>;
}
