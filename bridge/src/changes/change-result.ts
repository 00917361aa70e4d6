import type { Failure } from '@kurrier/shared/failure/failure';
import type { ChangeRefusal } from '@kurrier/shared/mail/pending-change';
import type { OnDemandConnections } from '../imap/on-demand/on-demand-connections.ts';

/** A change that was carried out. */
export interface Done {
  outcome: 'done';
  /** UIDs of messages that were not there: another program moved or deleted them. */
  gone: number[];
  /** So many could only be copied, and stay marked as deleted: the server would have removed others with them. */
  leftMarked: number;
  /** UIDs of messages of which nobody can say whether a try before has copied them. */
  uncertain: number[];
}

/** What came of a change; or why nothing can be done now, or at all. */
export type ChangeResult =
  | Done
  | { outcome: 'later'; failure: Failure }
  | { outcome: 'refused'; refusal: ChangeRefusal; failure?: Failure };

export const done = (more: Partial<Omit<Done, 'outcome'>> = {}): Done => ({
  outcome: 'done',
  gone: [],
  leftMarked: 0,
  uncertain: [],
  ...more,
});

/** The way to the server. */
export type ChangeConnections = Pick<OnDemandConnections, 'run' | 'runOnSession'>;
export type ChangeTarget = Parameters<ChangeConnections['run']>[0];
