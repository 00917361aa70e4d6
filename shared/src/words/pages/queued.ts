/** Words for the removal of an account whose mail has not all been sent. */
export const queuedWords = {
  notice: 'The account was not removed: mail of it has not been sent yet.',
  question: (label: string) => `Remove ${label} and discard the mail that has not been sent yet? Its passwords are forgotten.`,
  confirm: 'Remove and discard',
};
