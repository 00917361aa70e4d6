import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { orderWords as words } from '@kurrier/shared/words/pages/order';

/** Asks how a folder is to be called. */
export const FolderNameForm = ({ name, onSave, onCancel }: { name: string; onSave: (name: string) => void; onCancel: () => void }) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(name);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      class="folder-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onSave(typed.trim());
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onCancel();
      }}
    >
      <label for={id}>{words.folderName}</label>
      <input
        id={id}
        ref={input}
        type="text"
        maxLength={200}
        autocomplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="button">
        {words.save}
      </button>
      <button type="button" class="button quiet" onClick={onCancel}>
        {words.cancel}
      </button>
    </form>
  );
};
