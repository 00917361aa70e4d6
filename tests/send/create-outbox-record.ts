import type { OutboxRecord } from '../../bridge/src/send/outbox/outbox-record.ts';

/** A message that was accepted and not tried yet, unless told otherwise. */
export const createOutboxRecord = (
  entry: Partial<OutboxRecord['entry']> = {},
  change: Partial<Omit<OutboxRecord, 'entry'>> = {},
): OutboxRecord => ({
  entry: {
    id: 'e1',
    accountId: 'a1',
    acceptedAt: 1,
    messageId: `<${entry.id ?? 'e1'}@mail.test>`,
    from: 'ann@mail.test',
    subject: entry.id ?? 'e1',
    size: 1,
    attempts: 0,
    retryUntil: 1e9,
    status: { state: 'queued', heldUntil: 0 },
    recipients: [{ address: 'bob@mail.test', state: 'pending' }],
    copy: { state: 'none' },
    ...entry,
  },
  envelopeFrom: 'ann@mail.test',
  needsSmtpUtf8: false,
  fingerprint: 'f',
  spooled: false,
  copyTries: 0,
  copyChecks: 0,
  ...change,
});
