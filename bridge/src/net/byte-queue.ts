const nothing = Buffer.alloc(0);
const smallestStore = 64 * 1024;

/**
 * Bytes in the order they came, taken from the front. Adding costs what is added, on average: room grows by doubling, so that a long unit
 * that comes in many pieces is not put together anew with each of them. What was taken stays as it is, whatever is added later.
 */
export class ByteQueue {
  #store: Buffer = nothing;
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Everything that is there; worth as long as nothing is added. */
  get bytes(): Buffer {
    return this.#store.subarray(this.#start, this.#end);
  }

  add(chunk: Buffer): void {
    if (this.length === 0) {
      // Most often a chunk is taken whole before the next one comes.
      this.#store = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    if (this.#end + chunk.length > this.#store.length) this.#makeRoom(chunk.length);
    chunk.copy(this.#store, this.#end);
    this.#end += chunk.length;
  }

  take(count: number): Buffer {
    const taken = this.#store.subarray(this.#start, this.#start + count);
    this.#start += count;
    return taken;
  }

  #makeRoom(more: number): void {
    const length = this.length;
    // A new one, not the old one moved together: others hold on to what they took.
    const store = Buffer.allocUnsafeSlow(Math.max(smallestStore, 2 * (length + more)));
    this.#store.copy(store, 0, this.#start, this.#end);
    this.#store = store;
    this.#start = 0;
    this.#end = length;
  }
}
