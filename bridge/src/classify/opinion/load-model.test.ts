import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const classify = path.resolve(import.meta.dirname, '../classify.ts');

/** Counts how often the learned data was read after each of two failures, in a process of its own. */
const script = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const read = fs.readFileSync;
  let times = 0;
  fs.readFileSync = (...args) => (String(args[0]).endsWith('weights.tsv') && (times += 1), read(...args));
  syncBuiltinESMExports();
  const { classify } = await import(${JSON.stringify(classify)});
  classify({ leg: 'imap', stage: 'connect', error: { code: 'ECONNREFUSED' } });
  const counts = [times];
  for (const text of ['a NO what now', 'a NO whatever']) counts.push((classify({ leg: 'imap', stage: 'sign-in', reply: { text } }), times));
  console.log(JSON.stringify(counts));
`;

test('what was learnt is read with the first reply that needs it, and once', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 15_000 });
  expect(JSON.parse(printed)).toEqual([0, 1, 1]);
});
