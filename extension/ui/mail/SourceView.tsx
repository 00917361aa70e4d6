import { readerWords as words } from '@kurrier/shared/words/ui-mail-en';
import { hostileText } from '../../model/mail/hostile-text.ts';
import { sourceText } from '../../model/mail/source-text.ts';
import type { SourceState } from '../../model/mail/reader-model.ts';
import { RefusalNote } from './RefusalNote.tsx';

/** The message as the server has it, piece by piece, on request. */
export const SourceView = ({ source, onShow, onHide }: { source: SourceState; onShow: () => void; onHide: () => void }) => {
  if (source.phase === 'hidden') {
    return (
      <button type="button" class="button quiet source-button" onClick={onShow}>
        {words.source}
      </button>
    );
  }
  return (
    <section class="source" aria-label={words.sourceTitle}>
      <button type="button" class="button quiet source-button" aria-expanded="true" onClick={onHide}>
        {words.hideSource}
      </button>
      {source.phase === 'failed' ? (
        <RefusalNote refusal={source.refusal} />
      ) : (
        <pre dir="ltr" tabIndex={0} aria-label={words.sourceTitle}>
          {hostileText(sourceText(source.bytes), Infinity)}
        </pre>
      )}
      {source.phase === 'loading' ? <p role="status">{words.sourceLoading}</p> : null}
      {source.phase === 'shown' && source.next !== null ? (
        <button type="button" class="button" onClick={onShow}>
          {words.moreSource}
        </button>
      ) : null}
    </section>
  );
};
