import { useState } from 'preact/hooks';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { codeWords as words } from '@kurrier/shared/words/pages/arrivals/codes';
import { visibleText } from '../../model/visible-text.ts';
import './codes.css';

export interface SignInCodesProps {
  codes: readonly SignInCode[];
  /** Opens a link in a tab: pressed, never by itself. */
  onOpen: (url: string) => void;
  onDismiss: (code: SignInCode) => void;
}

/** What arrived in the last ten minutes to sign in or confirm with, the newest first, each with its sender. */
export const SignInCodes = ({ codes, onOpen, onDismiss }: SignInCodesProps) => (
  <section class="sign-in-codes" aria-labelledby="codes-title">
    <h2 id="codes-title">{words.title}</h2>
    <ul>
      {codes.map((code) => (
        <CodeRow key={JSON.stringify(code.ref)} code={code} onOpen={onOpen} onDismiss={() => onDismiss(code)} />
      ))}
    </ul>
  </section>
);

const CodeRow = ({ code: found, onOpen, onDismiss }: { code: SignInCode; onOpen: (url: string) => void; onDismiss: () => void }) => {
  const [isCopied, setIsCopied] = useState(false);
  const { code, link, sender, subject, isSenderConfirmed } = found;
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <li>
      {code === null ? <p class="subject">{visibleText(subject)}</p> : <code class="code">{groupCode(code)}</code>}
      <p class="sender">
        {sender.name === '' ? null : <span>{visibleText(sender.name)}</span>} <span class="address">{visibleText(sender.address)}</span>
      </p>
      {isSenderConfirmed ? null : (
        <p class="unconfirmed" title={words.unconfirmedHint}>
          {words.unconfirmed}
        </p>
      )}
      <div class="code-actions">
        {code === null ? null : (
          <button type="button" class="button primary" aria-label={words.copyCode(code)} onClick={() => void copy(code)}>
            <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
          </button>
        )}
        {link === null ? null : (
          <button type="button" class="button" onClick={() => onOpen(link.url)}>
            {words.open(visibleText(link.host))}
          </button>
        )}
        <button type="button" class="button quiet" onClick={onDismiss}>
          {words.dismiss}
        </button>
      </div>
    </li>
  );
};

/** Long codes are easier to compare in halves: `551 920`. What is copied has no blank. */
const groupCode = (code: string): string =>
  code.length >= 6 && code.length % 2 === 0 ? `${code.slice(0, code.length / 2)} ${code.slice(code.length / 2)}` : code;
