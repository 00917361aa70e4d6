import { afterAll, expect, test } from 'vitest';
import { collectGarbage } from '../../../../tests/attack/measure-memory.ts';
import { threadMs } from '../../../../tests/setup/thread-time.ts';
import { createReadBounded } from './read-bounded.ts';
import { createReadingThread, type JobLimits } from './reading-thread.ts';
import type { ReadingInput } from './read-message.ts';

const threads: ReturnType<typeof createReadingThread>[] = [];
const start = (limits: Partial<JobLimits> = {}) => {
  const thread = createReadingThread({ timeMs: 5_000, memoryMb: 256, idleMs: 30_000, ...limits });
  threads.push(thread);
  return thread;
};
afterAll(() => threads.forEach((thread) => thread.close()));

const leaf = { kind: 'text', section: '1', form: 'plain', charset: '', encoding: '', flowed: null, size: 5 } as const;
const message = (text: string): ReadingInput => ({ plan: leaf, bodies: new Map([['1', Buffer.from(text, 'latin1')]]) });
/** Work for minutes: each takes some milliseconds. */
const endless = { kind: 'guess', samples: Array.from({ length: 20_000 }, (_, at) => Buffer.alloc(4_096, 0xc0 + (at % 60))) } as const;
const job = (text: string) => ({ kind: 'read', input: message(text) }) as const;

test('a job is done in the thread, and what guesses a charset is loaded there', async () => {
  const thread = start();
  const read = async (): Promise<void> =>
    expect(await thread.run(job('\xc1\xd6\xb8\xbb\xc6\xaf\xb0\xa1'))).toMatchObject({ ok: true, value: { text: '주말특가' } });
  // What is loaded, the first one loads; what other tests left is collected before.
  collectGarbage();
  expect(await threadMs(read)).toBeLessThan(200);
});

test('a job that takes too long is ended with its thread, and the next one is done by another', async () => {
  const thread = start({ timeMs: 1_500 });
  const [late, next] = await Promise.all([thread.run(endless), thread.run(job('hello'))]);
  expect(late).toMatchObject({ ok: false, reason: 'time' });
  expect(next).toMatchObject({ ok: true, value: { text: 'hello' } });
});

test('what a closed thread was at, and what comes afterwards, is nothing that could be kept for the message’s text', async () => {
  const thread = start();
  const read = createReadBounded(thread, (problem) => expect.fail(problem));
  await thread.run(job('hello'));
  const waiting = [thread.run(endless), read(message('second')), read(message('third'))];
  thread.close();
  expect(await waiting[0]).toMatchObject({ ok: false, reason: 'closed' });
  await expect(waiting[1]).rejects.toThrow('closed');
  await expect(waiting[2]).rejects.toThrow('closed');
  await expect(read(message('later'))).rejects.toThrow('closed');
});

test('a job that takes too much memory is ended, and nothing else is', async () => {
  const thread = start({ memoryMb: 12 });
  const input = { plan: { ...leaf, form: 'html' as const }, bodies: new Map([['1', Buffer.from('<p>x</p>'.repeat(32 * 1024))]]) };
  expect(await thread.run({ kind: 'read', input })).toMatchObject({ ok: false, reason: 'memory' });
  expect(await thread.run(job('hello'))).toMatchObject({ ok: true, value: { text: 'hello' } });
});

test('of a message that costs too much the bare text is shown, and it is told', async () => {
  const told: string[] = [];
  const read = createReadBounded(
    { run: async () => ({ ok: false, reason: 'time', detail: 'longer than 5000 ms' }) as never, warm() {} },
    (problem) => told.push(problem),
  );
  const html = { ...leaf, form: 'html', encoding: 'base64' } as const;
  const input = { plan: html, bodies: new Map([['1', Buffer.from(Buffer.from('<p>hello <b>you</b>').toString('base64'))]]) };
  expect(await read(input)).toMatchObject({ text: 'hello  you', notices: ['too-complex'], isCut: true });
  expect(told).toEqual(['a message could not be laid out (time): longer than 5000 ms']);
});
