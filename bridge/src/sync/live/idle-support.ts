import type { Failure } from '@kurrier/shared/failure/failure';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';

/** An IDLE that ends sooner, and has told nothing, was none. */
const leastMs = 2_000;
/** So often in a row, and the server cannot do it, whatever it says that it can. */
const mostFailures = 2;
const mostEmpty = 5;
/** Servers are mended. */
const forgetAfterMs = 60 * 60_000;

/**
 * What has been found out of a server's IDLE, over all connections of an account: some advertise it, and answer BAD, NO, nothing, or end
 * the connection.
 */
export interface IdleSupport {
  /** False: the mailbox is to be asked about instead. */
  isUsable(now: number): boolean;
  /**
   * An IDLE came to an end, after so long: with news or by our own will (`worked`), by itself and without news (`empty`), or by a failure.
   */
  note(end: 'worked' | 'empty' | Failure, tookMs: number, now: number): void;
}

export const createIdleSupport = (): IdleSupport => {
  let failures = 0;
  let empty = 0;
  let unusableSince: number | null = null;
  return {
    isUsable(now) {
      if (unusableSince !== null && now - unusableSince > forgetAfterMs) {
        unusableSince = null;
        failures = empty = 0;
      }
      return unusableSince === null;
    },
    note(end, tookMs, now) {
      if (end === 'worked') failures = empty = 0;
      else if (end === 'empty') {
        if (tookMs < leastMs) empty++;
      } else if (!isBeyondMailbox(end)) failures = mostFailures;
      // The network may be the reason once, and not each time just then.
      else if (tookMs < leastMs || end.code === 'SILENT') failures++;
      if (failures >= mostFailures || empty >= mostEmpty) unusableSince ??= now;
    },
  };
};
