import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isSetAside } from '../corpus/set-aside.ts';

/** A made-up message and what is right to offer of it. */
export interface LabelledMessage {
  id: string;
  lang: string;
  from: string;
  subject: string;
  text: string | null;
  html: string | null;
  receivedMinutesAgo: number;
  authentication: 'pass' | 'fail' | 'none';
  expected: { code: string | null; link: string | null };
  shapeOf: string;
}

const read = (file: string): LabelledMessage[] =>
  readFileSync(path.join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabelledMessage);

const all = read('sign-in-codes.jsonl');

/** The messages that the words were written by, or those of the families that nobody looked at before they were frozen. */
export const readLabelled = (which: 'open' | 'set-aside' | 'all'): LabelledMessage[] =>
  which === 'all' ? all : all.filter(({ shapeOf }) => isSetAside(shapeOf) === (which === 'set-aside'));

/** Messages that were written down with what is right of them before the function was asked, and scored at once: see ADR 0080. */
export const readFresh = (set: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10): LabelledMessage[] => read(`fresh-messages-${set}.jsonl`);
