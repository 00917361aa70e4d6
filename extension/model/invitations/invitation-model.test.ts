import { expect, test } from 'vitest';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { createInvitationModel } from './invitation-model.ts';
import type { Invitation } from './invitation.ts';

const content = (...attachments: { type: string; name?: string; depth?: number }[]) =>
  ({
    row: { ref: { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 } },
    attachments: attachments.map((one) => ({ name: '', depth: 0, ...one })),
  }) as unknown as MessageContent;
const found = { summary: 'x' } as Invitation;

const whole = { ok: true, value: { from: 0, next: null, total: 2 }, bytes: new TextEncoder().encode('hi') };

const open = async (message: MessageContent, answer: unknown = whole) => {
  const asked: unknown[] = [];
  let loads = 0;
  const model = createInvitationModel({
    call: ((_name, body) => (asked.push((body as { index: number }).index), Promise.resolve(answer))) as Call,
    loadReader: async () => ((loads += 1), (text) => (text === 'hi' || text.startsWith('x') ? found : null)),
  });
  await model.follow(message);
  return { asked, loads, invitation: model.invitationOf(message.row.ref) };
};

test.each([
  ['text/calendar', ''],
  ['application/ics', ''],
  ['application/octet-stream', 'invite.ICS'],
])('found by type or name: %s %s', async (type, name) => {
  expect(await open(content({ type: 'image/png' }, { type, name }))).toEqual({ asked: [1], loads: 1, invitation: found });
});

test('nothing is loaded where there is none, and what lies in a forwarded message is not this one’s', async () => {
  expect(await open(content({ type: 'image/png' }, { type: 'text/calendar', depth: 1 }))).toEqual({
    asked: [],
    loads: 0,
    invitation: null,
  });
});

test('one that cannot be fetched, or is a whole calendar, is no invitation', async () => {
  expect((await open(content({ type: 'text/calendar' }), { ok: false, failure: 'not-running' })).invitation).toBeNull();
  const large = { ok: true, value: { from: 0, next: null, total: 300_000 }, bytes: new TextEncoder().encode('x'.repeat(300_000)) };
  expect((await open(content({ type: 'text/calendar' }), large)).invitation).toBeNull();
});
