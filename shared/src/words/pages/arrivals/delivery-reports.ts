import type { ReportedRecipient } from '../../../mail/delivery-report.ts';

/** Words above a delivery report. */
export const reportWords = {
  title: 'What became of your message',
  outcomes: {
    failed: (who: string) => `Could not be delivered to ${who}`,
    delayed: (who: string) => `Not delivered to ${who} yet; the mail server goes on trying`,
    delivered: (who: string) => `Delivered to ${who}`,
  } satisfies Record<ReportedRecipient['outcome'], (who: string) => string>,
  somebody: 'a recipient',
  sent: 'The message that this is about:',
  noSubject: '(no subject)',
  unknown: 'Kurrier does not find the message that this is about among what this account sent. Anybody can write such a report.',
  serverWords: 'What the mail server said',
};
