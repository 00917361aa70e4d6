/** What one will see of each demo account, by what stands before its @, in the order in which they are listed. */
const outcomes: Record<string, string> = {
  ok: 'Everything works: Verified, with mail to read, answer, search and move.',
  slow: 'A server that takes its time: each step can be watched, then Verified.',
  'wrong-password': 'Invalid login or password.',
  'app-password': 'The provider wants an app password in place of the usual one.',
  'imap-off': 'Sending works; receiving is switched off at the provider.',
  locked: 'The provider has locked the account.',
  refused: 'Connection refused: no mail server answers at that port.',
  mismatch: 'Hostname mismatch: the server proves to be another one than the one that was asked for.',
  full: 'Both sides work, with a warning: the mailbox is full.',
  down: 'The server has trouble of its own: Kurrier tries again later.',
};

/** Words of the demo. */
export const demoWords = {
  title: 'Demo mailboxes',
  intro:
    'Mail servers that run on this computer alone, for trying Kurrier out. Each account shows one thing that can happen. Nothing leaves this computer, and nothing is left when you end the demo.',
  start: 'Try with demo mailboxes',
  starting: 'Starting the demo…',
  stop: 'End the demo',
  stopping: 'Ending the demo…',
  failed: 'The demo could not be started or ended. Try again; “kurrier doctor” says more.',
  account: 'Account',
  outcome: 'What you will see',
  outcomes,
  outcomeOf: (name: string): string => outcomes[name] ?? '',
  label: (name: string) => `Demo: ${name}`,
  /** What the command line says. */
  running: 'The demo runs: ten mailboxes on this computer alone. They are gone when it ends (Ctrl+C).',
};

/** The mail in the good demo mailboxes, the oldest first. */
export const demoMessages = [
  {
    from: 'Ada at Kurrier <ada@demo.invalid>',
    subject: 'Welcome to the demo',
    text: 'This mailbox lives in the memory of your own computer.\r\n\r\nOpen, answer, move and search what is here; nothing of it is real.',
    isSeen: true,
  },
  {
    from: 'Grace Hopper <grace@demo.invalid>',
    subject: 'Lunch on Thursday?',
    text: 'There is a new place at the corner. Twelve o’clock?\r\n\r\nGrace',
    isSeen: true,
  },
  {
    from: 'Train tickets <tickets@demo.invalid>',
    subject: 'Your ticket to Lisbon',
    text: 'Coach 4, seat 61. The train leaves at 8:15 from platform 2.',
    isSeen: false,
  },
  {
    from: 'Linus <linus@demo.invalid>',
    subject: 'Photos from the lake',
    text: 'As promised. The last one is my favourite.\r\n\r\nLinus',
    isSeen: false,
  },
] as const;
