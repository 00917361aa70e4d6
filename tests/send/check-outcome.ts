import { expect } from 'vitest';
import type { Row } from './outcome-rows.ts';
import { startHarness, type HarnessOptions } from './sending-harness.ts';
import { startFaultyRelay } from './start-faulty-relay.ts';

/** Sends one message to a server that behaves as the row says, and compares what is said of it with what the server took. */
export const checkOutcome = async (
  capabilities: readonly string[],
  row: Row,
  text: string,
  deps: NonNullable<HarnessOptions['deps']> = {},
): Promise<void> => {
  const { behaviour, state, kind, recipients } = row;
  await using server = await startFaultyRelay(capabilities, (transaction) => (transaction === 0 ? behaviour : {}));
  await using harness = await startHarness({ port: server.port, deps });
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
  expect(entry!.taken?.queueId).toBe(recipients.includes('accepted') ? 'RELAY1' : undefined);
  expect(harness.errors).toEqual([]);
};
