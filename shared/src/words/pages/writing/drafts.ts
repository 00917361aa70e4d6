/** Words about drafts on the server. */
export const draftWords = {
  saving: 'Saving it among the drafts…',
  saved: (time: string) => `Saved among the drafts at ${time}. Other programs see it, too.`,
  waiting: 'Kept on this computer. It goes to the drafts as soon as the mail server can be reached.',
  failed: (title: string) => `The mail server does not take the draft: ${title}. It is kept on this computer.`,
  hereOnly: {
    'not-found': 'This account is no longer there. The message stands in this browser only.',
    'no-mailbox': 'This account receives nothing, so it has no drafts. The message stands in this browser only.',
    'upload-incomplete': 'A file is not with the bridge any more. Remove it and attach it again; until then the draft is not saved.',
    'too-many': 'Too many drafts wait for a mail server. The message stands in this browser only.',
    bridge: 'The bridge cannot be reached. The message stands in this browser only.',
  },
  changed:
    'Another program has changed this draft, sent it or deleted it. What you write here stands in this browser only, until you keep it as a draft of its own or send it.',
  keepOwn: 'Keep mine as a draft of its own',
  leave: 'Close, keep as draft',
  notKept: 'It could not be kept as a draft, so it stays open.',
  keepAndAnswer: 'Keep as draft and answer',
  continue: 'Continue writing',
  losesFormat: 'Kurrier goes on with the text of this draft: its formatting, and pictures in it, are lost once you change it.',
};
