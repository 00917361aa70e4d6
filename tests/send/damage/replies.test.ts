import { describe, expect, test } from 'vitest';
import type { FailureKind } from '@kurrier/shared/failure/failure';
import type { OutboxState } from '@kurrier/shared/mail/outbox';
import { connectionLimits } from '../../../bridge/src/send/delivery/plan-connections.ts';
import { startHarness } from '../sending-harness.ts';
import { asSteps, close, type Action } from './damages.ts';
import { sayRight, startSmtpRelay, type Place } from '../../servers/start-smtp-relay.ts';

const slow = 10_000;
const budgets = { connectMs: slow, answerMs: slow, saidMs: slow, endMs: slow, silenceMs: slow, replyMs: slow, contentReplyMs: slow };
const ways = { 'one by one': [], pipelined: ['PIPELINING'] } as const;

/** The first message meets the damage, a second one nothing; both over one pooled connection where it can be used again. */
const sendTwo = async (
  capabilities: readonly string[],
  damages: Partial<Record<Place, readonly Action[]>>,
  { replyMs = slow, onSettled = () => {} }: { replyMs?: number; onSettled?: () => void } = {},
) => {
  const used = new Set<Place>();
  await using server = await startSmtpRelay(capabilities, (occasion) => {
    const damage = used.has(occasion.place) ? undefined : damages[occasion.place];
    if (damage) used.add(occasion.place);
    return damage ? asSteps(damage) : sayRight(occasion);
  });
  await using harness = await startHarness({
    port: server.port,
    protocol: { budgets: { ...budgets, replyMs } },
    deps: { limitsOf: () => ({ ...connectionLimits.pooled, connections: 1 }) },
  });
  for (const subject of ['first', 'second']) {
    await harness.send({ subject, text: 'MAIL FROM:<CONTENT@mail.test>' });
    await harness.until(({ status }) => status.state !== 'queued' && status.state !== 'sending');
    if (subject === 'first') onSettled();
    // A rested connection is left as soon as something is said on it.
    if (damages.idle && subject === 'first') await expect.poll(() => server.open()).toBe(0);
  }
  const entries = await harness.list();
  const first = entries.find(({ subject }) => subject === 'first')!;
  const second = entries.find(({ subject }) => subject === 'second')!;
  expect(server.commands().filter((command) => command.includes('CONTENT'))).toEqual([]);
  expect(second.status.state).toBe('sent');
  expect(server.seen.filter(({ content }) => content.includes('Subject: second'))).toHaveLength(1);
  return { ...first, connections: server.commands().filter((command) => command.startsWith('EHLO')).length };
};

type Row = [name: string, damages: Partial<Record<Place, readonly Action[]>>, state: OutboxState['state']];
const line = (words: string) => [`${words}\r\n`];

