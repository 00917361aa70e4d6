import { expect, test } from 'vitest';
import { parseMailAddress } from '../mail-address.ts';
import { readSrv, type SrvRecord, type SrvAnswers } from './read-srv.ts';

const address = parseMailAddress('me@own.test')!;
const record = (name: string, port: number, priority = 0, weight = 0): SrvRecord => ({ name, port, priority, weight });
const read = (records: Partial<SrvAnswers>) => {
  const { imap, smtp } = readSrv({ imaps: [], imap: [], submissions: [], submission: [], ...records }, address);
  const describe = ({ host, port, security }: { host: string; port: number; security: string }) => `${host}:${port} ${security}`;
  return { imap: imap?.map(describe), smtp: smtp?.map(describe) };
};

test.each([
  ['nothing is said of a leg without records', {}, { imap: undefined, smtp: undefined }],
  [
    'a target of "." is not offered, whatever its port',
    { imaps: [record('.', 993)], submissions: [record('', 465)] },
    { imap: [], smtp: [] },
  ],
  [
    '"." for one service leaves the other',
    { imaps: [record('.', 0)], imap: [record('i.test', 143)] },
    { imap: ['i.test:143 starttls'], smtp: undefined },
  ],
  [
    '"." for one service says nothing where the other was not answered',
    { imaps: undefined, imap: [record('.', 0)], submissions: [record('.', 0)], submission: undefined },
    { imap: undefined, smtp: undefined },
  ],
  ['a port that is none is no word of there being no server', { imaps: [record('i.test', 0)] }, { imap: undefined, smtp: undefined }],
  [
    'a service without an answer leaves the other',
    { imaps: undefined, imap: [record('i.test', 143)] },
    { imap: ['i.test:143 starttls'], smtp: undefined },
  ],
  [
    'a port that is none is left out',
    { imaps: [record('i.test', 0), record('j.test', 993)] },
    { imap: ['j.test:993 implicit-tls'], smtp: undefined },
  ],
  [
    'lowest priority first, then highest weight; TLS at once before STARTTLS',
    {
      submission: [record('s.test', 587)],
      submissions: [record('c.test', 465, 2), record('b.test', 465, 1, 5), record('a.test', 465, 1, 9)],
    },
    { imap: undefined, smtp: ['a.test:465 implicit-tls', 'b.test:465 implicit-tls', 'c.test:465 implicit-tls', 's.test:587 starttls'] },
  ],
] satisfies [string, Partial<SrvAnswers>, object][])('%s', (_what, records, legs) => {
  expect(read(records)).toEqual(legs);
});
