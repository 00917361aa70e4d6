/** The page that a browser lands on after a sign-in at a provider, whatever came of it. */
export const redirectPageWords = {
  title: 'Go back to Kurrier',
  text: 'This page can be closed. Kurrier shows whether the sign-in worked.',
};
