import { expect, test } from 'vitest';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { createDeliveryReportModel } from './delivery-report-model.ts';

const content = (uid: number, isReport: boolean) =>
  ({ row: { ref: { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid } }, isReport }) as MessageContent;
const report = { recipients: [], subject: 's', sent: null };

test('only what may be a report is asked about, and a late answer is not shown above another message', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const model = createDeliveryReportModel({ call: (() => new Promise<unknown>((resolve) => answers.push(resolve))) as Call });
  await model.follow(content(1, false));
  expect(answers).toHaveLength(0);
  const [first, second] = [content(2, true), content(3, true)];
  const asked = [model.follow(first), model.follow(second)];
  answers[1]!({ ok: true, value: { report } });
  answers[0]!({ ok: true, value: { report: { ...report, subject: 'late' } } });
  await Promise.all(asked);
  expect([model.reportOf(first.row.ref), model.reportOf(second.row.ref)]).toEqual([null, report]);
});

test('where it cannot be read there is none', async () => {
  for (const answer of [
    { ok: false, failure: 'not-running' },
    { ok: true, value: { refused: 'not-found' } },
    { ok: true, value: { report: null } },
  ]) {
    const model = createDeliveryReportModel({ call: (() => Promise.resolve(answer)) as unknown as Call });
    await model.follow(content(1, true));
    expect(model.reportOf(content(1, true).row.ref)).toBeNull();
  }
});
