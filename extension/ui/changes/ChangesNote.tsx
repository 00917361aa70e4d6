import type { PendingChange } from '@kurrier/shared/mail/pending-change';
import { describe } from '@kurrier/shared/words/describe-failure';
import { changeWords as words } from '@kurrier/shared/words/pages/changes';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { en } from '@kurrier/shared/words/verdicts-en';
import type { ChangesModel } from '../../model/changes/changes-model.ts';
import { safeLine } from '../../model/mail/safe-text.ts';
import './changes.css';

/** More of them are told by their number. */
const mostLines = 5;

/** What people did that waits for a server, in a line, and what was not possible, each with why. */
export const ChangesNote = ({ model }: { model: ChangesModel }) => {
  const changes = model.changes.value;
  const waiting = changes.filter(({ state }) => state === 'pending');
  const failed = changes.filter(({ state }) => state === 'failed');
  if (changes.length === 0) return null;
  return (
    <section class="changes-note" aria-label={words.label}>
      {waiting.length > 0 ? (
        <p class="hint" role="status">
          {words.waiting(waiting.length)}
        </p>
      ) : null}
      {failed.length > 0 ? (
        <>
          <div class="changes-head">
            <strong role="status">{words.failed(failed.length)}</strong>
            <button type="button" class="button quiet" onClick={() => void model.dismiss(failed)}>
              {failed.length > 1 ? words.dismissAll : words.dismiss}
            </button>
          </div>
          <ul>
            {failed.slice(0, mostLines).map((change) => (
              <li key={change.id}>
                <bdi>{words.line(change.action, safeLine(change.subject, 60) || mailWords.row.noSubject, change.refs.length)}</bdi>
                <span class="hint">{reasonOf(change)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
};

const reasonOf = ({ refusal = 'server', failure }: PendingChange): string =>
  refusal === 'server' && failure ? describe(failure, en).title : words.refusals[refusal];
