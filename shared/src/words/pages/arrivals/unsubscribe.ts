/** Words of leaving a list. */
export const unsubscribeWords = {
  look: 'Unsubscribe',
  looking: 'Looking how…',
  question: (host: string) =>
    `Leave this list? The bridge asks ${host} once, without cookies. The sender learns that somebody left, and nothing else.`,
  confirm: 'Unsubscribe',
  keep: 'Keep',
  leaving: 'Asking…',
  done: (host: string) => `${host} took the request. It may take some days until no more comes.`,
  link: (host: string) => `One click is not offered safely for this list. Its page at ${host} is opened by you alone:`,
  openLink: (host: string) => `Open ${host}`,
  mail: (to: string) => `This list is left by a message to ${to}. You write it and send it yourself:`,
  write: 'Write this message',
  none: 'The message names no way that could be used.',
  failures: {
    'not-found': 'The message is no longer there.',
    'not-offered': 'One click is not offered safely for this list.',
    'private-address': 'The address lies in a private network: nothing was asked.',
    redirected: 'The list sent the request elsewhere, which is not followed. You may still be on it.',
    'http-status': 'The list refused the request. You may still be on it.',
    unreachable: 'The list could not be reached. You are still on it.',
    server: 'The mail server could not be asked.',
    bridge: 'The bridge could not be asked.',
  },
};
