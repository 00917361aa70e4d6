import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { planConnections, type ConnectionLimits, type PlannedConnection } from './plan-connections.ts';

/** What the queue needs of a signed-in connection. */
export interface QueueSession {
  readonly alive: boolean;
  /** Says goodbye and closes; resolves when the connection is closed, and never rejects. */
  close(): Promise<void>;
}

export interface AccountQueue {
  /** Sends the message when its time has come. */
  add(id: string, at: number): void;
  /** Closes idle connections now and busy ones after their message, and starts none; resolves when none is left. */
  close(): Promise<void>;
  connections(): number;
}

interface Connection<Session> extends PlannedConnection {
  session: Session;
}

/** So long fewer connections are used after the server did not let in another one. */
const cappedMs = 60_000;
const longestTimerMs = 2 ** 31 - 1;

/** The messages of one account on their way: a queue, and the connections that carry it, as `planConnections` has it. */
export const createAccountQueue = <Session extends QueueSession>(deps: {
  limits: () => ConnectionLimits;
  /** Never rejects. */
  open: () => Promise<Outcome<Session, Failure>>;
  /** Carries one message; never rejects. `takeNext` gives the message that this connection carries after it, where there is one. */
  carry: (session: Session, id: string, takeNext: () => string | undefined) => Promise<void>;
  /** A message that was taken is not carried by its connection after all: it is to be added again. */
  putBack: (id: string) => void;
  /** No connection could be opened: what it means for all messages that are due. */
  giveUp: (ids: string[], failure: Failure) => void;
  /** A connection is closed and not used any more. */
  onLeft?: (session: Session) => void;
  now?: () => number;
}): AccountQueue => {
  const { now = Date.now } = deps;
  const due: string[] = [];
  const scheduled = new Map<string, number>();
  let connections: Connection<Session>[] = [];
  let opening = 0;
  let startedAt: number[] = [];
  let cap = { connections: Infinity, until: 0 };
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Infinity;
  let closed = false;
  let leaving = 0;
  const gone = Promise.withResolvers<void>();

  const noticeGone = () => {
    if (closed && connections.length + opening + leaving === 0) gone.resolve();
  };

  const limits = (): ConnectionLimits => {
    const wanted = deps.limits();
    return now() < cap.until ? { ...wanted, connections: Math.min(wanted.connections, cap.connections) } : wanted;
  };

  const leave = async (connection: Connection<Session>) => {
    connections = connections.filter((other) => other !== connection);
    leaving += 1;
    await connection.session.close();
    deps.onLeft?.(connection.session);
    leaving -= 1;
    plan();
  };

  const noteStart = (connection: Connection<Session>) => {
    connection.messages += 1;
    if (deps.limits().messagesPerMinute !== undefined) startedAt = [...startedAt.filter((at) => at > now() - 60_000), now()];
  };

  /** The message that a busy connection carries next, where the limits let it. */
  const takeNext = (connection: Connection<Session>): string | undefined => {
    const { messagesPerConnection, messagesPerMinute = Infinity } = limits();
    const isFull =
      connection.messages >= messagesPerConnection || startedAt.filter((at) => at > now() - 60_000).length >= messagesPerMinute;
    if (closed || isFull || due.length === 0) return undefined;
    noteStart(connection);
    return due.shift();
  };

  const start = async (connection: Connection<Session>, id: string) => {
    connection.busy = true;
    noteStart(connection);
    for (let current: string | undefined = id; current !== undefined;) {
      let next: string | undefined;
      await deps.carry(connection.session, current, () => (next = takeNext(connection)));
      const isUsable = connection.session.alive && !closed;
      if (next !== undefined && !isUsable) deps.putBack(next);
      current = isUsable ? next : undefined;
    }
    connection.busy = false;
    connection.idleSince = now();
    plan();
  };

  const openOne = async () => {
    opening += 1;
    const outcome = await deps.open();
    opening -= 1;
    if (outcome.ok) connections.push({ session: outcome.value, busy: false, messages: 0, idleSince: now() });
    else if (connections.length + opening > 0) cap = { connections: connections.length + opening, until: now() + cappedMs };
    else deps.giveUp(due.splice(0), outcome.failure);
    plan();
  };

  const wakeAt = (at: number) => {
    if (at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(
      () => {
        timerAt = Infinity;
        plan();
      },
      Math.min(Math.max(0, at - now()), longestTimerMs),
    );
  };

  const collectDue = () => {
    let next = Infinity;
    for (const [id, at] of scheduled) {
      if (at <= now()) {
        scheduled.delete(id);
        due.push(id);
      } else next = Math.min(next, at);
    }
    if (next < Infinity) wakeAt(next);
  };

  const plan = () => {
    for (const connection of connections) if (!connection.busy && (closed || !connection.session.alive)) void leave(connection);
    if (closed) return noticeGone();
    if (timerAt === Infinity) collectDue();
    const next = planConnections(limits(), { ready: due.length, connections, opening, leaving, startedAt, now: now() });
    for (const connection of next.close) void leave(connection);
    for (const connection of next.use) void start(connection, due.shift()!);
    for (let count = 0; count < next.open; count++) void openOne();
    if (next.wakeAt !== undefined) wakeAt(next.wakeAt);
  };

  return {
    add(id, at) {
      if (at <= now()) due.push(id);
      else {
        scheduled.set(id, at);
        wakeAt(at);
      }
      plan();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      plan();
      noticeGone();
      return gone.promise;
    },
    connections: () => connections.length + leaving,
  };
};
