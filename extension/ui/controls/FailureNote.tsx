import type { Failure } from '@kurrier/shared/failure/failure';
import { describe } from '@kurrier/shared/words/describe-failure';
import { isGuess } from '@kurrier/shared/words/describe-guess';
import { en } from '@kurrier/shared/words/verdicts-en';
import { evidenceWords } from '@kurrier/shared/words/pages/verdict';
import { visibleText } from '../../model/visible-text.ts';
import { AboutFailure } from './AboutFailure.tsx';
import { FixText } from './FixText.tsx';
import { ServerWords } from './ServerWords.tsx';
import './failure-note.css';

/** A failure beside what it is about: what it is and what mends it; the server's own words are folded away, but lead a guess. */
export const FailureNote = ({ failure, about }: { failure: Failure; about?: string }) => {
  const { headline, isExact, title, meaning, fix } = describe(failure, en);
  const [lead, beside] = isExact || headline === null ? [headline ?? title, title] : [title, headline];
  const isOpen = isGuess(failure);
  return (
    <div class="failure-note" data-kind={failure.kind}>
      <p>
        <strong>
          {about === undefined ? '' : `${about}: `}
          {lead}
        </strong>
        {beside === lead ? '' : ` · ${beside}`}
      </p>
      {isOpen && failure.reply ? <ServerWords text={failure.reply.text} /> : null}
      <p>
        {visibleText(meaning)} <FixText text={fix} /> <AboutFailure kind={failure.kind} title={lead} />
      </p>
      {failure.reply && !isOpen ? (
        <details>
          <summary>{evidenceWords.serverSaid}</summary>
          <pre dir="ltr">{visibleText(failure.reply.text)}</pre>
        </details>
      ) : null}
    </div>
  );
};
