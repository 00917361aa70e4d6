import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

const deepest = 32;
/** No call has so many fields, all objects together. */
const mostFields = 20_000;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON that is nothing but plain data: at most 32 levels and 20,000 fields, finite numbers, well-formed text without NUL, and no key
 * that could reach a prototype. The failure says which of these it was, and where.
 */
export const parseJson = (text: string): Outcome<unknown, string> => {
  // Before it is parsed: a megabyte of brackets would be as many lists.
  const { depth, fields } = sizeOf(text);
  if (depth > deepest) return fail('is nested too deeply');
  if (fields > mostFields) return fail('has too many fields');
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

/** How deep the brackets outside of strings are nested, and how many colons stand there, as far as it matters. */
const sizeOf = (text: string): { depth: number; fields: number } => {
  let depth = 0;
  let fields = 0;
  let isString = false;
  for (let at = 0; at < text.length && depth <= deepest && fields <= mostFields; at++) {
    const code = text.charCodeAt(at);
    if (isString && code === backslash) at++;
    else if (code === quote) isString = !isString;
    else if (!isString && code === colon) fields++;
    else if (!isString && (code === openList || code === openObject)) depth++;
    else if (!isString && (code === closeList || code === closeObject)) depth--;
  }
  return { depth, fields };
};

const [quote, colon, backslash, openList, closeList, openObject, closeObject] = [34, 58, 92, 91, 93, 123, 125];

const findProblem = (value: unknown, depth: number): string | null => {
  if (typeof value === 'string') return problemOfText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'has a number that is too large';
  if (typeof value !== 'object' || value === null) return null;
  if (depth === deepest) return 'is nested too deeply';
  // No pairs are made of what a megabyte of commas holds.
  if (Array.isArray(value)) return findFirst(value, (inner) => findProblem(inner, depth + 1));
  const record = value as Record<string, unknown>;
  return findFirst(Object.keys(record), (key) =>
    forbiddenKeys.has(key) ? 'has a forbidden key' : (problemOfText(key) ?? findProblem(record[key], depth + 1)),
  );
};

const findFirst = <Item>(items: readonly Item[], find: (item: Item) => string | null): string | null => {
  for (const item of items) {
    const problem = find(item);
    if (problem) return problem;
  }
  return null;
};

const problemOfText = (text: string): string | null => {
  if (!text.isWellFormed()) return 'has text that is not well-formed';
  return text.includes('\0') ? 'has a NUL character' : null;
};
