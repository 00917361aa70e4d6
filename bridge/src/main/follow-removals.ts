import type { Report } from '../async/report.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Backups } from '../store/backups.ts';

/** Takes an account that a person removes out of the backups, too. */
export const followRemovals = (events: Pick<EventLog, 'subscribe'>, backups: Pick<Backups, 'forgetAccount'>, report: Report): void => {
  events.subscribe((event) => {
    if (event.type !== 'account.removed') return;
    try {
      backups.forgetAccount(event.accountId);
    } catch (error) {
      report('an account could not be taken out of the backups', error);
    }
  });
};
