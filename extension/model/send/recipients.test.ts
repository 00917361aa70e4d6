import { expect, test } from 'vitest';
import { parseRecipients, writeRecipient } from './recipients.ts';

const ada = { name: '', address: 'ada@example.org' };

test.each<[string, string, { name: string; address: string }[], string[]]>([
  ['nothing', ' , ;\n', [], []],
  ['one', 'ada@example.org', [ada], []],
  [
    'several, however they are separated',
    'ada@example.org; bob@example.org\ncid@example.org,',
    [ada, { name: '', address: 'bob@example.org' }, { name: '', address: 'cid@example.org' }],
    [],
  ],
  ['a name', 'Ada Lovelace <ada@example.org>', [{ ...ada, name: 'Ada Lovelace' }], []],
  ['a comma in quotes', '"Lovelace, Ada" <ada@example.org>, ada@example.org', [{ ...ada, name: 'Lovelace, Ada' }, ada], []],
  ['quotes in a name', '"A \\"Countess\\" L" <ada@example.org>', [{ ...ada, name: 'A "Countess" L' }], []],
  ['an address alone in brackets', '<ada@example.org>', [ada], []],
  ['letters of every kind', 'Ädä <ädä@exämple.org>', [{ name: 'Ädä', address: 'ädä@exämple.org' }], []],
  ['no address', 'ada, ada@, @example.org, a b@example.org', [], ['ada', 'ada@', '@example.org', 'a b@example.org']],
  ['a line break hidden in a name', 'Ada\u0000 <ada@example.org>', [], ['Ada\u0000 <ada@example.org>']],
  ['an unfinished bracket', 'Ada <ada@example.org', [], ['Ada <ada@example.org']],
  ['an unfinished quote', '"Ada <ada@example.org>', [{ ...ada, name: '"Ada' }], []],
])('%s', (_name, typed, recipients, bad) => {
  expect(parseRecipients(typed)).toEqual({ recipients, bad });
});

test.each(['Ada', 'Lovelace, Ada', 'A "Countess" L', 'back\\slash', 'Ädä', 'a@b'])(
  'a recipient named %s is read back as written',
  (name) => {
    expect(parseRecipients(writeRecipient({ ...ada, name }))).toEqual({ recipients: [{ ...ada, name }], bad: [] });
  },
);

test.each(['"', '<', '\\"<', 'a', 'a ', '"a'])('half a megabyte of %o is no address, and is read in one pass', (nonsense) => {
  expect(parseRecipients(nonsense.repeat(250_000)).recipients).toEqual([]);
});
