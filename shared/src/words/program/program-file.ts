/** What the file of a released program says of itself. */
export const programFileWords = {
  isDamaged: 'This file is incomplete, or was changed while it ran. Install Kurrier again, then start it again.',
} as const;
