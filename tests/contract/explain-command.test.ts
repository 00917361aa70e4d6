import { spawn } from 'node:child_process';
import path from 'node:path';
import { capsuleJson, createCapsule, diagnosisText } from '@kurrier/shared/failure/write-capsule';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import { expect, test } from 'vitest';

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');

const kurrier = (args: string[], input = ''): Promise<{ code: number | null; stdout: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout }));
    child.stdin.end(input);
  });

const record = (wire: string) => JSON.stringify({ protocol: 'smtp', phase: 'auth', node: {}, wire, settings: null });

test('explain --jsonl answers every line in its place, also lines that are no records', async () => {
  const many = Array.from({ length: 600 }, (_, i) =>
    record(i % 2 ? '535 5.7.8 authentication failed' : '454 4.7.0 Too many login attempts'),
  );
  const { code, stdout } = await kurrier(
    ['explain', '--jsonl'],
    [...many, 'no JSON', '{"protocol":"pop3"}', record('535 suspended account')].join('\n'),
  );
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  expect(answers.map(({ kind }) => kind)).toEqual([
    ...many.map((_, i) => (i % 2 ? 'auth.invalid_credentials' : 'auth.too_many_attempts')),
    'unknown',
    'unknown',
    'auth.account_locked',
  ]);
  expect(answers[0]).toMatchObject({ title: 'Too many sign-ins', whoActs: 'wait' });
  expect(code).toBe(2);
});

test('explain tells a person, and repeats no password that a server echoed', async () => {
  const { code, stdout } = await kurrier(['explain', '500 5.5.1 Command unrecognized: "AUTH PLAIN AGpvZQBodW50ZXIy"']);
  expect(stdout).toContain('No common way to sign in');
  expect(stdout).toContain('[redacted]');
  expect(stdout).not.toContain('AGpvZQBodW50ZXIy');
  expect(code).toBe(0);
});

test('replay says whether a diagnosis is still read the same', async () => {
  const capsule = createCapsule(sampleFailures['auth.imap_disabled'], []);
  expect(await kurrier(['replay', '-'], capsuleJson(capsule))).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('got       auth.imap_disabled') as string,
  });
  expect((await kurrier(['replay', '-'], diagnosisText(capsule))).code).toBe(0);
  expect((await kurrier(['replay', '-'], capsuleJson({ ...capsule, kind: 'unknown' }))).code).toBe(1);
  expect((await kurrier(['replay', '-'], '{}')).code).toBe(2);
});
