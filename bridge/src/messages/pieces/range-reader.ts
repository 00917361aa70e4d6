import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OnDemandFailure, OnDemandConnections, OnDemandTarget } from '../../imap/on-demand/on-demand-connections.ts';

/** A range that was read ahead is kept for so long: who saves a file asks for the next piece at once. */
const keptForMs = 30_000;

/** So many files are read ahead of at once, two ranges of each. */
const mostFiles = 4;

type Fetched = Outcome<Buffer | null, OnDemandFailure>;

/** The range that was given last, and the one behind it, which is under way or here. */
interface Ahead {
  accountId: string;
  from: number;
  bytes: Buffer;
  next: Promise<Fetched>;
  timer: NodeJS.Timeout;
}

export type ReadRange = (
  target: OnDemandTarget,
  range: { section: string; offset: number; length: number },
) => Promise<Outcome<Buffer | null, OnDemandFailure>>;

/**
 * Reads ranges of sections, and while one is on its way to the page the next one is on its way from the server: two of a file, and no more.
 * A range that could not be read ahead is asked for again when it is wanted. `null`: no such message.
 */
export const createRangeReader = ({
  onDemand,
  report,
}: {
  onDemand: Pick<OnDemandConnections, 'run'>;
  report: (problem: string) => void;
}): { read: ReadRange; forget: (accountId: string) => void } => {
  const files = new Map<string, Ahead>();

  const take = (key: string): Ahead | undefined => {
    const ahead = files.get(key);
    clearTimeout(ahead?.timer);
    files.delete(key);
    return ahead;
  };

  const readAhead = (target: OnDemandTarget, range: Parameters<ReadRange>[1]): Promise<Fetched> =>
    fetchRange(onDemand, target, range).catch((error: unknown) => {
      report(`nothing could be read ahead: ${String(error)}`);
      return succeed(null);
    });

  return {
    async read(target, { section, offset, length }) {
      const { accountId, mailbox, uidValidity, uid } = target;
      const key = JSON.stringify([accountId, mailbox.name, uidValidity, uid, section, length]);
      const known = await joinAhead(take(key), offset);
      const fetched: Fetched = known ? succeed(known) : await fetchRange(onDemand, target, { section, offset, length });
      if (!fetched.ok || !fetched.value) return fetched;
      const bytes = fetched.value;
      // A range that is not whole is the last one.
      if (bytes.length >= length) {
        const next = readAhead(target, { section, offset: offset + bytes.length, length });
        take(key);
        files.set(key, { accountId, from: offset, bytes, next, timer: setTimeout(() => take(key), keptForMs).unref() });
        for (const oldest of files.keys()) if (files.size > mostFiles) take(oldest);
      }
      return succeed(bytes.subarray(0, length));
    },
    forget(accountId) {
      for (const [key, ahead] of files) if (ahead.accountId === accountId) take(key);
    },
  };
};

/** Reads one range of a section, and nothing ahead of it. `null`: no such message. */
export const fetchRange = (
  onDemand: Pick<OnDemandConnections, 'run'>,
  target: OnDemandTarget,
  range: Parameters<ReadRange>[1],
): Promise<Fetched> =>
  onDemand.run(target, async (mailbox): Promise<Outcome<Buffer | null, Failure>> => {
    const fetched = await mailbox.fetchSections(target.uid, [range]);
    return fetched.ok ? succeed(fetched.value?.[0]?.subarray(0, range.length) ?? null) : fetched;
  });

/** The bytes from `offset` on that are here or under way; null where they have to be asked for. */
const joinAhead = async (ahead: Ahead | undefined, offset: number): Promise<Buffer | null> => {
  if (!ahead || offset < ahead.from || offset > ahead.from + ahead.bytes.length) return null;
  const next = await ahead.next;
  return next.ok && next.value ? Buffer.concat([ahead.bytes.subarray(offset - ahead.from), next.value]) : null;
};
