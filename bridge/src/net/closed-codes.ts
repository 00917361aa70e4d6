/** How it shows that the other side closed a connection, or that the system has lost it. `CLOSED` is ours. */
export const closedCodes: ReadonlySet<string> = new Set(['CLOSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE']);

/** The same, and a peer that acknowledges nothing any more, so that the system gives it up (RFC 9293 §3.8.3). */
export const endedCodes: ReadonlySet<string> = new Set([...closedCodes, 'ETIMEDOUT']);
