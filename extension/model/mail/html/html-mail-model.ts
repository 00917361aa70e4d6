import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../../call.ts';
import { loadPicture } from './load-picture.ts';
import { createPictureQueue } from './picture-queue.ts';
import type { KeptChoices } from './kept-choices.ts';
import { allowPictures, allowsPictures, noChoices, type HtmlView } from './reading-choices.ts';
import { askedAt, placedRefOf } from '../attached/placed-ref.ts';

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
  choices: KeptChoices;
}

/** Loads the HTML of the message that is open, and its pictures as far as they are allowed. */
export const createHtmlMailModel = ({ call, choices }: HtmlMailDeps): HtmlMailModel => {
  const state = signal<HtmlMailState>({ phase: 'none' });
  const view = signal<HtmlView>(noChoices.view);
  const usualView = computed<HtmlView>(() => (choices.current.value ?? noChoices).view);
  const seenText: HtmlMailModel['seenText'] = { current: null };
  const inQueue = createPictureQueue();
  const pictures = new Map<string, Promise<Blob | null>>();
  let shown: MessageContent | null = null;

  const load = async (content: MessageContent): Promise<void> => {
    const { view: usual } = await choices.known();
    if (shown !== content) return;
    view.value = usual;
    const answer = await call('mail.html', askedAt(placedRefOf(content)));
    if (shown !== content) return;
    const arePicturesAllowed = allowsPictures(await choices.known(), content);
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
    keepView: () => void choices.change((before) => ({ ...before, view: view.peek() })),
    allowPictures(scope) {
      const { value } = state;
      if (value.phase !== 'shown') return;
      state.value = { ...value, arePicturesAllowed: true };
      void choices.change((before) => allowPictures(before, value.content, scope));
    },
    picture(address) {
      const { value } = state;
      if (value.phase !== 'shown' || (!value.arePicturesAllowed && !/^cid:/i.test(address))) return Promise.resolve(null);
      const { content, mail } = value;
      const begun =
        pictures.get(address) ??
        inQueue(async () => (shown === content ? loadPicture(call, { ref: placedRefOf(content), mail, address }) : null));
      pictures.set(address, begun);
      return begun;
    },
  };
};
