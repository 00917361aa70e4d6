import type { MessageRow } from '@kurrier/shared/mail/mail';
import { correspondentText } from '../../../model/mail/safe-text.ts';

const mostNames = 50;

/** Names and addresses in one line; of very many the first, and how many there are. */
export const peopleText = (who: MessageRow['to']): string =>
  who.slice(0, mostNames).map(correspondentText).join(', ') + (who.length > mostNames ? `, … (${who.length})` : '');

/** What the head of a message says, each with its name; what is empty is left out. */
export const MessageFacts = ({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) => (
  <dl class="facts">
    {facts
      .filter(([, value]) => value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
  </dl>
);
