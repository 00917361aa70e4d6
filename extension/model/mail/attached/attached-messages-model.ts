import { signal } from '@preact/signals';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../../call.ts';
import type { HtmlMailModel } from '../html/html-mail-model.ts';
import { refusalOf, type MailRefusal } from '../mail-refusal.ts';
import { askedAt, placedKey, type PlacedRef } from './placed-ref.ts';

export type AttachedMessageState =
  | { phase: 'opening' }
  /** Its HTML is its own: nothing of one message stands in a document with another. */
  | { phase: 'open'; content: MessageContent; html: HtmlMailModel }
  | { phase: 'failed'; refusal: MailRefusal };

/** What a press on the button of an attached message does: one that could not be opened is asked for again. */
export const pressOf = (state: AttachedMessageState | null): 'show' | 'hide' | 'again' => {
  if (state === null) return 'show';
  return state.phase === 'failed' ? 'again' : 'hide';
};

export interface AttachedMessagesModel {
  /** Null: it is not shown. */
  stateOf: (placed: PlacedRef) => AttachedMessageState | null;
  /** Shows a message that lies in the one that is open, asks for it again, or hides it, with those in it. */
  toggle: (placed: PlacedRef) => Promise<void>;
  /** Another message is open, or none. */
  clear: () => void;
}

/** The messages in the open message that are shown in place. */
export const createAttachedMessagesModel = ({
  call,
  createHtml,
}: {
  call: Call;
  createHtml: () => HtmlMailModel;
}): AttachedMessagesModel => {
  const states = signal<ReadonlyMap<string, AttachedMessageState>>(new Map());
  const set = (key: string, state: AttachedMessageState) => {
    states.value = new Map(states.peek()).set(key, state);
  };
  const remove = (isRemoved: (key: string) => boolean) => {
    const before = [...states.peek()];
    states.value = new Map(before.filter(([key]) => !isRemoved(key)));
    for (const [key, state] of before) if (state.phase === 'open' && isRemoved(key)) state.html.follow(null);
  };
  const hide = (key: string) => remove((other) => other === key || other.startsWith(`${key}/`));

  return {
    stateOf: (placed) => states.value.get(placedKey(placed)) ?? null,
    async toggle(placed) {
      const key = placedKey(placed);
      if (pressOf(states.peek().get(key) ?? null) === 'hide') return hide(key);
      const opening = { phase: 'opening' } as const;
      set(key, opening);
      const answer = await call('mail.open', askedAt(placed));
      // Hidden meanwhile, and perhaps shown again.
      if (states.peek().get(key) !== opening) return;
      const refusal = refusalOf(answer);
      if (refusal) return set(key, { phase: 'failed', refusal });
      if (!answer.ok || !('text' in answer.value)) return hide(key);
      const html = createHtml();
      html.follow(answer.value);
      set(key, { phase: 'open', content: answer.value, html });
    },
    clear: () => remove(() => true),
  };
};
