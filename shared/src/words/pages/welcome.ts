/** Words of the page that opens once. */
export const welcomeWords = {
  title: 'Welcome',
  intro:
    'Kurrier reads and sends mail from your browser. It tells you within seconds whether a mailbox works, and if not, exactly why and what to do. Your passwords and your mail stay between this computer and your mail provider.',
  stepsLabel: 'Three steps',
  done: 'done',
  steps: {
    program: {
      title: 'Install the Kurrier program',
      text: 'A browser may not speak to mail servers by itself; a small program on this computer does it for Kurrier.',
    },
    connect: {
      title: 'Connect this browser with it',
      text: 'One press; your browser asks whether you agree.',
    },
    mailbox: {
      title: 'Add a mailbox',
      text: 'Type its address and password. Kurrier finds the rest, and shows what it finds.',
    },
  },
  whereFrom: 'This page notices by itself when the program runs.',
  notNoticed: 'It is installed, and this page does not notice?',
  byCode: 'Pair with a code instead',
  addMailbox: 'Add a mailbox',
  ready: 'All set: your mailbox works.',
  added: 'Added. Its card says whether it works.',
  toMailboxes: 'To your mailboxes',
  factsTitle: 'What is known of your provider',
  factsText: 'This works without the program, and sends nothing anywhere.',
  address: 'Email Address',
  directions: { smtp: 'Sending (SMTP)', imap: 'Receiving (IMAP)' },
  server: (host: string, port: number, security: string) => `${host}, port ${port}, ${security}`,
  unknownProvider: (domain: string) =>
    `Nothing is known of ${domain} beforehand. Its provider’s help page names the servers; with the program installed, Kurrier finds them itself.`,
  noServers: (provider: string) => `${provider} has no servers that a mail program can use directly.`,
  checkTitle: 'Check settings',
  checkText: 'If your provider gave you the name of a server and a number, type them here to see what they mean.',
  host: 'Host',
  port: 'Port',
  secure: 'Secure',
  leg: 'What the server is for',
  findings: {
    'no-host': 'A host name is letters, digits, dots and hyphens, such as mail.example.org; no https:// and no @.',
    'no-port': 'A port is a whole number from 1 to 65535.',
    'other-leg': 'This is a port for the other direction: 465 and 587 send, 993 and 143 receive.',
    pop: 'Ports 110 and 995 are for POP3, an older way to fetch mail that Kurrier does not use. Ask for IMAP, which has port 993.',
    'port-25': 'Mail servers use port 25 among themselves, and many networks block it. For sending take 465 or 587.',
    'not-secure':
      'With Secure FALSE, your password could be read on its way where the server offers no encryption. Kurrier then sends it only if you allow that.',
    'not-the-providers': 'This is not a server that the provider of this address names.',
    'starts-tls': 'The connection becomes an encrypted one before the password is sent (STARTTLS).',
    'tls-at-once': 'The connection is encrypted from the start (TLS).',
    'finds-out': 'Not a usual port; Kurrier finds out by itself how to encrypt there.',
  },
};
