import { expect, test } from 'vitest';
import { planRemoval } from './change-messages.ts';

const uids = [[1, 3]] as const;

test.each<[string, string[], string | null, unknown]>([
  ['MOVE', ['MOVE', 'UIDPLUS'], 'Trash', [['UID MOVE 1:3 "Trash"']]],
  ['MOVE alone', ['MOVE'], 'Trash', [['UID MOVE 1:3 "Trash"']]],
  [
    'a copy where there is no MOVE',
    ['UIDPLUS'],
    'a"b',
    [['UID COPY 1:3 "a\\"b"'], 'UID STORE 1:3 +FLAGS.SILENT (\\Deleted)', 'UID EXPUNGE 1:3'],
  ],
  ['for good', ['MOVE', 'UIDPLUS'], null, ['UID STORE 1:3 +FLAGS.SILENT (\\Deleted)', 'UID EXPUNGE 1:3']],
  ['for good, IMAP4rev2', ['IMAP4REV2'], null, ['UID STORE 1:3 +FLAGS.SILENT (\\Deleted)', 'UID EXPUNGE 1:3']],
  ['never a plain EXPUNGE', ['MOVE'], null, null],
  ['nor after a copy', [], 'Trash', null],
])('%s', (_, capabilities, trash, commands) => {
  expect(planRemoval(new Set(capabilities), uids, trash)).toEqual(commands);
});
