import type { DeliveryReport, ReportedRecipient } from '@kurrier/shared/mail/delivery-report';
import { describe } from '@kurrier/shared/words/describe-failure';
import { reportWords as words } from '@kurrier/shared/words/pages/arrivals/delivery-reports';
import { en } from '@kurrier/shared/words/verdicts-en';
import { mailHash } from '../../../model/mail/mail-route.ts';
import { safeLine } from '../../../model/mail/safe-text.ts';
import '../message-card.css';
import './reports.css';

/** What a report says of each recipient, why, and about which message. */
export const DeliveryReportCard = ({ report }: { report: DeliveryReport }) => {
  const { recipients, sent } = report;
  return (
    <section class="message-card delivery-report" aria-label={words.title}>
      <ul>
        {recipients.map((recipient, at) => (
          <Recipient key={at} recipient={recipient} />
        ))}
      </ul>
      {sent ? (
        <p>
          {words.sent}{' '}
          <a href={mailHash({ page: 'mail', accountId: sent.ref.accountId, mailboxId: sent.ref.mailboxId, open: sent.ref })}>
            <bdi>{safeLine(sent.subject, 120) || words.noSubject}</bdi>
          </a>
        </p>
      ) : (
        <p class="hint">{words.unknown}</p>
      )}
    </section>
  );
};

const Recipient = ({ recipient: { address, outcome, failure } }: { recipient: ReportedRecipient }) => {
  const described = failure && describe(failure, en);
  return (
    <li data-outcome={outcome}>
      <strong>{words.outcomes[outcome](safeLine(address, 120) || words.somebody)}</strong>
      {described ? (
        <p>
          {described.title}. {described.meaning}
        </p>
      ) : null}
      {failure?.reply ? (
        <details>
          <summary>{words.serverWords}</summary>
          <p class="server-words">
            <bdi>{safeLine(failure.reply.text, 600)}</bdi>
          </p>
        </details>
      ) : null}
    </li>
  );
};
