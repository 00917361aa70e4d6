import type { MessageTexts } from '../../bridge/src/messages/recent-texts.ts';

/** What is shown of a message with this text, and with other messages in it: the places of these, and the sizes of all that is attached. */
export const textsOf = (text: string, messages: number[] = [], sizes: number[] = messages): MessageTexts => ({
  content: {
    cc: [],
    replyTo: [],
    messageId: null,
    references: [],
    sentAt: null,
    text,
    isFromHtml: false,
    hasHtml: false,
    isCut: false,
    links: [],
    notices: [],
    leftOut: 0,
    attachments: sizes.map((size) => ({ name: '', type: 'message/rfc822', size, depth: 0, isInline: false })),
  },
  html: { bodies: [], isCut: false, pictures: [] },
  messages,
});
