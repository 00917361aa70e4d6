import type { Failure } from '@kurrier/shared/failure/failure';
import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { evidenceWords } from '@kurrier/shared/words/pages/verdict';
import { readable } from '../../model/readable.ts';
import './failure-note.css';

/** A failure beside what it is about: what it is and what mends it; the server's own words are folded away. */
export const FailureNote = ({ failure, about }: { failure: Failure; about?: string }) => {
  const { headline, isExact, title, meaning, fix } = describe(failure, en);
  const [lead, beside] = isExact || headline === null ? [headline ?? title, title] : [title, headline];
  return (
    <div class="failure-note" data-kind={failure.kind}>
      <p>
        <strong>
          {about === undefined ? '' : `${about}: `}
          {lead}
        </strong>
        {beside === lead ? '' : ` · ${beside}`}
      </p>
      <p>
        {readable(meaning)} {readable(fix)}
      </p>
      {failure.reply ? (
        <details>
          <summary>{evidenceWords.serverSaid}</summary>
          <pre dir="ltr">{readable(failure.reply.text)}</pre>
        </details>
      ) : null}
    </div>
  );
};
