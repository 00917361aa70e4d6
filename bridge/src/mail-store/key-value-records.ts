/** The part of a Keyv that mail is kept in: plain data by key, within a name space. Calls reject when the store refuses. */
export interface Records<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<unknown>;
  deleteMany(keys: string[]): Promise<unknown>;
  /** Removes everything in the name space. */
  clear(): Promise<unknown>;
}

/**
 * Opens a name space. `parse` makes a record of what was stored, and throws where it is damaged, which damages the store; undefined: it
 * counts as not there.
 */
export type OpenRecords = <Value>(namespace: string, parse: (key: string, stored: unknown) => Value | undefined) => Records<Value>;
