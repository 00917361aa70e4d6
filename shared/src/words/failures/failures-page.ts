/** Words around the list of everything that can go wrong. */
export const failuresWords = {
  hint: 'Each has a name that stays, what it means, what mends it and whose turn it is. Nothing is fetched to show this.',
  fix: 'What to do',
  again: 'may work later with the same settings',
  headline: (headline: string) => `shown under “${headline}”`,
};
