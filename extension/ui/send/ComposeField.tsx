import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';
import '../controls/controls.css';
import '../accounts/form.css';

/** A labelled line or text of a message with its complaint beneath. */
export const ComposeField = ({
  label,
  value,
  error,
  hint,
  rows = 0,
  onChange,
  combo,
}: {
  label: string;
  value: string;
  error: string | null;
  hint?: string;
  /** Of a text of several lines. */
  rows?: number;
  onChange: (value: string) => void;
  /** What makes a combo box of a line. */
  combo?: {
    field: RefObject<HTMLInputElement | null>;
    attributes: Record<string, string | boolean>;
    onKeyDown: (event: KeyboardEvent) => void;
    onBlur: () => void;
    list: ComponentChildren;
  };
}) => {
  const id = useId();
  const described = [error !== null && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean).join(' ');
  const common = {
    id,
    value,
    autocomplete: 'off',
    dir: 'auto',
    'aria-invalid': error !== null,
    ...(described === '' ? {} : { 'aria-describedby': described }),
  } as const;
  return (
    <div class={rows > 0 ? 'field compose-text' : 'field compose-line'}>
      <label for={id}>{label}</label>
      <div class={error === null ? 'input-box' : 'input-box invalid'}>
        {rows > 0 ? (
          <textarea {...common} rows={rows} onInput={(event) => onChange(event.currentTarget.value)} />
        ) : (
          <input
            {...common}
            {...combo?.attributes}
            {...(combo && { ref: combo.field, onKeyDown: combo.onKeyDown, onBlur: combo.onBlur })}
            type="text"
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )}
        {combo?.list}
      </div>
      {error === null ? null : (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};
