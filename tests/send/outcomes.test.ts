import { describe, expect, test } from 'vitest';
import { dataRows, longRows, rows, type Row } from './outcome-rows.ts';
import { startHarness } from './sending-harness.ts';
import { startFaultySmtp } from './start-faulty-smtp.ts';

const ways = {
  'one by one': [],
  pipelined: ['PIPELINING', 'SIZE 10000000'],
  chunked: ['PIPELINING', 'CHUNKING', 'SIZE 10000000'],
} as const;

const longText = 'x'
  .repeat(6_000_000 / 16)
  .match(/.{1,70}/g)!
  .join('\n');
const check = async (capabilities: readonly string[], row: Row, text: string) => {
  const { behaviour, state, kind, recipients } = row;
  await using server = await startFaultySmtp(capabilities, (transaction) => (transaction === 0 ? behaviour : {}));
  await using harness = await startHarness({ port: server.port });
  await harness.send({ to: [{ address: 'bob@mail.test' }, { address: 'cid@mail.test' }], subject: 'Hello', text });
  const [entry] = await harness.until(({ status }) => status.state !== 'queued' && status.state !== 'sending');
  expect(entry!.status.state).toBe(state);
  expect(entry!.recipients.map((recipient) => recipient.state).join(' ')).toBe(recipients);
  if (kind) expect([kind].flat()).toContain('failure' in entry!.status ? entry!.status.failure?.kind : undefined);
  for (const { address, ...recipient } of entry!.recipients) {
    const times = server.taken.filter((message) => message.recipients.includes(address)).length;
    if (recipient.state === 'accepted') expect(times, `${address} is called accepted`).toBe(1);
    if (recipient.state === 'pending' || recipient.state === 'refused') expect(times, `${address} has not got it`).toBe(0);
    expect(times).toBeLessThanOrEqual(1);
  }
  expect(entry!.taken?.queueId).toBe(recipients.includes('accepted') ? 'FAULTY1' : undefined);
  expect(harness.errors).toEqual([]);
};

describe.each(Object.entries(ways))('%s', (_way, capabilities) => {
  test.concurrent.each(rows)('$name: $state', (row) => check(capabilities, row, '.short\n..'));
});
describe.each(Object.entries(ways))('%s', (_way, capabilities) => {
  test.concurrent.each(dataRows)('$name: $state', (row) => check(capabilities, row, 'short'));
});
describe.each(Object.entries(ways))('%s, long', (_way, capabilities) => {
  test.concurrent.each(longRows)('$name: $state', (row) => check(capabilities, row, longText));
});
