import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

const deepest = 32;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON that is nothing but plain data: at most 32 levels, finite numbers, well-formed text without NUL, and no key that
 * could reach a prototype. The failure says which of these it was, and where.
 */
export const parseJson = (text: string): Outcome<unknown, string> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return fail('is not JSON');
    throw error;
  }
  const problem = findProblem(value, 0);
  return problem === null ? succeed(value) : fail(problem);
};

const findProblem = (value: unknown, depth: number): string | null => {
  if (typeof value === 'string') return problemOfText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'has a number that is too large';
  if (typeof value !== 'object' || value === null) return null;
  if (depth === deepest) return 'is nested too deeply';
  for (const [key, inner] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) return 'has a forbidden key';
    const problem = problemOfText(key) ?? findProblem(inner, depth + 1);
    if (problem) return problem;
  }
  return null;
};

const problemOfText = (text: string): string | null => {
  if (!text.isWellFormed()) return 'has text that is not well-formed';
  return text.includes('\0') ? 'has a NUL character' : null;
};
