/** What `kurrier login` says. */
export const loginWords = {
  open: 'Open this page in a browser on this computer, and sign in:',
  type: (url: string, code: string) => `Open ${url} in any browser, and enter this code there: ${code}`,
  waiting: 'Waiting until you are done there. Ctrl+C cancels.',
  otherAccount: (username: string, address: string) =>
    `You signed in as ${username}, and the address is ${address}. If both are the same mailbox, run this again with --same-mailbox; if ${address} is a shared mailbox, with --shared-mailbox. Nothing was stored.`,
  done: (address: string, username: string) =>
    `${address} is signed in as ${username}. Its check is running; “kurrier call accounts.list” shows it.`,
  noIssuer: (address: string) =>
    `Nothing says where ${address} can be signed in. Name the issuer with --issuer https://…, and the servers with --smtp HOST:PORT and --imap HOST:PORT.`,
  noServers: (address: string) =>
    `No servers that take a sign-in were found for ${address}. Name them with --smtp HOST:PORT and --imap HOST:PORT.`,
  noAddress: 'login needs an address: kurrier login ada@example.org',
  badServer: (text: string) => `${text} is not HOST:PORT`,
};
