import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGate, type Gate } from '../sync/start-gate.ts';
import { startMailPage, waitForSubject, type MailPageSetUp } from './mail-page-set-up.ts';

const cutForMs = process.env['KURRIER_SOAK'] ? 60_000 : 3_000;
/** So long after the network is back the Dashboard may take, whatever was cut and for how long. */
const allowedMs = 30_000;

let gate: Gate;
let mail: MailPageSetUp;
beforeAll(async () => {
  mail = await startMailPage({ openWay: async (target) => (gate = await startGate(target)) });
  await mail.deliver({ subject: 'before' });
  await mail.go('#/mail');
  await waitForSubject(mail.page, 'before');
});
afterAll(async () => {
  await mail[Symbol.asyncDispose]();
  await gate[Symbol.asyncDispose]();
});

test.each<[string, (isCut: boolean) => void]>([
  ['connections reset and refused', (isCut) => gate.block(isCut)],
  ['packets lost without a word', (isCut) => gate.vanish(isCut)],
])('after a cut network (%s) the mail is on the Dashboard within 30 s of its return', { timeout: cutForMs + 60_000 }, async (how, cut) => {
  cut(true);
  await mail.deliver({ subject: how });
  await wait(cutForMs);
  cut(false);
  const returnedAt = performance.now();
  await waitForSubject(mail.page, how, allowedMs + 10_000);
  const tookMs = Math.round(performance.now() - returnedAt);
  console.log(`cut for ${cutForMs / 1000} s, ${how}: on the Dashboard ${tookMs} ms after the return`);
  expect(tookMs).toBeLessThan(allowedMs);
});
