import { useState } from 'preact/hooks';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import { readerWords } from '@kurrier/shared/words/pages/mail';
import type { HtmlMailModel } from '../../../model/mail/html/html-mail-model.ts';
import { HtmlMessage } from './HtmlMessage.tsx';
import { ReadingNotices } from './ReadingNotices.tsx';
import { MessageText } from './MessageText.tsx';

const words = readerWords.html;

/** What a message says: as it was written, or as text, each one press away from the other. */
export const MessageBody = ({
  content,
  html,
  onKey,
}: {
  content: MessageContent;
  html: HtmlMailModel;
  onKey: (event: KeyboardEvent) => void;
}) => {
  const state = html.state.value;
  const [view, usual] = [html.view.value, html.usualView.value];
  const [isDark, setDark] = useState(false);
  const [isTooComplex, setTooComplex] = useState(false);
  if (!content.hasHtml) return <MessageText content={content} />;
  const isHtml = view === 'html' && state.phase === 'shown' && !isTooComplex;
  return (
    <>
      <div class="view-bar">
        {isHtml ? (
          <>
            <button type="button" class="button quiet" aria-pressed={isDark} onClick={() => setDark(!isDark)}>
              {words.dark}
            </button>
            <button type="button" class="button quiet" onClick={() => html.show('text')}>
              {words.asText}
            </button>
          </>
        ) : state.phase === 'shown' && !isTooComplex ? (
          <button type="button" class="button quiet" onClick={() => html.show('html')}>
            {words.asHtml}
          </button>
        ) : null}
        {view === usual ? null : (
          <button type="button" class="button quiet" onClick={html.keepView}>
            {view === 'text' ? words.keepText : words.keepHtml}
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => print()}>
          {words.print}
        </button>
      </div>
      {isHtml ? <ReadingNotices content={content} isText={false} /> : null}
      {isTooComplex ? <p class="hint">{words.tooComplex}</p> : null}
      {state.phase === 'failed' ? <p class="hint">{words.failed}</p> : null}
      {view === 'html' && state.phase === 'loading' ? <p role="status">{words.loading}</p> : null}
      {isHtml ? <HtmlMessage model={html} state={state} isDark={isDark} onKey={onKey} onTooComplex={() => setTooComplex(true)} /> : null}
      {isHtml || (view === 'html' && state.phase === 'loading') ? null : <MessageText content={content} />}
    </>
  );
};
