import { expect, test } from 'vitest';
import type { Step } from '../account/account.ts';
import { Capsule } from './capsule.ts';
import { capsuleJson, capsuleText, createCapsule } from './write-capsule.ts';
import { FailureKind } from './failure.ts';
import { sampleFailures } from './samples.ts';

const steps: Step[] = [
  { rung: 'name', state: 'done', atMs: 0, tookMs: 4, detail: '192.0.2.25' },
  { rung: 'greeting', state: 'done', atMs: 9, tookMs: 12, detail: '220 mail.example.org ESMTP' },
  { rung: 'sign-in', state: 'failed', atMs: 30, detail: '535 5.7.8 ann.bee@example.org: no from 2001:db8::7 or 203.0.113.9 at 19:45:50' },
];
const identities = ['ann.bee@example.org', 'ann.bee'];

test.for(FailureKind.options)('a capsule of %s is what the schema describes', (kind) => {
  const capsule = createCapsule(sampleFailures[kind], steps, { identities });
  expect(Capsule.parse(JSON.parse(capsuleJson(capsule)))).toEqual(capsule);
});

test('nothing in it names the person or the network', () => {
  const reply = {
    text: '553 <ann.bee@example.org>: not owned by Ann.Bee, client pc7[203.0.113.9], write to help@example.org',
    replyCode: 553,
  };
  const capsule = createCapsule({ ...sampleFailures['sender.not_authorized'], reply }, steps, { identities });
  expect(capsule.reply?.text).toBe('553 <[user]>: not owned by [user], client pc7[[ip]], write to [address]');
  expect(capsule.rungs.map(({ said }) => said)).toEqual([
    '192.0.2.25',
    '220 mail.example.org ESMTP',
    '535 5.7.8 [user]: no from [ip] or [ip] at 19:45:50',
  ]);
});

test('the same failure gives the same capsule, however long it took', () => {
  const later = steps.map((step) => ({ ...step, atMs: step.atMs * 7, tookMs: 99 }));
  const failure = sampleFailures['auth.invalid_credentials'];
  expect(capsuleJson(createCapsule(failure, later))).toBe(capsuleJson(createCapsule(failure, steps)));
});

test('the text for people', () => {
  expect(capsuleText(createCapsule(sampleFailures['auth.invalid_credentials'], steps.slice(0, 2), { turn: 'account' }))).toBe(
    `Kurrier diagnosis
failed with  auth.invalid_credentials (likely)
server       smtp smtp.example.org:465 implicit-tls
stage        sign-in
turn         account
reply        535 5.7.8 Error: authentication failed
name         done, 192.0.2.25
greeting     done, 220 mail.example.org ESMTP`,
  );
});
