/** Room for the longest name that is kept. */
const longestName = 500;

/**
 * Says, in memory that another thread can read, what this thread is working on: 0 the count of turns of the event loop, 1 the length of the
 * name, from byte 8 on the name. What is not said any more when the loop turns is forgotten.
 */
export const currentWork = new SharedArrayBuffer(8 + longestName);

const counts = new Int32Array(currentWork, 0, 2);
const bytes = new Uint8Array(currentWork, 8);
const encoder = new TextEncoder();
/** What the bytes say, and how many they are. */
let written = { name: '', length: 0 };

/** Notes what is begun now. It stands until something else is begun, or the loop turns; the work itself need not end. */
export const noteWork = (name: string): void => {
  // It is said for each response of a server, and most often again.
  if (written.name !== name) {
    // A name that is half written is never read: its length comes last.
    Atomics.store(counts, 1, 0);
    written = { name, length: encoder.encodeInto(name, bytes).written };
  }
  Atomics.store(counts, 1, written.length);
};

/** Notes that the loop turned. */
export const noteTurn = (): void => {
  Atomics.store(counts, 1, 0);
  Atomics.add(counts, 0, 1);
};

/** The name for what comes from one leg's server; the same for every connection to it. */
export const nameOfServerWork = ({ host, port, username }: { host: string; port: number; username: string }): string =>
  JSON.stringify([host.slice(0, 255), port, username.slice(0, 100)]);
