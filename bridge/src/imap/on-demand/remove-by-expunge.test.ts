import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { ImapSession } from '../imap-session.ts';
import { removeByExpunge } from './remove-by-expunge.ts';

const refused = fail({ kind: 'unknown', stage: 'mailbox', leg: 'imap', confidence: 'guess', reply: { text: 'k1 NO' } } as const);

/** A server without UIDPLUS that finds this marked as deleted; null: it refuses to say. */
const serverFinding = (marked: string | null, refuses = '') => {
  const sent: string[] = [];
  const session = {
    capabilities: () => new Set<string>(),
    async command(parts, { onUntagged } = {}) {
      const text = typeof parts === 'string' ? parts : parts.join('');
      sent.push(text);
      if (refuses !== '' && text.startsWith(refuses)) return refused;
      if (!text.startsWith('UID SEARCH')) return succeed({ responseCode: undefined, text: '' });
      if (marked === null) return refused;
      await onUntagged?.(Buffer.from(`* SEARCH ${marked}\r\n`));
      return succeed({ responseCode: undefined, text: '' });
    },
  } as Pick<ImapSession, 'command' | 'capabilities'> as ImapSession;
  return { sent, session };
};

test.each<[why: string, marked: string | null, removal: string]>([
  ['nothing else is marked', '4 5', 'removed'],
  ['another one is marked', '4 5 9', 'marked'],
  ['the server says that not even these are', '', 'marked'],
  ['the answer cannot be read', '4 5 nine', 'marked'],
  ['the server does not say', null, 'marked'],
])('without UIDPLUS, %s', async (_, marked, removal) => {
  const { sent, session } = serverFinding(marked);
  expect(await removeByExpunge(session, [[4, 5]], 'Trash')).toEqual({ ok: true, value: removal });
  expect(sent.slice(0, 3)).toEqual(['UID COPY 4:5 "Trash"', 'UID STORE 4:5 +FLAGS.SILENT (\\Deleted)', 'UID SEARCH DELETED']);
  expect(sent.includes('EXPUNGE')).toBe(removal === 'removed');
});

test('what could not be copied is not marked, and nothing is removed', async () => {
  const { sent, session } = serverFinding('4 5', 'UID COPY');
  expect(await removeByExpunge(session, [[4, 5]], 'Trash')).toEqual(refused);
  expect(sent).toHaveLength(1);
});
