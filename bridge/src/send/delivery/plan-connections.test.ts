import { expect, test } from 'vitest';
import { connectionLimits, planConnections, type ConnectionLimits, type PlannedConnection } from './plan-connections.ts';

const now = 100_000;
const pooled: ConnectionLimits = { connections: 2, messagesPerConnection: 10, idleMs: 1000 };
const single: ConnectionLimits = { ...connectionLimits.single, connections: 2 };
const idle = (messages = 0, idleSince = now): PlannedConnection => ({ busy: false, messages, idleSince });
const busy: PlannedConnection = { busy: true, messages: 1, idleSince: 0 };

interface Row {
  name: string;
  limits?: ConnectionLimits;
  ready: number;
  connections?: PlannedConnection[];
  opening?: number;
  leaving?: number;
  startedAt?: number[];
  /** use, close, open, wakeAt */
  plan: [number, number, number, number?];
}

const rows: Row[] = [
  { name: 'nothing to do', ready: 0, plan: [0, 0, 0] },
  { name: 'first message opens one', ready: 1, plan: [0, 0, 1] },
  { name: 'many messages open no more than allowed', ready: 50, plan: [0, 0, 2] },
  { name: 'an idle connection is used before another is opened', ready: 1, connections: [idle()], plan: [1, 0, 0] },
  { name: 'busy ones count', ready: 5, connections: [busy, busy], plan: [0, 0, 0] },
  { name: 'connections being opened count, and have their message', ready: 1, opening: 1, plan: [0, 0, 0] },
  { name: 'a worn connection is closed', ready: 1, connections: [idle(10), busy], plan: [0, 1, 0] },
  { name: 'one that is being closed counts', ready: 1, connections: [busy], leaving: 1, plan: [0, 0, 0] },
  { name: 'and is replaced when it is gone', ready: 1, connections: [busy], plan: [0, 0, 1] },
  { name: 'an idle connection waits', ready: 0, connections: [idle(1, now - 400)], plan: [0, 0, 0, now + 600] },
  { name: 'and is closed in time', ready: 0, connections: [idle(1, now - 1000)], plan: [0, 1, 0] },
  { name: 'but not when there is work', ready: 1, connections: [idle(1, now - 5000)], plan: [1, 0, 0] },
  { name: 'one message a connection: closed after it', limits: single, ready: 3, connections: [idle(1), busy], plan: [0, 1, 0] },
  { name: 'one message a connection: none left open', limits: single, ready: 0, connections: [idle(1)], plan: [0, 1, 0] },
  {
    name: 'the rate is kept over any minute',
    limits: { ...pooled, messagesPerMinute: 3 },
    ready: 5,
    startedAt: [now - 70_000, now - 50_000, now - 10, now - 5],
    plan: [0, 0, 0, now + 10_000],
  },
  {
    name: 'what the rate leaves is started',
    limits: { ...pooled, messagesPerMinute: 3 },
    ready: 5,
    connections: [idle(), idle()],
    startedAt: [now - 50_000, now - 10],
    plan: [1, 0, 0, now + 1000],
  },
];

test.each(rows)('$name', ({ limits = pooled, ready, connections = [], opening = 0, leaving = 0, startedAt = [], plan }) => {
  const { use, close, open, wakeAt } = planConnections(limits, { ready, connections, opening, leaving, startedAt, now });
  expect([use.length, close.length, open, wakeAt]).toEqual([plan[0], plan[1], plan[2], plan[3]]);
});
