import { invitationWords as words } from '@kurrier/shared/words/pages/arrivals/invitations';
import type { Invitation } from '../../../model/invitations/invitation.ts';
import { correspondentText, safeLine } from '../../../model/mail/safe-text.ts';
import { repetitionText, whenText, zoneText } from './invitation-texts.ts';
import '../message-card.css';
import './invitations.css';

/** What a message invites to: when in the person's own time, where, by whom. */
export const InvitationCard = ({ invitation }: { invitation: Invitation }) => {
  const { method, summary, location, organizer, repetition, attendees, isCancelled, others } = invitation;
  const known = method in words.methods ? (method as keyof typeof words.methods) : 'other';
  const facts: [string, string][] = [
    [words.when, whenText(invitation)],
    ['', zoneText(invitation)],
    [words.repeats, repetition ? repetitionText(repetition) : ''],
    [words.where, safeLine(location, 300)],
    [words.organizer, organizer ? correspondentText(organizer) : ''],
    [words.people, attendees > 0 ? String(attendees) : ''],
  ];
  return (
    <section class="message-card invitation" aria-label={words.title}>
      <p class="hint">{isCancelled ? words.methods.CANCEL : words.methods[known]}</p>
      <h3>
        <bdi>{safeLine(summary, 300) || words.noTitle}</bdi>
      </h3>
      <dl>
        {facts
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={text}>
              <dt>{name}</dt>
              <dd>
                <bdi>{text}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      {others > 0 ? <p class="hint">{words.others(others)}</p> : null}
    </section>
  );
};
