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

const all = readFileSync(path.join(import.meta.dirname, 'sign-in-codes.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as LabelledMessage);

/** The messages that the words were written by, or those of the families that nobody looked at before they were frozen. */
export const readLabelled = (which: 'open' | 'set-aside' | 'all'): LabelledMessage[] =>
  which === 'all' ? all : all.filter(({ shapeOf }) => isSetAside(shapeOf) === (which === 'set-aside'));
