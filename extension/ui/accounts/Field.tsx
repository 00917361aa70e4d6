import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { formWords } from '@kurrier/shared/words/pages/form';
import { hasPastedBlanks } from '@kurrier/shared/account/pasted-blanks';
import type { FieldError } from '../../model/accounts/form-change.ts';
import { RevealButton } from '../controls/RevealButton.tsx';
import '../controls/controls.css';
import './form.css';

interface FieldProps {
  label: string;
  value: string;
  error: FieldError | undefined;
  onChange: (value: string) => void;
  placeholder?: string;
  optional?: string;
  isMasked?: boolean;
  inputMode?: 'numeric' | 'email' | 'url';
  class?: string;
  /** The id of what has to be read with the field. */
  describedBy?: string;
  /** Stands beneath, whether it is wrong or not. */
  hint?: string;
  /** Stands inside the box, after the text. */
  suffix?: ComponentChildren;
}

/** A labelled one-line input with its complaint beneath. */
export const Field = ({
  label,
  value,
  error,
  onChange,
  placeholder,
  optional,
  isMasked = false,
  inputMode,
  suffix,
  describedBy,
  hint,
  class: extra = '',
}: FieldProps) => {
  const id = useId();
  const descriptions = [describedBy, hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={`field ${extra}`}>
      <div class="caption">
        <label for={id}>{label}</label>
        {optional === undefined ? null : <span class="optional">{optional}</span>}
      </div>
      <div class={error ? 'input-box invalid' : 'input-box'}>
        <input
          id={id}
          {...(isMasked ? { type: 'password' } : { type: 'text' })}
          {...(inputMode ? { inputMode } : {})}
          value={value}
          placeholder={placeholder ?? ''}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={error !== undefined}
          {...(descriptions ? { 'aria-describedby': descriptions } : {})}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        {suffix}
      </div>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error ? (
        <p class="error" id={`${id}-error`}>
          {formWords.errors[error]}
        </p>
      ) : null}
    </div>
  );
};

/** A masked input with a button that shows what was typed. */
export const PasswordField = (props: Omit<FieldProps, 'isMasked' | 'suffix'>) => {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field
      {...props}
      {...(hasPastedBlanks(props.value) ? { hint: formWords.hints.pastedBlanks } : {})}
      isMasked={!isShown}
      suffix={<RevealButton label={props.label} isShown={isShown} onToggle={() => setIsShown(!isShown)} />}
    />
  );
};

/** TRUE or FALSE, as the documentation writes them. */
export const TrueFalse = ({
  label,
  value,
  hint,
  onChange,
}: {
  label: string;
  value: boolean;
  hint?: string;
  onChange: (value: boolean) => void;
}) => {
  const name = useId();
  return (
    <fieldset class="field">
      <legend class="legend">{label}</legend>
      <div class="choice">
        {[true, false].map((option) => (
          <label key={String(option)}>
            <input type="radio" name={name} checked={value === option} onChange={() => onChange(option)} />
            {option ? accountWords.yes : accountWords.no}
          </label>
        ))}
      </div>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
    </fieldset>
  );
};

/** A switch with its sentence. */
export const Switch = ({
  label,
  value,
  onChange,
  class: extra = '',
}: {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
  class?: string;
}) => (
  <label class={`switch ${extra}`}>
    <input type="checkbox" role="switch" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
    {label}
  </label>
);
