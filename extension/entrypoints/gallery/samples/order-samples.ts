import { signal } from '@preact/signals';
import type { ActedOn } from '../../../model/mail/actions/held-moves.ts';
import type { ConversationModel } from '../../../model/mail/conversation-model.ts';
import { messagesOfRow } from '../../../model/mail/actions/selection-model.ts';
import { sampleRow } from './mail-samples.ts';
import { ignore } from './model-samples.ts';

/** A conversation of so many messages, of which the first sample is open. */
export const conversationOf = (messages: number): ConversationModel => ({
  rows: signal(Array.from({ length: messages }, (_, at) => sampleRow(messages - 1 - at))),
  follow: () => Promise.resolve(),
  patch: ignore,
});

/** What is selected, and whether it is asked about. */
export const selections: Record<string, { selected: readonly ActedOn[]; isAsking?: boolean }> = {
  one: { selected: [sampleRow(1)] },
  several: { selected: [1, 2, 3].map((at) => sampleRow(at)) },
  all: { selected: Array.from({ length: 40 }, (_, at) => sampleRow(at)) },
  'a conversation': {
    selected: messagesOfRow({ ...sampleRow(1), conversation: { messages: 3, refs: [1, 2, 3].map((at) => sampleRow(at).ref) } }),
  },
  'asked about': { selected: [1, 2, 3].map((at) => sampleRow(at)), isAsking: true },
};
