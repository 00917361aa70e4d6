import { useState } from 'preact/hooks';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import './controls.css';

/** Copies a text, or one that is written when it is asked for, and says so until the pointer leaves. */
export const CopyButton = ({ text, label = bridgeWords.copy }: { text: string | (() => Promise<string>); label?: string }) => {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
    setIsCopied(true);
  };
  return (
    <button
      type="button"
      class="button quiet"
      onClick={() => void copy()}
      onPointerLeave={() => setIsCopied(false)}
      onBlur={() => setIsCopied(false)}
    >
      <span aria-live="polite">{isCopied ? bridgeWords.copied : label}</span>
    </button>
  );
};

/** A line to type in a terminal. */
export const Command = ({ line }: { line: string }) => (
  <div class="command">
    <code>{line}</code>
    <CopyButton text={line} />
  </div>
);
