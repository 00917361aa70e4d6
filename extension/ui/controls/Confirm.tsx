import { useEffect, useRef } from 'preact/hooks';
import './controls.css';

/** Asks before something that cannot be undone; takes the focus, and Escape keeps things as they are. */
export const Confirm = (props: {
  question: string;
  confirm: string;
  keep: string;
  onConfirm: () => void;
  onKeep: () => void;
  /** A third way. */
  other?: { label: string; onChoose: () => void } | undefined;
}) => {
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => keepButton.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    props.onKeep();
  };
  return (
    <div class="confirm" role="group" aria-label={props.question} onKeyDown={onKeyDown}>
      <p>{props.question}</p>
      <button type="button" class="button" ref={keepButton} onClick={props.onKeep}>
        {props.keep}
      </button>
      {props.other ? (
        <button type="button" class="button" onClick={props.other.onChoose}>
          {props.other.label}
        </button>
      ) : null}
      <button type="button" class="button danger" onClick={props.onConfirm}>
        {props.confirm}
      </button>
    </div>
  );
};
