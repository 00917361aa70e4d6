import { expect, test } from 'vitest';
import { judgePage } from './judge-page.ts';

const address = { domain: 'mail.test', localPart: 'ann' };
const judge = async (lines: readonly string[]) => {
  let steps = 0;
  const endStep = async () => void steps++;
  const page = lines.map((line) => ({ kind: 'text' as const, cells: [line] }));
  const judged = await judgePage(page, address, { origin: 'https://mail.test', registrable: () => 'mail.test', endStep });
  return { judged, steps };
};

test.each([
  ['sentences', 'a;'],
  ['protocols', 'imap 993;'],
  ['hosts', 'imap a.mail.test;'],
  ['user names', 'login ann; '],
])('others have a turn between any two %s of a page', async (_what, sentence) => {
  const [perLine, lines] = [20, 30];
  const { steps } = await judge(Array.from({ length: lines }, () => sentence.repeat(perLine)));
  expect(steps).toBeGreaterThanOrEqual(perLine * lines);
});

test('signs without a word are no sentences, and nothing of a page is lost by them', async () => {
  const { judged, steps } = await judge([';'.repeat(500), ';;; IMAP: a.mail.test 993 ;;;; SMTP: b.mail.test 465 ;;;']);
  expect(judged).toMatchObject({ imap: { host: 'a.mail.test', port: 993 }, smtp: { host: 'b.mail.test', port: 465 }, foreign: [] });
  expect(steps).toBeLessThan(50);
});