describe.each(Object.entries(ways))('%s', (_way, capabilities) => {
  test.concurrent.each<Row>([
    ['DATA answered 250, and no 354', { DATA: line('250 2.1.0 Ok') }, 'deferred'],
    ['DATA answered 251', { DATA: line('251 2.1.0 Ok') }, 'deferred'],
    ['DATA answered 334', { DATA: line('334 ') }, 'deferred'],
    ['MAIL answered 354', { MAIL: line('354 go ahead') }, 'deferred'],
    ['MAIL answered 220', { MAIL: line('220 mail.test ESMTP') }, 'deferred'],
    ['RCPT answered 354', { RCPT: line('354 go ahead') }, 'deferred'],
    ['RCPT answered 221', { RCPT: line('221 bye') }, 'deferred'],
    ['MAIL answered twice', { MAIL: ['250 Ok\r\n250 Ok\r\n'] }, 'deferred'],
    ['354 and at once an approval', { DATA: ['354 go\r\n250 2.0.0 Ok\r\n'] }, 'deferred'],
    ['354 twice', { DATA: ['354 go\r\n354 go\r\n'] }, 'deferred'],
    ['the end answered 354', { end: line('354 go ahead') }, 'unknown'],
    ['the end answered 334', { end: line('334 ') }, 'unknown'],
    ['the end answered by a bare code, and then in full', { end: ['250\r\n250 Ok id\r\n'] }, 'unknown'],
    ['the end approved, and then refused', { end: ['250 Ok\r\n554 5.7.1 spam\r\n'] }, 'unknown'],
    ['the end refused, and then approved', { end: ['554 5.7.1 spam\r\n250 Ok\r\n'] }, 'unknown'],
    ['the end approved and refused in one reply', { end: ['250-Ok\r\n554 5.7.1 spam\r\n'] }, 'unknown'],
    ['the end approved, with a blank line', { end: ['250 Ok\r\n\r\n'] }, 'unknown'],
    ['the end answered by something else', { end: line('OK queued') }, 'unknown'],
    ['the end answered by 421', { end: ['421 4.3.0 closing\r\n', close] }, 'deferred'],
    ['the end refused by two lines of one kind', { end: ['550-5.7.1 no\r\n554 5.7.1 no\r\n'] }, 'failed'],
  ])('%s', async (_name, damages, state) => {
    const entry = await sendTwo(capabilities, damages);
    expect(entry.status).toMatchObject({ state });
    if (state !== 'sent') expect(entry.connections, 'the connection is not used again').toBe(state === 'failed' ? 1 : 2);
    const isTold =
      'failure' in entry.status && (entry.status.failure?.reply?.replyCode === 421 || entry.status.failure?.kind === 'net.timeout');
    if (state === 'deferred' && !isTold && 'failure' in entry.status)
      expect(entry.status.failure).toMatchObject({ kind: 'server.protocol_violation', code: 'OUT_OF_STEP' });
  });

  test.concurrent.each<[string, Action[]]>([
    ['an approval', ['250 2.1.0 Ok\r\n']],
    ['a refusal', ['554 5.7.1 no\r\n']],
    ['the end of the connection', ['421 4.4.2 idle\r\n', close]],
  ])('%s out of nothing, after the message was called sent', async (_name, actions) => {
    const settled = Promise.withResolvers<void>();
    const idle = [{ holdUntil: settled.promise }, ...actions];
    const entry = await sendTwo(capabilities, { idle }, { onSettled: () => settled.resolve() });
    expect(entry.status.state).toBe('sent');
    expect(entry.connections, 'the connection is not used again').toBe(2);
  });

  test.concurrent('a recipient that is not answered', async () => {
    const { status } = await sendTwo(capabilities, { RCPT: [] }, { replyMs: 1500 });
    expect(status).toMatchObject({ state: 'deferred' });
  });

  test.concurrent.each<[Place, string, FailureKind | FailureKind[]]>([
    ['MAIL', '450 4.1.8 <ann@mail.test>: Sender address rejected: Domain not found', ['sender.rejected', 'sender.not_authorized']],
    ['MAIL', '421 4.7.0 too many errors', ['server.rate_limited', 'server.unavailable', 'server.protocol_violation']],
    ['MAIL', '452 4.3.1 Insufficient system storage', ['server.temporary_failure', 'quota.exceeded', 'server.unavailable']],
    ['MAIL', '451 4.0.0 <ann@mail.test>: return path: not owned by user', 'sender.not_authorized'],
    ['RCPT', '454 4.7.1 <bob@mail.test>: Relay access denied', 'recipient.relay_denied'],
    ['RCPT', '450 4.7.1 <bob@mail.test>: Recipient address rejected: try later', ['server.temporary_failure', 'recipient.rejected']],
    ['RCPT', '452 4.2.2 <bob@mail.test>: Mailbox full', 'quota.exceeded'],
    ['DATA', '451 4.3.0 no space', ['server.temporary_failure', 'quota.exceeded']],
    ['end', '452 4.3.4 Message size exceeds what is free now', ['message.too_large', 'server.temporary_failure', 'quota.exceeded']],
    ['end', '450 4.7.1 looks like spam', ['message.rejected', 'server.temporary_failure']],
  ])('%s says %s: tried again within the day', async (place, reply, kinds) => {
    const { status, retryUntil, acceptedAt } = await sendTwo(capabilities, { [place]: line(reply) });
    expect(status).toMatchObject({ state: 'deferred', failure: { reply: { text: reply } } });
    if (status.state !== 'deferred') return;
    expect([kinds].flat()).toContain(status.failure.kind);
    expect(status.nextTryAt).toBeLessThanOrEqual(retryUntil);
    expect(retryUntil - acceptedAt).toBe(24 * 3_600_000);
  });

  test.concurrent.each<[Place, string]>([
    ['MAIL', '421 4.7.0 too many errors'],
    ['MAIL', '554 5.7.1 not from here'],
    ['MAIL', '500 5.5.2 what?'],
    ['RCPT', '550 5.1.1 unknown'],
    ['RCPT', '421 4.3.2 shutting down'],
    ['DATA', '554 5.7.1 no'],
    ['end', '554 5.7.1 spam'],
    ['AUTH', '421 4.7.0 too many connections'],
    ['EHLO', '554 5.7.1 not you'],
    ['EHLO', '500 5.5.2 what?'],
    ['greeting', '554 5.7.1 go away'],
    ['greeting', '421 4.3.2 too busy'],
  ])('%s: %s, and closed: the last words are heard', async (place, reply) => {
    const { status } = await sendTwo(capabilities, { [place]: [`${reply}\r\n`, close] });
    expect(status).toMatchObject({ state: reply.startsWith('4') ? 'deferred' : 'failed', failure: { reply: { text: reply } } });
  });
});

test('a refused connection is tried again within the day', async () => {
  const server = await startSmtpRelay([], () => []);
  await server[Symbol.asyncDispose]();
  await using harness = await startHarness({ port: server.port, protocol: { budgets } });
  await harness.send({});
  const [entry] = await harness.until(({ status }) => status.state !== 'queued' && status.state !== 'sending');
  expect(entry!.status).toMatchObject({ state: 'deferred', failure: { kind: 'net.refused' } });
});
