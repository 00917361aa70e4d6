import { useId } from 'preact/hooks';
import './extras.css';

/** Something that is on or off, with one sentence on what that means. */
export const Switch = ({
  label,
  hint,
  isOn,
  isDisabled = false,
  onTurn,
}: {
  label: string;
  hint?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onTurn: (isOn: boolean) => void;
}) => {
  const id = useId();
  return (
    <div class="setting">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          const wished = event.currentTarget.checked;
          // It shows what is, not what was pressed: a permission may be refused.
          event.currentTarget.checked = isOn;
          onTurn(wished);
        }}
      />
      <label for={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
};
