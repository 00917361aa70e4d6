import { succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { ImapCommandOptions } from '../../imap/imap-session.ts';
import { fetchArrivals, fetchNewer } from './fetch-newer.ts';
import type { MailboxWork } from './mailbox-work.ts';

test.each([
  ['flags of an earlier message', ['* 1 FETCH (UID 1 FLAGS (\\Seen))'], true],
  ['nothing', [], false],
])('%s told while new messages are fetched: that something changed is known afterwards: %j', async (_, told, hasChanges) => {
  const connection = {
    hasArrivals: false,
    hasChanges: false,
    session: {
      async command(_text: string, { onUntagged }: ImapCommandOptions) {
        for (const line of told) await onUntagged?.(Buffer.from(`${line}\r\n`));
        return succeed({ responseCode: undefined, text: '' });
      },
    },
  };
  const work = { connection, store: { trouble: () => ({ suspicion: null }) } } as unknown as MailboxWork;
  expect(await fetchNewer(work, { from: 2, uidNext: 2 })).toBe(null);
  expect(connection.hasChanges).toBe(hasChanges);
});

test.each([
  ['with every answer', Infinity, 2],
  ['with one answer', 1, 2],
  ['with none', 0, 1],
])('messages told of %s, and never there: they are asked for no more than twice, and not waited for afterwards', async (_, most, asked) => {
  let commands = 0;
  const connection = {
    hasArrivals: true,
    hasChanges: false,
    session: {
      async command() {
        if (commands++ < most) connection.hasArrivals = true;
        return succeed({ responseCode: undefined, text: '' });
      },
    },
  };
  const store = { trouble: () => ({ suspicion: null }), cursor: () => ({ uidNext: 9 }) };
  expect(await fetchArrivals({ connection, store } as unknown as MailboxWork)).toBe(null);
  expect([commands, connection.hasArrivals]).toEqual([asked, false]);
});
