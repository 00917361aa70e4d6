import { describe, expect, test } from 'vitest';
import type { OutboxState } from '@kurrier/shared/mail/outbox';
import { connectionLimits } from '../../../bridge/src/send/delivery/plan-connections.ts';
import { startHarness } from '../sending-harness.ts';
import { asSteps, close, type Action } from './damages.ts';
import { sayRight, startSmtpRelay, type Place } from '../../servers/start-smtp-relay.ts';

const slow = 10_000;
const budgets = { connectMs: slow, answerMs: slow, saidMs: slow, endMs: slow, silenceMs: slow, replyMs: slow, contentReplyMs: slow };
const ways = { 'one by one': [], pipelined: ['PIPELINING'] } as const;
const text = 'QUIT\r\n.\r\nMAIL FROM:<CONTENT@mail.test>\r\n..\r\n.RSET';

/** How the message ended, and how often the server took it whole, by its own account. */
const sendOne = async (capabilities: readonly string[], place: Place, actions: readonly Action[]) => {
  let isUsed = false;
  await using server = await startSmtpRelay(capabilities, (occasion) => {
    if (occasion.place !== place || isUsed) return sayRight(occasion);
    isUsed = true;
    return asSteps(actions);
  });
  await using harness = await startHarness({
    port: server.port,
    protocol: { budgets },
    deps: { limitsOf: () => ({ ...connectionLimits.pooled, connections: 1 }) },
  });
  await harness.send({ subject: 'first', text });
  const [entry] = await harness.until(({ status }) => status.state !== 'queued' && status.state !== 'sending');
  expect(server.commands().filter((command) => /CONTENT|^\.|RSET$/.test(command) && command !== 'RSET')).toEqual([]);
  return { state: entry!.status.state, taken: server.seen.filter(({ firstCode }) => firstCode >= 200 && firstCode < 300).length };
};

type Row = [place: Place, name: string, actions: readonly Action[], state: OutboxState['state']];
const rows: Row[] = [
  ['greeting', 'of two final lines', ['220 a\r\n220 b\r\n'], 'deferred'],
  ['greeting', 'with an EHLO answer behind it', ['220 a\r\n250 mail.test\r\n'], 'deferred'],
  ['EHLO', 'of two final lines', ['250 mail.test\r\n250 AUTH PLAIN\r\n'], 'failed'],
  ['EHLO', 'with an approval of the sign-in behind it', ['250-mail.test\r\n250 AUTH PLAIN\r\n235 ok\r\n'], 'deferred'],
  ['AUTH', 'twice', ['235 ok\r\n235 ok\r\n'], 'deferred'],
  ['AUTH', 'by 250', ['250 2.7.0 ok\r\n'], 'deferred'],
  ['AUTH', 'by 354', ['354 go\r\n'], 'deferred'],
  ['MAIL', 'by four digits', ['2500 Ok\r\n'], 'deferred'],
  ['MAIL', 'by two digits', ['25 Ok\r\n'], 'deferred'],
  ['MAIL', 'by a code that the words stick to', ['250Ok\r\n'], 'deferred'],
  ['MAIL', 'by letters that look like digits', ['25O Ok\r\n'], 'deferred'],
  ['MAIL', 'by digits of another script', ['\u00b2\u00b2\u00b2 Ok\r\n'], 'deferred'],
  ['MAIL', 'by lines that contradict each other', ['250-Ok\r\n550 no\r\n'], 'deferred'],
  ['RCPT', 'by 252', ['252 2.5.0 cannot VRFY, will try\r\n'], 'deferred'],
  ['RCPT', 'by a bare code', ['250\r\n'], 'sent'],
  ['RCPT', 'by 250 and 550 in one write', ['250 Ok\r\n550 no\r\n'], 'deferred'],
  ['RCPT', 'by 550-, then 250', ['550-no\r\n250 Ok\r\n'], 'deferred'],
  ['RCPT', 'by 235', ['235 2.7.0 ok\r\n'], 'deferred'],
  ['DATA', 'by a bare code', ['354\r\n'], 'sent'],
  ['DATA', 'by several lines', ['354-go\r\n354-on\r\n354 now\r\n'], 'sent'],
  ['DATA', 'by 354-, then 250', ['354-go\r\n250 Ok\r\n'], 'deferred'],
  ['DATA', 'by 355', ['355 go\r\n'], 'deferred'],
  ['DATA', 'by 503', ['503 5.5.1 need RCPT\r\n'], 'failed'],
  ['DATA', 'by 250 in words of 354', ['250 354 start mail input\r\n'], 'deferred'],
  ['end', 'by several lines', ['250-2.0.0 Ok\r\n250-queued\r\n250 as A1\r\n'], 'sent'],
  ['end', 'by 200', ['200 ok\r\n'], 'sent'],
  ['end', 'by no code', ['2.0.0 Ok: queued\r\n'], 'unknown'],
  ['end', 'by a blank before the code', [' 250 Ok\r\n'], 'unknown'],
  ['end', 'by a byte order mark before the code', ['\u00ef\u00bb\u00bf250 Ok\r\n'], 'unknown'],
  ['end', 'by a minus before the code', ['-250 Ok\r\n'], 'unknown'],
  ['end', 'with a NUL behind it', ['250 Ok\r\n\0'], 'unknown'],
  ['end', 'with half a line behind it', ['250 Ok\r\n25'], 'unknown'],
  ['end', 'with a goodbye behind it', ['250 Ok\r\n221 bye\r\n', close], 'unknown'],
  ['end', 'by 250- and a close', ['250-Ok\r\n', close], 'unknown'],
  ['end', 'by 25 and a close', ['25', close], 'unknown'],
  ['end', 'by 550 in words of 250', ['550 250 Ok queued\r\n'], 'failed'],
  ['end', 'by 250 in words of 550', ['250 550 5.7.1 rejected\r\n'], 'sent'],
  ['end', 'by 150 and then 250', ['150 wait\r\n250 Ok\r\n'], 'unknown'],
  ['end', 'by carriage returns alone', ['250 Ok\r250 Ok\r\n'], 'sent'],
  ['end', 'by 451-, then 250', ['451-wait\r\n250 Ok\r\n'], 'unknown'],
  ['content', 'before its end by 250', ['250 2.0.0 Ok\r\n'], 'deferred'],
  ['content', 'before its end by 550', ['550 5.7.1 no\r\n'], 'deferred'],
];

describe.each(Object.entries(ways))('%s', (_way, capabilities) => {
  test.concurrent.each(rows)('%s, answered %s: never called sent unless it was, never twice', async (place, _name, actions, expected) => {
    const { state, taken } = await sendOne(capabilities, place, actions);
    expect(state).toBe(expected);
    expect(taken).toBeLessThan(2);
    if (state === 'sent') expect(taken).toBe(1);
    if (state === 'failed' || state === 'deferred') expect(taken).toBe(0);
  });
});
