/** The part of a Keyv that mail is kept in: plain data by key, within a name space. Calls reject when the store refuses. */
export interface Records<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<unknown>;
  deleteMany(keys: string[]): Promise<unknown>;
  /** Removes everything in the name space. */
  clear(): Promise<unknown>;
}

export type OpenRecords = <Value>(namespace: string) => Records<Value>;
