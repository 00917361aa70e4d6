import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCorpus } from '../corpus/read-corpus.ts';
import { tallyOf, type Tally } from '../corpus/tally.ts';

const file = path.join(import.meta.dirname, 'unseen.json');

/**
 * `npm run measure -- unseen NAME`: scores a set that was labelled before the classifier had seen it, and keeps the counts with the commit
 * in tests/measure/unseen.json. Once only: a set that has its figure there is known by now. Prints counts, no reply.
 */
export const measure = async ([name = '']: string[]): Promise<boolean> => {
  const kept = JSON.parse(readFileSync(file, 'utf8')) as ({ set: string; commit: string } & Tally)[];
  if (kept.some(({ set }) => set === name)) {
    console.error(`${name} was scored before: its first figure stays`);
    return false;
  }
  const commit = execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' }).trim();
  const entry = { set: name, commit, ...tallyOf(readCorpus(name)) };
  writeFileSync(file, `${JSON.stringify([...kept, entry], null, 2)}\n`);
  console.log(JSON.stringify(entry));
  return true;
};
