import { useRef } from 'preact/hooks';
import { composeWords as words } from '@kurrier/shared/words/pages/send';
import { formatSize } from '../../model/format-size.ts';
import { safeLine } from '../../model/mail/safe-text.ts';
import type { AttachedFile, AttachmentsModel } from '../../model/send/attachments-model.ts';
import { fileRefusalText } from './compose-texts.ts';

/** The files of a message with how far each is, and the button that opens the picker. */
export const AttachmentList = ({ model }: { model: AttachmentsModel }) => {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section class="attachments" aria-label={words.attachments}>
      <input
        ref={picker}
        type="file"
        multiple
        class="visually-hidden"
        tabIndex={-1}
        aria-label={words.attach}
        onChange={({ currentTarget }) => {
          model.add([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <button type="button" class="button" onClick={() => picker.current?.click()}>
        {words.attach}
      </button>
      {model.refused.value.map((refusal) => (
        <p key={refusal.name} class="warning" role="alert">
          {fileRefusalText(refusal)}
        </p>
      ))}
      <ul>
        {model.files.value.map((file) => (
          <FileRow key={file.id} file={file} model={model} />
        ))}
      </ul>
    </section>
  );
};

const FileRow = ({ file, model }: { file: AttachedFile; model: AttachmentsModel }) => {
  const { id, name, size, offset, progress } = file;
  const shown = safeLine(name, 80);
  return (
    <li data-state={progress.state}>
      <bdi class="file-name">{shown}</bdi>
      <span class="hint number">
        {progress.state === 'uploading' ? `${formatSize(offset)} / ` : ''}
        {formatSize(size)}
      </span>
      {progress.state === 'uploading' ? <progress value={offset} max={Math.max(1, size)} aria-label={shown} /> : null}
      {progress.state === 'interrupted' ? <span class="hint">{words.files.chooseAgain}</span> : null}
      {progress.state === 'failed' ? (
        <>
          <span class="error">{words.files.states[progress.reason]}</span>
          <button type="button" class="button quiet" onClick={() => model.retry(id)}>
            {words.files.retry}
          </button>
        </>
      ) : null}
      <button type="button" class="button quiet" aria-label={words.files.remove(shown)} onClick={() => model.remove(id)}>
        ✕
      </button>
    </li>
  );
};
