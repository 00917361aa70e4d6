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
