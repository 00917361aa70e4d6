/** A message as a demo server has it. */
export interface DemoMessage {
  uid: number;
  flags: Set<string>;
  date: Date;
  source: Buffer;
}

/** A mailbox in memory; whoever idles in it hears of what changes. */
export interface DemoMailbox {
  name: string;
  /** RFC 6154, without the backslash. */
  specialUse: string | null;
  uidValidity: number;
  uidNext: number;
  messages: DemoMessage[];
  listeners: Set<() => void>;
}

const createMailbox = (name: string, specialUse: string | null, uidValidity: number): DemoMailbox => ({
  name,
  specialUse,
  uidValidity,
  uidNext: 1,
  messages: [],
  listeners: new Set(),
});

/** Puts a message at the end, and tells whoever listens. Answers its UID. */
export const append = (mailbox: DemoMailbox, source: Buffer, { flags = [] as string[], date = new Date() } = {}): number => {
  const uid = mailbox.uidNext++;
  mailbox.messages.push({ uid, flags: new Set(flags), date, source });
  tell(mailbox);
  return uid;
};

/** Removes messages, and tells whoever listens. */
export const removeMessages = (mailbox: DemoMailbox, gone: readonly DemoMessage[]): void => {
  mailbox.messages = mailbox.messages.filter((message) => !gone.includes(message));
  tell(mailbox);
};

export const tell = ({ listeners }: DemoMailbox): void => {
  for (const listener of listeners) listener();
};

/** The mailboxes of one account. */
export const createMailboxes = (uidValidity: number): DemoMailbox[] => [
  createMailbox('INBOX', null, uidValidity),
  createMailbox('Sent', 'Sent', uidValidity),
  createMailbox('Drafts', 'Drafts', uidValidity),
  createMailbox('Trash', 'Trash', uidValidity),
];
