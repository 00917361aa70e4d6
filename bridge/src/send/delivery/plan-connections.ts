/** The bounds of one account's submission connections. */
export interface ConnectionLimits {
  connections: number;
  messagesPerConnection: number;
  /** Messages that may be started in any minute; absent: as many as the server takes. */
  messagesPerMinute?: number;
  /** A connection that carried nothing for this long is closed. */
  idleMs: number;
}

/**
 * SMTP Pool TRUE keeps a few connections: Exchange Online allows three at once for a mailbox. FALSE opens one for each
 * message and closes it after.
 */
export const connectionLimits = {
  pooled: { connections: 3, messagesPerConnection: 1000, idleMs: 15_000 },
  single: { connections: 1, messagesPerConnection: 1, idleMs: 0 },
} as const satisfies Record<string, ConnectionLimits>;

/** A connection as the plan sees it. */
export interface PlannedConnection {
  busy: boolean;
  /** Messages it has carried. */
  messages: number;
  idleSince: number;
}

export interface ConnectionPlan<Connection> {
  /** Idle connections that take the next message, each one. */
  use: Connection[];
  close: Connection[];
  /** New connections to open, each for one of the remaining messages. */
  open: number;
  /** When to plan again although nothing happened. */
  wakeAt?: number;
}

/** Decides which connections carry the next messages. `startedAt` holds the starts of the last minute, oldest first. */
export const planConnections = <Connection extends PlannedConnection>(
  limits: ConnectionLimits,
  state: { ready: number; connections: readonly Connection[]; opening: number; leaving: number; startedAt: readonly number[]; now: number },
): ConnectionPlan<Connection> => {
  const { connections, opening, startedAt, now } = state;
  const lastMinute = startedAt.filter((at) => at > now - 60_000);
  const allowed = limits.messagesPerMinute === undefined ? Infinity : Math.max(0, limits.messagesPerMinute - lastMinute.length - opening);
  const wanted = Math.min(Math.max(0, state.ready - opening), allowed);

  const idle = connections.filter(({ busy }) => !busy);
  const worn = idle.filter(({ messages }) => messages >= limits.messagesPerConnection);
  const usable = idle.filter((connection) => !worn.includes(connection));
  const use = usable.slice(0, wanted);
  const resting = usable.slice(wanted);
  const expired = resting.filter(({ idleSince }) => idleSince + limits.idleMs <= now);
  const close = [...worn, ...expired];
  // A connection counts until it is closed, so that the server never sees more than the limit.
  const taken = connections.length + opening + state.leaving;
  const open = Math.max(0, Math.min(wanted - use.length, limits.connections - taken));

  const wakes = resting.filter((connection) => !expired.includes(connection)).map(({ idleSince }) => idleSince + limits.idleMs);
  if (state.ready - opening > wanted && lastMinute[0] !== undefined) wakes.push(lastMinute[0] + 60_000);
  return { use, close, open, ...(wakes.length > 0 && { wakeAt: Math.min(...wakes) }) };
};
