import { expect, test } from 'vitest';
import { planMailboxes, type KnownMailbox } from './plan-mailboxes.ts';
import { isSelectable, type ListedMailbox } from '../imap/grammar/listed-mailbox.ts';

const listed = (path: string, mailboxId: string | null = null, attributes: string[] = []): ListedMailbox => ({
  path,
  name: path,
  delimiter: '/',
  attributes,
  mailboxId,
});
const known = (path: string, mailboxId: string | null = null): KnownMailbox => ({
  ...listed(path, mailboxId),
  id: `id-${mailboxId ?? path}`,
});

interface Row {
  name: string;
  known: KnownMailbox[];
  listed: ListedMailbox[];
  plan: { appeared?: string[]; vanished?: string[]; renamed?: string[]; kept?: string[] };
}

test.each<Row>([
  { name: 'first list', known: [], listed: [listed('INBOX'), listed('Sent')], plan: { appeared: ['INBOX', 'Sent'] } },
  { name: 'nothing new', known: [known('INBOX')], listed: [listed('INBOX')], plan: { kept: ['INBOX'] } },
  { name: 'one gone, one new', known: [known('A')], listed: [listed('B')], plan: { vanished: ['A'], appeared: ['B'] } },
  { name: 'renamed, by its id', known: [known('A', '1')], listed: [listed('B', '1')], plan: { renamed: ['A>B'] } },
  {
    name: 'renamed without an id is no rename',
    known: [known('A')],
    listed: [listed('B', '1')],
    plan: { vanished: ['A'], appeared: ['B'] },
  },
  {
    name: 'two changed names',
    known: [known('A', '1'), known('B', '2')],
    listed: [listed('A', '2'), listed('B', '1')],
    plan: { renamed: ['B>A', 'A>B'] },
  },
  {
    name: 'deleted and made again under the same name',
    known: [known('A', '1')],
    listed: [listed('A', '2')],
    plan: { vanished: ['A'], appeared: ['A'] },
  },
  { name: 'the server learnt MAILBOXID', known: [known('A')], listed: [listed('A', '1')], plan: { kept: ['A'] } },
  { name: 'named twice by the server', known: [], listed: [listed('A'), listed('A')], plan: { appeared: ['A'] } },
  {
    name: 'one id for two mailboxes',
    known: [known('A', '1')],
    listed: [listed('A', '1'), listed('B', '1')],
    plan: { kept: ['A'], appeared: ['B'] },
  },
  { name: 'everything gone', known: [known('A'), known('B')], listed: [], plan: { vanished: ['A', 'B'] } },
])('$name', ({ known: before, listed: now, plan }) => {
  const result = planMailboxes(before, now);
  expect({
    appeared: result.appeared.map(({ path }) => path),
    vanished: result.vanished.map(({ path }) => path),
    renamed: result.renamed.map(({ mailbox, listed: to }) => `${mailbox.path}>${to.path}`),
    kept: result.kept.map(({ mailbox }) => mailbox.path),
  }).toEqual({ appeared: [], vanished: [], renamed: [], kept: [], ...plan });
});

test.each([
  [[], true],
  [['\\HasChildren', '\\Noselect'], false],
  [['\\NOSELECT'], false],
  [['\\NonExistent'], false],
])('attributes %j: selectable %s', (attributes, selectable) => {
  expect(isSelectable({ attributes })).toBe(selectable);
});
