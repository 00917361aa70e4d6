import { expect } from 'vitest';
import { planPdf, type MailShape } from './mail-shapes.ts';
import { isOneOf, moved, sentIn } from './morning-plan.ts';
import type { Morning } from './morning-set-up.ts';

const allowed = { timeout: 20_000, interval: 100 };

const subjectsIn = async ({ messagesIn }: Morning, ...where: Parameters<Morning['messagesIn']>): Promise<string[]> =>
  (await messagesIn(...where)).map(({ subject = '' }) => subject).sort();

/** Everything that was done is on the server, as it was meant and once. */
export const expectOnServer = async (morning: Morning, rounds: readonly (readonly MailShape[])[]): Promise<void> => {
  const { messagesIn } = morning;
  const subjects = rounds.flat().map(({ subject }) => subject);
  const written = rounds.flatMap(sentIn).sort();
  await expect.poll(() => subjectsIn(morning, 'bob'), allowed).toEqual(written);
  await expect.poll(() => subjectsIn(morning, 'ada', '.Sent'), allowed).toEqual(written);
  await expect.poll(() => subjectsIn(morning, 'ada', '.Drafts'), allowed).toEqual([]);
  const isMoved = (subject: string) => isOneOf(moved, subject);
  await expect.poll(() => subjectsIn(morning, 'ada', '.Projects'), allowed).toEqual(subjects.filter(isMoved).sort());
  const stayed = subjects.filter((subject) => !isMoved(subject));
  await expect.poll(() => subjectsIn(morning, 'ada'), allowed).toEqual(stayed.sort());
  await expect.poll(async () => (await messagesIn('ada')).filter(({ flags }) => !flags.includes('S')), allowed).toEqual([]);
  const got = await messagesIn('bob');
  const plans = got.flatMap(({ attachments }) => attachments.map(({ content }) => Buffer.from(content as ArrayBuffer)));
  expect(plans).toEqual([planPdf, planPdf]);
  expect(got.filter(({ text }) => text?.startsWith('Hello Bob. Shall we have lunch? At noon.'))).toHaveLength(2);
  expect(got.filter(({ text }) => text?.startsWith('My answer.'))).toHaveLength(10);
};
