/** The start of a text, cut between characters. */
export const boundText = (text: string, longest: number): string =>
  Array.from(text.slice(0, longest * 2))
    .slice(0, longest)
    .join('')
    .trim();
