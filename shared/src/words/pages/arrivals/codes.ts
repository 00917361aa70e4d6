/** Words of the codes that a message brought to sign in or confirm with, and of their switch. */
export const codeWords = {
  title: 'Just arrived',
  from: (sender: string) => `from ${sender}`,
  copy: 'Copy',
  copyCode: (code: string) => `Copy code ${code}`,
  copied: 'Copied',
  open: (host: string) => `Open ${host}`,
  dismiss: 'Done',
  unconfirmed: 'Sender not confirmed',
  unconfirmedHint: 'Nobody but the message itself says who sent it. Type the code only on a page that you opened yourself.',
};

export const codeSwitchWords = {
  title: 'Sign-in codes',
  label: 'Show codes that have just arrived',
  hint: 'Mail that arrives is searched on this computer for codes and confirmation links. They stand first in the toolbar popup for ten minutes. Nothing is filled in or opened by itself.',
};
