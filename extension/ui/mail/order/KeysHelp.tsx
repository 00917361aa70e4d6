import { useEffect, useRef } from 'preact/hooks';
import { orderWords as words } from '@kurrier/shared/words/pages/order';
import './order.css';

/** The keys of the mail pages, with what each does. */
export const KeysHelp = ({ onClose }: { onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class="keys-help"
      ref={dialog}
      aria-labelledby="keys-help-title"
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id="keys-help-title">{words.keysTitle}</h2>
      <dl>
        {words.keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button" onClick={() => dialog.current?.close()}>
        {words.close}
      </button>
    </dialog>
  );
};
