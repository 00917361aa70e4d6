import { succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { ListedMailbox } from '../../imap/grammar/listed-mailbox.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import { prepareConnection } from '../sync-connection.ts';
import { askIdentities, confirmIdentities } from './confirm-identities.ts';

const listed = (entries: Record<string, string | null>): ListedMailbox[] =>
  Object.entries(entries).map(([path, mailboxId]) => ({ path, name: path, delimiter: '/', attributes: [], mailboxId }));
const known = (entries: Record<string, string | null>): StoredMailbox[] =>
  listed(entries).map((mailbox) => ({
    ...mailbox,
    id: `id-${mailbox.path}`,
    ...(mailbox.mailboxId !== null && { objectId: mailbox.mailboxId }),
    role: null,
    messages: 0,
    unseen: 0,
  }));

/** A server that says this when a mailbox is opened, and counts how often it was asked. */
const serverWith = (ids: Record<string, string | null>) => {
  const asked: string[] = [];
  const session = {
    capabilities: () => new Set<string>(),
    async command(parts, { onUntagged } = {}) {
      const path = /"(.*)"/.exec(String(parts))![1]!;
      asked.push(path);
      if (ids[path]) await onUntagged?.(Buffer.from(`* OK [MAILBOXID (${ids[path]})] Ok\r\n`));
      return succeed({ responseCode: undefined, text: '' });
    },
    closed: Promise.resolve(),
    close: () => {},
  } as Partial<ImapSession> as ImapSession;
  return { asked, connection: prepareConnection(session) };
};

test.each<[why: string, known: Record<string, string | null>, listed: Record<string, string | null>, asked: string[]]>([
  ['a first list', {}, { A: '1', B: '2' }, []],
  ['nothing new', { A: '1' }, { A: '1' }, []],
  ['no hints at all', { A: '1' }, { A: null }, []],
  ['a hint about a mailbox that never said what it is', { A: null }, { A: '7' }, []],
  ['a new mailbox, and none has gone', { A: '1' }, { A: '1', B: '2' }, []],
  ['a new mailbox, and one has gone', { A: '1', B: '2' }, { A: '1', C: null }, ['C']],
  ['a new mailbox, and one has gone that never said what it is', { A: '1', B: null }, { A: '1', C: null }, []],
  ['another identity at a known path', { A: '1' }, { A: '9' }, ['A']],
  ['one identity for two mailboxes is none', { A: '1', B: '2' }, { A: '9', B: '9' }, []],
  ['two names changed', { A: '1', B: '2' }, { A: '2', B: '1' }, ['A', 'B']],
])('opened to know what they are: %s', (_, before, now, asked) => {
  const { appeared, doubted } = askIdentities(known(before), listed(now));
  expect([...doubted, ...appeared]).toEqual(asked);
});

test('a rename is one where opening the mailbox says so', async () => {
  const { connection } = serverWith({ New: '1' });
  const confirmed = await confirmIdentities(connection, known({ Old: '1' }), listed({ New: null }));
  expect(confirmed).toEqual({ ok: true, value: new Map(Object.entries({ Old: '1', New: '1' })) });
});

test('after one hint was wrong no other one is followed up, nor asked for again', async () => {
  const { asked, connection } = serverWith({ A: '1', B: '2', C: '3' });
  const confirmed = await confirmIdentities(connection, known({ A: '1', B: '2', C: '3' }), listed({ A: 'x', B: 'y', C: 'z' }));
  expect(confirmed).toEqual({ ok: true, value: new Map(Object.entries({ A: '1', B: '2', C: '3' })) });
  expect(asked).toEqual(['A']);
  expect(connection.hasFalseIds).toBe(true);
});

test('a server that gives two mailboxes one identity renames none', async () => {
  const { connection } = serverWith({ A: '1', B: '1' });
  const confirmed = await confirmIdentities(connection, known({ A: '1' }), listed({ A: '1', B: '1' }));
  expect(confirmed).toEqual({ ok: true, value: new Map([['A', '1']]) });
});
