import { succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { ImapSession } from '../../imap/imap-session.ts';
import { openMailbox } from './open-mailbox.ts';
import { prepareConnection } from '../sync-connection.ts';

/** A connection on which every command is answered with these lines. */
const connectionSaying = (...lines: string[]) =>
  prepareConnection({
    capabilities: () => new Set(),
    async command(_, { onUntagged } = {}) {
      for (const line of lines) await onUntagged?.(Buffer.from(`${line}\r\n`));
      return succeed({ responseCode: undefined, text: 'k1 OK done' });
    },
  } as Pick<ImapSession, 'command' | 'capabilities'> as ImapSession);

test('what the server still says of the mailbox that was open before is not taken for this one', async () => {
  const connection = connectionSaying(
    '* 9 EXISTS',
    '* VANISHED 4:5',
    '* 1 FETCH (UID 1 FLAGS (\\Deleted))',
    '* OK [CLOSED] Previous mailbox closed.',
    '* 2 EXISTS',
    '* OK [UIDVALIDITY 7] valid',
    '* OK [UIDNEXT 8] next',
    '* VANISHED (EARLIER) 3',
    '* 1 FETCH (UID 2 FLAGS (\\Seen))',
  );
  const opened = await openMailbox(connection, { name: 'Sent', cursor: null });
  expect(opened).toMatchObject({ ok: true, value: { status: { messages: 2, uidNext: 8, uidValidity: 7 } } });
  expect(opened.ok && [[...opened.value.flags], opened.value.vanished]).toEqual([[[2, '\\Seen']], [[[3, 3]]]]);
});

test.each(['* 1 FETCH (UID 1 FLAGS (\\Seen))', '* VANISHED (EARLIER) 3'])(
  'a change behind another response, without a line break between them, is missed, and that is known: %s',
  async (change) => {
    const lines = ['* 2 EXISTS', '* OK [UIDVALIDITY 7] valid', '* OK [UIDNEXT 8] next'];
    const whole = await openMailbox(connectionSaying(...lines, '* OK [HIGHESTMODSEQ 5] Highest', change), { name: 'Sent', cursor: null });
    expect(whole).toMatchObject({ ok: true, value: { isComplete: true } });
    const torn = await openMailbox(connectionSaying(...lines, `* OK [HIGHESTMODSEQ 5] Highest${change}`), { name: 'Sent', cursor: null });
    expect(torn).toMatchObject({ ok: true, value: { isComplete: false } });
  },
);

/** A connection on which commands that are sent together are answered one after the other, those that open a mailbox with these lines. */
const connectionAnswering = (lines: Record<string, string[]>) => {
  let before: Promise<unknown> = Promise.resolve();
  const capabilities = () => new Set<string>();
  const command: ImapSession['command'] = (parts, { onUntagged } = {}) => {
    const name = /^(?:EXAMINE|SELECT) "(.*)"$/.exec([parts].flat().join(''))?.[1];
    const answered = before.then(async () => {
      for (const line of name === undefined ? [] : lines[name]!) await onUntagged?.(Buffer.from(`${line}\r\n`));
      return succeed({ responseCode: undefined, text: 'k1 OK done' });
    });
    before = answered;
    return answered;
  };
  return prepareConnection({ capabilities, command } as Pick<ImapSession, 'command' | 'capabilities'> as ImapSession);
};

const told = {
  messages: '* 0 EXISTS',
  uidValidity: '* OK [UIDVALIDITY 7] valid',
  uidNext: '* OK [UIDNEXT 80] next',
  highestModSeq: '* OK [HIGHESTMODSEQ 90] highest',
  objectId: '* OK [MAILBOXID (M1)] identity',
};

test.each([
  ['messages', { ok: true, value: { status: { messages: 0, uidNext: 80 } } }],
  ['uidValidity', { ok: false, failure: { kind: 'server.protocol_violation', code: 'NO_UIDVALIDITY' } }],
  ['uidNext', { ok: true, value: { status: { uidNext: 1 } } }],
  ['highestModSeq', { ok: true, value: { status: { highestModSeq: null } } }],
  ['objectId', { ok: true, value: { status: expect.not.objectContaining({ objectId: 'M1' }) as object } }],
] as const)(
  'what a server leaves out of a mailbox is not taken from the one that was opened before it in the same flight: %s',
  async (key, expected) => {
    const { [key]: _, ...others } = told;
    const connection = connectionAnswering({
      a: ['* 5 EXISTS', ...Object.values(told).slice(1)],
      b: Object.values(others),
      c: Object.values(told),
    });
    const [, opened] = await Promise.all(
      ['a', 'b', 'c'].map((name) => openMailbox(connection, { name, cursor: null, isAfterEarlier: true })),
    );
    expect(opened).toMatchObject(expected);
    // Where it had to be opened another time, that was the last.
    expect(connection.openMailbox).toBe(key === 'uidNext' ? 'b' : 'c');
  },
);
