import type { AccountSync, MessageRef } from '@kurrier/shared/mail/mail';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import type { Report } from '../../async/report.ts';
import { createQueue } from '../../async/serial-queue.ts';
import { isRecent } from '../../codes/is-recent.ts';
import { createRecentArrivals, type ArrivalDeps } from './recent-arrivals.ts';

/** Where the switch is kept. */
export interface SwitchRecord {
  get(key: string): Promise<boolean | undefined>;
  set(key: string, value: boolean): Promise<unknown>;
}

export interface SignInCodeDeps {
  openMailbox: ArrivalDeps['openMailbox'];
  readSignIn: (ref: MessageRef) => Promise<SignInCode | null>;
  /** Resolves when a message that has just arrived is best read; at once, unless told. */
  untilReadable?: (ref: MessageRef) => Promise<void>;
  record: SwitchRecord;
  now: () => number;
  /** Something about the codes has changed. */
  onChange: () => void;
  report: Report;
}

/** So many are offered: who waits for one waits for the newest. */
const mostOffered = 5;
/** So many messages wait to be read; of more, those that came first are left out. */
const mostWaiting = 20;
const switchKey = 'sign-in-codes';

export type SignInCodes = Awaited<ReturnType<typeof openSignInCodes>>;

/**
 * The codes that arrived in the last ten minutes. Messages are opened as they arrive, one after the other, and only while the switch is on.
 */
export const openSignInCodes = async (deps: SignInCodeDeps) => {
  const { openMailbox, readSignIn, untilReadable = async () => {}, record, now, onChange, report } = deps;
  let isOn = (await record.get(switchKey)) ?? true;
  let offered: SignInCode[] = [];
  let waiting: MessageRef[] = [];
  const inTurn = createQueue();
  let isClosed = false;
  /** Looks and searches that are not at their end. */
  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  };

  const stillOffered = (): SignInCode[] => {
    offered = offered.filter(({ offeredUntil }) => offeredUntil > now());
    return offered;
  };
  const state = () => ({ codes: stillOffered(), isOn });

  const readNext = async (): Promise<void> => {
    // The newest first: who waits, waits for that one.
    const ref = waiting.pop();
    const code = ref && isOn && !isClosed ? await readSignIn(ref) : null;
    if (!code || !isOn || code.offeredUntil <= now()) return;
    offered = [code, ...stillOffered()].toSorted((a, b) => b.receivedAt - a.receivedAt).slice(0, mostOffered);
    onChange();
  };
  const arrivals = createRecentArrivals({
    openMailbox,
    isRecent: (receivedAt) => isRecent(receivedAt, now()),
    onArrived: (ref) =>
      void track(
        untilReadable(ref)
          .then(() => {
            waiting = [...waiting, ref].slice(-mostWaiting);
            return inTurn(readNext);
          })
          .catch((error: unknown) => report('a message could not be searched for a code', error)),
      ),
  });

  return {
    state,
    /** Looks at what has changed in an account's mailboxes. */
    async take(sync: AccountSync): Promise<void> {
      if (isOn && !isClosed) await track(arrivals.take(sync));
    },
    async turn(on: boolean) {
      await record.set(switchKey, on);
      isOn = on;
      if (!on) [offered, waiting] = [[], []];
      onChange();
      return state();
    },
    dismiss(ref: MessageRef) {
      const key = JSON.stringify(ref);
      offered = offered.filter((code) => JSON.stringify(code.ref) !== key);
      onChange();
      return state();
    },
    /** Forgets what came to an account that was removed. */
    forget(accountId: string): void {
      offered = offered.filter(({ ref }) => ref.accountId !== accountId);
      waiting = waiting.filter((ref) => ref.accountId !== accountId);
    },
    /** Begins no other search, and resolves when none is under way: what they read may be closed then. */
    async close(): Promise<void> {
      isClosed = true;
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
};
