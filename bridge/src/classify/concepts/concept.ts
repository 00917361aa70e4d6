import { foldLetters } from '../fold-text.ts';

/**
 * Word stems by language, compiled to one expression over folded text (see `foldText`).
 * Stems are written as the language writes them; every one is an expression of its own, joined by "or".
 */
export const concept = (languages: Record<string, string>): RegExp =>
  new RegExp(
    Object.values(languages)
      .map((stems) => foldLetters(stems))
      .join('|'),
    'u',
  );
