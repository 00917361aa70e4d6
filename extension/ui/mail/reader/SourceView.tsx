import { readerWords as words } from '@kurrier/shared/words/pages/mail';
import { safeSource } from '../../../model/mail/safe-text.ts';
import { sourceText } from '../../../model/mail/source-text.ts';
import type { SourceState } from '../../../model/mail/reader-model.ts';
import { RefusalNote } from '../RefusalNote.tsx';

/** The message as the server has it, piece by piece, on request. */
export const SourceView = ({ source, onShow, onHide }: { source: SourceState; onShow: () => void; onHide: () => void }) => {
  const isShown = source.phase !== 'hidden';
  return (
    <section class="source" aria-label={words.sourceTitle}>
      <button type="button" class="button quiet source-button" aria-expanded={isShown} onClick={isShown ? onHide : onShow}>
        {isShown ? words.hideSource : words.source}
      </button>
      {source.phase === 'failed' ? <RefusalNote refusal={source.refusal} /> : null}
      {(source.phase === 'shown' || source.phase === 'loading') && source.bytes !== '' ? (
        <pre dir="ltr" tabIndex={0} aria-label={words.sourceTitle}>
          {safeSource(sourceText(source.bytes))}
        </pre>
      ) : null}
      {source.phase === 'loading' ? <p role="status">{words.sourceLoading}</p> : null}
      {source.phase === 'shown' && source.next !== null ? (
        <button type="button" class="button more-source" onClick={onShow}>
          {words.moreSource}
        </button>
      ) : null}
    </section>
  );
};
