import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { isGuess } from '@kurrier/shared/words/describe-guess';
import { explainRecord, explainText, type Explanation } from '../../classify/explain.ts';
import type { FailureRecord } from '../../classify/parse-record.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { readStdin } from '../read-input.ts';

/** `explain`: says what an error means; for a person, or as JSON lines for programs. */
export const explainCommand: Command = {
  summary: 'says what a mail error means, what mends it and who has to act',
  usage: '[--json] [ERROR TEXT] | --jsonl < RECORDS',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { jsonl: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    if (values.jsonl) return explainLines();
    const text = positionals.join(' ') || (await readStdin());
    if (text.trim() === '') throw new UsageError('give the error text as an argument or on standard input');
    const explanation = explainText(text);
    console.log(values.json ? JSON.stringify(explanation) : forPeople(explanation));
    return exitCode.ok;
  },
};

/** One answer a line, in the order of the lines; a line that is no record is answered with `unknown`, so that the order holds. */
const explainLines = async (): Promise<number> => {
  const answers: string[] = [];
  let result: number = exitCode.ok;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const record = parseLine(line);
    if (!record) result = exitCode.badInput;
    answers.push(JSON.stringify(record ? explainRecord(record) : { kind: 'unknown', problem: 'this line is not a record' }));
    if (answers.length >= 256) await write(answers.splice(0));
  }
  await write(answers);
  return result;
};

const write = (lines: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const text = lines.map((line) => `${line}\n`).join('');
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

const parseLine = (line: string): FailureRecord | undefined => {
  try {
    const record = JSON.parse(line) as Partial<FailureRecord> | null;
    return record?.protocol === 'smtp' || record?.protocol === 'imap' ? (record as FailureRecord) : undefined;
  } catch {
    return undefined;
  }
};

const sureness = { certain: 'certain', likely: 'likely', guess: 'a guess' } as const;

/** A guess begins with what the server said; what is surer, with what it means. */
const forPeople = ({ kind, headline, isExact, title, meaning, fix, turn, confidence, second, evidence }: Explanation): string => {
  const said = evidence.reply?.text.split('\n').map((line) => `  | ${line}`) ?? [];
  const isOpen = isGuess(evidence);
  return [
    ...(isOpen && said.length > 0 ? [...said, ''] : []),
    headline && headline !== title ? (isExact ? `${headline}: ${title}` : `${title} (${headline})`) : title,
    '',
    meaning,
    `→ ${fix}`,
    '',
    `${isOpen ? '' : `${turn} · `}${kind}${second ? ` or ${second}` : ''} (${sureness[confidence]})`,
    ...(isOpen || said.length === 0 ? [] : ['', ...said]),
  ].join('\n');
};
