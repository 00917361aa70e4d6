import type { ComponentChildren } from 'preact';
import type { Attachment, MessageContent } from '@kurrier/shared/mail/mail';
import { readerWords } from '@kurrier/shared/words/pages/mail';
import { formatSize } from '../../../model/format-size.ts';
import { attachmentKey, type AttachmentSaves, type SaveState } from '../../../model/mail/attachment-saves.ts';
import { mayOpen } from '../../../model/mail/open-file.ts';
import { pressOf, type AttachedMessagesModel, type AttachedMessageState } from '../../../model/mail/attached/attached-messages-model.ts';
import { placedRefOf, type PlacedRef } from '../../../model/mail/attached/placed-ref.ts';
import { safeLine } from '../../../model/mail/safe-text.ts';
import { safeFileName } from '../../../model/mail/file-name.ts';
import { RefusalNote } from '../RefusalNote.tsx';
import './attached-files.css';

const words = readerWords.files;

interface AttachedFilesProps {
  content: MessageContent;
  saves: AttachmentSaves;
  messages: Pick<AttachedMessagesModel, 'stateOf' | 'toggle'>;
  renderMessage: (state: AttachedMessageState) => ComponentChildren;
  /** Of the heading. */
  level: number;
}

/** What is attached to a message: each a button that saves it, and below it how far that is; a message also as what it says. */
export const AttachedFiles = ({ content, saves, messages, renderMessage, level }: AttachedFilesProps) => {
  const { attachments, path = [], row } = content;
  const ref = placedRefOf(content);
  const label = content.path ? readerWords.attachmentsOf(safeLine(row.subject, 80)) : readerWords.attachments;
  const Heading = `h${Math.min(level, 6)}` as 'h3';
  const placeOf = (index: number): PlacedRef => ({ ...ref, path: [...path, index] });
  // What lies in a message that is shown stands there.
  let shownDepth = Infinity;
  const listed = attachments.map((attachment, index) => {
    if (attachment.depth <= shownDepth) shownDepth = Infinity;
    const isListed = shownDepth === Infinity;
    const message = attachment.isMessage && isListed ? messages.stateOf(placeOf(index)) : null;
    if (message?.phase === 'open') shownDepth = attachment.depth;
    return { attachment, index, message, isListed };
  });
  return (
    // Those of messages within are no places of the page to go to.
    <section class="attached-files" aria-label={label} {...(content.path && { role: 'group' })}>
      <Heading>{readerWords.attachments}</Heading>
      <ul>
        {listed.map(({ attachment, index, message, isListed }) =>
          isListed ? (
            <AttachedFileRow
              key={index}
              attachment={attachment}
              state={saves.states.value.get(attachmentKey(ref, index))}
              onSave={() => void saves.save(ref, index, attachment)}
              onOpen={mayOpen(attachment.type) ? () => void saves.open(ref, index, attachment) : null}
              onCancel={() => saves.cancel(ref, index)}
              press={pressOf(message)}
              onShow={attachment.isMessage ? () => void messages.toggle(placeOf(index)) : null}
            >
              {message ? renderMessage(message) : null}
            </AttachedFileRow>
          ) : null,
        )}
      </ul>
    </section>
  );
};

const AttachedFileRow = ({
  attachment: { name, type, size, depth, isInline },
  state,
  onSave,
  onOpen,
  onCancel,
  press,
  onShow,
  children,
}: {
  attachment: Attachment;
  state: SaveState | undefined;
  onSave: () => void;
  /** Null: it is of no kind that is opened. */
  onOpen: (() => void) | null;
  onCancel: () => void;
  press: ReturnType<typeof pressOf>;
  /** Null: it is no message that can be shown in place. */
  onShow: (() => void) | null;
  children: ComponentChildren;
}) => {
  // By the name that it is saved under.
  const shown = safeFileName(name, type);
  const notes = [...(depth > 0 ? [words.nested] : []), ...(isInline ? [words.inline] : [])].map((note) => `, ${note}`).join('');
  return (
    <li data-state={state?.phase ?? 'listed'} data-depth={Math.min(depth, 3)}>
      <button
        type="button"
        class="attached-file"
        aria-label={words.save(shown, formatSize(size)) + notes}
        disabled={state?.phase === 'saving'}
        onClick={onSave}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 2.5v7M5 7l3 3 3-3M3 12.5h10" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" />
        </svg>
        {/* As it is read out: what is seen stands in its name, word for word. */}
        <span>
          <bdi>{shown}</bdi>,{' '}
          <span class="hint number">
            {formatSize(size)}
            {notes}
          </span>
        </span>
      </button>
      {onOpen ? (
        <button type="button" class="button quiet" aria-label={words.openFile(shown)} disabled={state?.phase === 'saving'} onClick={onOpen}>
          {words.open}
        </button>
      ) : null}
      {onShow ? (
        <button
          type="button"
          class="button quiet"
          aria-expanded={press === 'hide'}
          aria-label={words.messageLabels[press](shown)}
          onClick={onShow}
        >
          {words[press]}
        </button>
      ) : null}
      {state ? <SaveProgress state={state} name={shown} onSave={onSave} onCancel={onCancel} /> : null}
      {children}
    </li>
  );
};

const SaveProgress = ({ state, name, onSave, onCancel }: { state: SaveState; name: string; onSave: () => void; onCancel: () => void }) => {
  switch (state.phase) {
    case 'saving':
      return (
        <div class="save-progress">
          <progress {...(state.total > 0 && { value: state.done, max: state.total })} aria-label={name} />
          <span class="hint number">{state.total > 0 ? words.saving(Math.floor((100 * state.done) / state.total)) : words.begun}</span>
          <button type="button" class="button quiet" onClick={onCancel}>
            {words.cancel}
          </button>
        </div>
      );
    case 'saved':
      return (
        <p class="hint" role="status">
          {words.saved}
        </p>
      );
    case 'opened':
      return (
        <p class="hint" role="status">
          {words.opened}
        </p>
      );
    case 'not-openable':
      return (
        <p class="hint" role="status">
          {words.notOpenable}
        </p>
      );
    case 'failed':
      return (
        <div class="save-failed">
          <RefusalNote refusal={state.refusal} />
          <button type="button" class="button" onClick={onSave}>
            {words.again}
          </button>
        </div>
      );
  }
};
