import { signal, type ReadonlySignal } from '@preact/signals';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../../call.ts';
import { loadPicture } from './load-picture.ts';
import { createPictureQueue } from './picture-queue.ts';
import { allowPictures, allowsPictures, noChoices, parseChoices, type HtmlView, type ReadingChoices } from './reading-choices.ts';

/** The HTML of the message that is open. `none`: it has none, or none is open. */
export type HtmlMailState =
  | { phase: 'none' | 'loading' | 'failed' }
  | { phase: 'shown'; content: MessageContent; mail: HtmlMail; arePicturesAllowed: boolean };

export interface HtmlMailModel {
  state: ReadonlySignal<HtmlMailState>;
  /** How the open message is shown, and how messages are shown at first. */
  view: ReadonlySignal<HtmlView>;
  usualView: ReadonlySignal<HtmlView>;
  /** A message was opened; null: it was closed. */
  follow: (content: MessageContent | null) => void;
  show: (view: HtmlView) => void;
  /** Shows every message as the open one from now on. */
  keepView: () => void;
  allowPictures: (scope: 'message' | 'sender') => void;
  /** A picture of the open message, each fetched once; null: it cannot be had, or is not allowed. */
  picture: (address: string) => Promise<Blob | null>;
  /** What is seen of the message, as text; null while its HTML is not seen. */
  seenText: { current: (() => string) | null };
}

export interface HtmlMailDeps {
  call: Call;
  readChoices: () => Promise<unknown>;
  keepChoices: (choices: ReadingChoices) => Promise<void>;
}

/** Loads the HTML of the message that is open, and its pictures as far as they are allowed. */
export const createHtmlMailModel = ({ call, readChoices, keepChoices }: HtmlMailDeps): HtmlMailModel => {
  const state = signal<HtmlMailState>({ phase: 'none' });
  const view = signal<HtmlView>(noChoices.view);
  const usualView = signal<HtmlView>(noChoices.view);
  const seenText: HtmlMailModel['seenText'] = { current: null };
  const inQueue = createPictureQueue();
  const pictures = new Map<string, Promise<Blob | null>>();
  let choices: ReadingChoices | null = null;
  let shown: MessageContent | null = null;

  const known = async (): Promise<ReadingChoices> => {
    choices ??= parseChoices(await readChoices());
    usualView.value = choices.view;
    return choices;
  };
  const change = async (next: (before: ReadingChoices) => ReadingChoices): Promise<void> => {
    choices = next(await known());
    usualView.value = choices.view;
    await keepChoices(choices);
  };
  const load = async (content: MessageContent): Promise<void> => {
    const { view: usual } = await known();
    if (shown !== content) return;
    view.value = usual;
    const answer = await call('mail.html', { ref: content.row.ref });
    if (shown !== content) return;
    const arePicturesAllowed = allowsPictures(choices ?? noChoices, content);
    if (answer.ok && 'bodies' in answer.value && answer.value.bodies.length > 0)
      state.value = { phase: 'shown', content, mail: answer.value, arePicturesAllowed };
    else state.value = { phase: 'failed' };
  };

  return {
    state,
    view,
    usualView,
    seenText,
    follow(content) {
      if (content?.row.ref === shown?.row.ref && (content === null) === (shown === null)) return;
      shown = content;
      pictures.clear();
      seenText.current = null;
      state.value = { phase: content?.hasHtml ? 'loading' : 'none' };
      if (content?.hasHtml) void load(content);
    },
    show(wanted) {
      view.value = wanted;
      seenText.current = null;
    },
    keepView: () => void change((before) => ({ ...before, view: view.peek() })),
    allowPictures(scope) {
      const { value } = state;
      if (value.phase !== 'shown') return;
      state.value = { ...value, arePicturesAllowed: true };
      void change((before) => allowPictures(before, value.content, scope));
    },
    picture(address) {
      const { value } = state;
      if (value.phase !== 'shown' || (!value.arePicturesAllowed && !/^cid:/i.test(address))) return Promise.resolve(null);
      const { content, mail } = value;
      const begun =
        pictures.get(address) ??
        inQueue(async () => (shown === content ? loadPicture(call, { ref: content.row.ref, mail, address }) : null));
      pictures.set(address, begun);
      return begun;
    },
  };
};
