import { useEffect, useId, useRef } from 'preact/hooks';
import { readerWords } from '@kurrier/shared/words/pages/mail';
import type { LinkTarget } from '../../../html-mail/link-target.ts';

const words = readerWords.html;

/** Opens an address in a tab of its own, which learns nothing about where it was opened. */
const openLink = (address: string) => {
  const link = document.createElement('a');
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.click();
};

/** A link is opened at once where its target was seen and nothing about it is odd. */
export const followLink = (target: LinkTarget, wasSeen: boolean, ask: (target: LinkTarget) => void): void => {
  if (target.isDisguised || !wasSeen) ask(target);
  else openLink(target.address);
};

/** Where the link leads that the pointer is on; or the question whether to go there. */
export const LinkBar = ({ target, asked, onDone }: { target: LinkTarget | null; asked: LinkTarget | null; onDone: () => void }) => {
  const stay = useRef<HTMLButtonElement>(null);
  // Several messages may be shown, and ask, at once.
  const id = useId();
  useEffect(() => stay.current?.focus(), [asked]);
  if (asked) {
    return (
      <div class="link-bar asking" role="alertdialog" aria-labelledby={`${id}-question`} aria-describedby={`${id}-address`}>
        <p id={`${id}-question`}>
          <strong>{asked.isDisguised ? words.askDisguised(asked.place) : words.askOpen(asked.place)}</strong>
        </p>
        <p class="link-address" id={`${id}-address`}>
          {asked.address}
        </p>
        <div class="link-bar-buttons">
          <button type="button" class="button" ref={stay} onClick={onDone}>
            {words.stay}
          </button>
          <button type="button" class="button" onClick={() => (openLink(asked.address), onDone())}>
            {words.open}
          </button>
        </div>
      </div>
    );
  }
  return target ? (
    <p class="link-bar" data-disguised={target.isDisguised}>
      {words.leadsTo} <strong>{target.place}</strong> <span class="link-address">{target.address}</span>
    </p>
  ) : null;
};
