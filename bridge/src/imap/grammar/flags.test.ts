import { expect, test } from 'vitest';
import { readDefinedKeywords } from './flags.ts';

test.each<[string, string[] | null]>([
  [String.raw`* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)`, []],
  [String.raw`* FLAGS (\Answered $Forwarded \Seen NonJunk $Label1)`, ['$Forwarded', 'NonJunk', '$Label1']],
  ['* flags ($Phishing  a a', ['$Phishing', 'a']],
  ['*  FLAGS(work.2026 \u00e9 x]y "q" {5} %)', ['work.2026']],
  [`* FLAGS (${'k'.repeat(65)} ${'k'.repeat(64)})`, ['k'.repeat(64)]],
  ['* FLAGS ()', []],
  ['* OK [PERMANENTFLAGS (a)] kept', null],
  ['* 1 FETCH (FLAGS (a))', null],
])('%s', (line, keywords) => expect(readDefinedKeywords(Buffer.from(`${line}\r\n`, 'latin1'))).toEqual(keywords));

test('a line of a megabyte gives a hundred keywords at most', () => {
  const line = `* FLAGS (${Array.from({ length: 200_000 }, (_, i) => `k${i}`).join(' ')})\r\n`;
  expect(readDefinedKeywords(Buffer.from(line))).toHaveLength(100);
});
