import { useEffect, useRef, useState } from 'preact/hooks';
import { composeWords as words } from '@kurrier/shared/words/pages/send';
import { draftWords } from '@kurrier/shared/words/pages/writing/drafts';
import type { SavedComposeModel } from '../../model/drafts/saved-compose.ts';
import { DraftLine } from '../drafts/DraftLine.tsx';
import type { Sender } from '../../model/send/compose-model.ts';
import { Confirm } from '../controls/Confirm.tsx';
import { AliasList } from './AliasList.tsx';
import { AttachmentList } from './AttachmentList.tsx';
import { errorText } from './compose-texts.ts';
import { LimitsLine, RefusedLine } from './ComposeLines.tsx';
import { ComposeField } from './ComposeField.tsx';
import { RecipientField, type SuggestRecipients } from './RecipientField.tsx';
import type { SenderSettingsModel } from '../../model/send/sender-settings-model.ts';
import { SignatureFields } from './SignatureFields.tsx';
import { NoSenders } from './NoSenders.tsx';
import { SenderSelect } from './SenderSelect.tsx';
import './send.css';

/** A new message: who, what, files by drop or picker. What is typed is kept. */
export const ComposePage = ({
  model,
  senders,
  settings,
  suggest,
  onDiscard,
  onLeave,
}: {
  model: SavedComposeModel;
  /** Null: it is not known yet which there are. */
  senders: readonly Sender[] | null;
  settings: SenderSettingsModel;
  suggest: SuggestRecipients;
  onDiscard: () => void;
  /** Ends writing, with the message kept as a draft; answers whether that was possible. */
  onLeave: () => Promise<boolean>;
}) => {
  const form = useRef<HTMLFormElement>(null);
  const fields = model.fields.value;
  // What is being written stays, whatever happens to its account meanwhile: it can be kept, and sent once that works again.
  const hasForm = fields.from !== '' || (senders !== null && senders.length > 0);
  useEffect(() => {
    if (hasForm) focusWhereOneWrites(form.current, model.fields.peek().to !== '');
  }, [hasForm]);
  const errors = model.errors.value;
  const phase = model.phase.value;
  const [isOver, setIsOver] = useState(false);
  const [isWide, setIsWide] = useState([fields.cc, fields.bcc, fields.replyTo, fields.fromName].some((text) => text !== ''));
  const [isDiscarding, setIsDiscarding] = useState(false);
  const [isKept, setIsKept] = useState(true);
  if (!hasForm) return senders === null ? <p role="status">{words.opening}</p> : <NoSenders />;

  const submit = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    void model.send().then(() => requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()));
  };
  /** Enter in a line would send what is half written; with Ctrl it is meant. */
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLFormElement }) => {
    if (event.key !== 'Enter') return;
    const isMeant = event.ctrlKey || event.metaKey;
    if (isMeant || event.target instanceof HTMLInputElement) event.preventDefault();
    if (isMeant) event.currentTarget.requestSubmit();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    model.attachments.add([...(event.dataTransfer?.files ?? [])]);
  };
  const people = (name: 'to' | 'cc' | 'bcc', hint?: string) => (
    <RecipientField
      label={words[name]}
      value={fields[name]}
      error={errorText(errors[name])}
      {...(hint === undefined ? {} : { hint })}
      suggest={suggest}
      onChange={(value) => model.edit({ [name]: value })}
    />
  );
  const line = (name: 'replyTo' | 'subject' | 'fromName', hint?: string) => (
    <ComposeField
      label={words[name]}
      value={fields[name]}
      error={errorText(errors[name])}
      {...(hint === undefined ? {} : { hint })}
      onChange={(value) => model.edit({ [name]: value })}
    />
  );
  const isWaiting = model.isUploading.value;
  return (
    <form
      ref={form}
      class={isOver ? 'compose dropping' : 'compose'}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      noValidate
      aria-busy={phase.phase === 'sending'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
      }}
      onDrop={drop}
    >
      {model.isRestored ? <p class="hint">{words.restored}</p> : null}
      <SenderSelect model={model} senders={senders} error={errorText(errors.from)} />
      {people('to', words.recipientHint)}
      {isWide ? (
        <>
          {people('cc')}
          {people('bcc', words.bccHint)}
          {line('replyTo')}
          {line('fromName', words.fromNameHint)}
          <AliasList model={model.aliases} />
        </>
      ) : (
        <button type="button" class="button quiet more-fields" onClick={() => setIsWide(true)}>
          {words.moreFields}
        </button>
      )}
      {line('subject')}
      <ComposeField
        label={words.text}
        rows={12}
        value={fields.text}
        error={errorText(errors.text)}
        onChange={(text) => model.edit({ text })}
      />
      <SignatureFields model={settings} accountId={fields.accountId} />
      <AttachmentList model={model.attachments} />
      <DraftLine draft={model.server} />
      {isKept ? null : (
        <p class="warning" role="alert">
          {draftWords.notKept}
        </p>
      )}
      <LimitsLine limits={model.limits.value} />
      {isOver ? <p class="drop-hint">{words.drop}</p> : null}
      {phase.phase === 'refused' ? <RefusedLine refusal={phase.refusal} /> : null}
      {phase.phase === 'unattached' ? (
        <Confirm
          question={words.missing.question}
          confirm={words.missing.confirm}
          keep={words.missing.keep}
          onConfirm={() => void model.send(true)}
          onKeep={model.keepWriting}
        />
      ) : null}
      <footer class="compose-end">
        <button type="submit" class="button primary" disabled={phase.phase === 'sending' || isWaiting}>
          {phase.phase === 'sending' ? words.sending : isWaiting ? words.uploading : words.send}
        </button>
        {isDiscarding ? (
          <Confirm
            question={words.discardQuestion}
            confirm={words.discardConfirm}
            keep={words.keep}
            onConfirm={onDiscard}
            onKeep={() => setIsDiscarding(false)}
          />
        ) : (
          <>
            <button
              type="button"
              class="button"
              disabled={phase.phase === 'sending' || isWaiting}
              onClick={() => void onLeave().then(setIsKept)}
            >
              {draftWords.leave}
            </button>
            <button type="button" class="button quiet" onClick={() => setIsDiscarding(true)}>
              {words.discard}
            </button>
          </>
        )}
      </footer>
    </form>
  );
};

/** In the text above what is quoted, where it is known to whom it goes; else in the line for that. */
const focusWhereOneWrites = (form: HTMLFormElement | null, hasRecipient: boolean): void => {
  const text = form?.querySelector('textarea');
  if (hasRecipient && text) {
    text.focus();
    text.setSelectionRange(0, 0);
    text.scrollTop = 0;
  } else form?.querySelector<HTMLElement>('.compose-line input')?.focus();
};
