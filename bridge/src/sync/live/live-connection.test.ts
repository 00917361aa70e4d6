import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { afterEach, expect, test, vi } from 'vitest';
import { createIdleSupport } from './idle-support.ts';
import { stayLive } from './live-connection.ts';
import type { SyncConnection } from '../sync-connection.ts';

test('a nudge that comes in the middle of a sync is answered after it, not lost', async () => {
  const session = { capabilities: () => new Set<string>(), closed: new Promise<never>(() => {}) };
  const connection = { session, tracking: 'condstore', surveyMs: 1 } as unknown as SyncConnection;
  const end = new AbortController();
  let nudged = new AbortController();
  let rounds = 0;
  nudged.abort();
  await stayLive(
    connection,
    {
      syncInbox: async () => null,
      async syncOthers() {
        rounds += 1;
        if (rounds === 1) nudged.abort();
        else end.abort();
        return null;
      },
      idle: createIdleSupport(),
      betweenIdles: async () => ({ failure: null, isMore: false }),
      nudge: () => nudged.signal,
      takeNudge() {
        const wasNudged = nudged.signal.aborted;
        if (wasNudged) nudged = new AbortController();
        return wasNudged;
      },
    },
    end.signal,
  );
  expect(rounds).toBe(2);
});

afterEach(() => void vi.useRealTimers());

/** A connection on which IDLE is answered so, and NOOP tells of a new message; what was asked on it. */
const startRefusing = (answer: string) => {
  const asked: string[] = [];
  const failure = {
    kind: 'server.protocol_violation',
    stage: 'mailbox',
    leg: 'imap',
    confidence: 'likely',
    reply: { text: answer },
  } as const;
  const session = {
    capabilities: () => new Set(['IDLE', 'LIST-STATUS']),
    async idle() {
      asked.push('IDLE');
      return fail(failure);
    },
    async command(text: string, { onUntagged }: { onUntagged: (response: Buffer) => void }) {
      asked.push(text);
      onUntagged(Buffer.from('* 4 EXISTS\r\n'));
      return succeed({ responseCode: undefined, text: '' });
    },
    closed: new Promise<never>(() => {}),
  };
  return { asked, connection: { session, tracking: 'condstore', surveyMs: 1 } as unknown as SyncConnection };
};

test.each(['k5 BAD Unknown command', 'k5 NO IDLE not allowed', 'k5 BAD [SERVERBUG] Internal error'])(
  'a server that refuses IDLE with %j is asked for news on the same connection, and not to IDLE again',
  async (answer) => {
    vi.useFakeTimers();
    const { asked, connection } = startRefusing(answer);
    const end = new AbortController();
    const rounds = { inbox: 0, others: 0 };
    const idle = createIdleSupport();
    const living = stayLive(
      connection,
      {
        idle,
        syncInbox: async () => (rounds.inbox++, null),
        syncOthers: async () => (rounds.others++, null),
        nudge: () => new AbortController().signal,
        betweenIdles: async () => ({ failure: null, isMore: false }),
        takeNudge: () => false,
      },
      end.signal,
    );
    await vi.advanceTimersByTimeAsync(35_000);
    end.abort();
    await vi.advanceTimersByTimeAsync(1);
    expect(await living).toBeNull();
    expect(asked.filter((text) => text === 'IDLE')).toHaveLength(1);
    expect(asked.filter((text) => text === 'NOOP').length).toBeGreaterThanOrEqual(3);
    expect(rounds.inbox).toBeGreaterThanOrEqual(3);
    expect(rounds.others).toBe(4);
    expect(idle.isUsable(Date.now())).toBe(false);
  },
);

/** When the other mailboxes are asked about, in seconds, and how often IDLE was begun, on a connection on which nothing ever happens. */
const listenFor = async (seconds: number, capabilities: string[], known: Record<string, unknown>) => {
  vi.useFakeTimers();
  let idles = 0;
  const session = {
    capabilities: () => new Set(capabilities),
    command: async () => succeed({ responseCode: undefined, text: '' }),
    async idle({ signal }: { signal: AbortSignal }) {
      idles++;
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return succeed({ responseCode: undefined, text: '' });
    },
    closed: new Promise<never>(() => {}),
  };
  const end = new AbortController();
  const polled: number[] = [];
  const start = Date.now();
  const living = stayLive(
    { session, surveyMs: 1, ...known } as unknown as SyncConnection,
    {
      idle: createIdleSupport(),
      syncInbox: async () => null,
      syncOthers: async () => (polled.push(Math.round((Date.now() - start) / 1000)), null),
      nudge: () => new AbortController().signal,
      takeNudge: () => false,
      betweenIdles: async () => ({ failure: null, isMore: false }),
    },
    end.signal,
  );
  await vi.advanceTimersByTimeAsync(seconds * 1000 + 500);
  end.abort();
  await vi.advanceTimersByTimeAsync(1);
  expect(await living).toBeNull();
  return { polled, idles };
};

const everySoOften = (seconds: number, within: number): number[] =>
  Array.from({ length: Math.floor(within / seconds) }, (_, i) => (i + 1) * seconds);

test.each<[string, string[], { hearsOthers?: boolean; surveyMs: number }, number]>([
  ['with LIST-STATUS', ['LIST-STATUS'], { surveyMs: 1 }, 8],
  ['with IMAP4rev2', ['IMAP4REV2'], { surveyMs: 1 }, 8],
  ['with a STATUS for each', [], { surveyMs: 1 }, 15],
  ['where NOTIFY tells', ['LIST-STATUS', 'NOTIFY'], { surveyMs: 1, hearsOthers: true }, 15],
  ['where an answer takes long', ['LIST-STATUS'], { surveyMs: 300 }, 30],
  ['where an answer takes very long', [], { surveyMs: 20_000 }, 60],
])('the other mailboxes are asked about again and again, %s', async (_, capabilities, known, everySeconds) => {
  const { polled } = await listenFor(180, capabilities, { tracking: 'compare', isDeaf: true, ...known });
  expect(polled).toEqual(everySoOften(everySeconds, 180));
});

test.each<[string, string[], { tracking?: string; isDeaf?: boolean; hearsOthers?: boolean }, number]>([
  ['mod-sequences and IDLE', ['LIST-STATUS', 'IDLE'], {}, 16],
  ['mod-sequences and IDLE of IMAP4rev2', ['IMAP4REV2'], { tracking: 'qresync' }, 16],
  ['mod-sequences, and it tells nothing any more', ['LIST-STATUS', 'IDLE'], { isDeaf: true }, 8],
  ['mod-sequences and no IDLE', ['LIST-STATUS'], {}, 8],
  ['IDLE, and only looking tells of flags', ['LIST-STATUS', 'IDLE'], { tracking: 'compare' }, 8],
  ['both, and NOTIFY tells', ['LIST-STATUS', 'IDLE', 'NOTIFY'], { hearsOthers: true }, 15],
])('a server with %s is asked about the other mailboxes as often as it needs', async (_, capabilities, known, everySeconds) => {
  const { polled, idles } = await listenFor(96, capabilities, { tracking: 'condstore', ...known });
  expect(polled).toEqual(everySoOften(everySeconds, 96));
  // Nothing else wakes a connection that listens.
  if (idles > 0) expect(idles).toBe(polled.length + 1);
});
