import { expect, test } from 'vitest';
import { noteTurn, noteWork, currentWork } from '../../net/current-work.ts';
import type { HandedOver, OwnedImapSession } from '../create-imap-session.ts';
import type { ResponseTaker } from '../imap-connection.ts';
import { ImapDuplex } from './imap-duplex.ts';

const nameInHand = (): string => Buffer.from(new Uint8Array(currentWork, 8, new Int32Array(currentWork, 0, 2)[1])).toString();

/** A duplex over a connection to `server`, and what takes its responses. */
const start = (server: string) => {
  let taker!: ResponseTaker;
  const handed: HandedOver = { write: async () => {}, noteWork: () => noteWork(server), close: () => {} };
  const session = { handOver: (given: ResponseTaker) => ((taker = given), handed) } as unknown as OwnedImapSession;
  return {
    duplex: new ImapDuplex(session, { delimiter: '/', greeting: '* PREAUTH ready\r\n' }),
    take: (text: string) => taker.take(Buffer.from(text)),
  };
};

test('whoever works on what it gives is known by its server, also after the event loop turned and another server was worked on', () => {
  const { duplex, take } = start('imap.mail.test');
  duplex.read();
  void take('* 1 FETCH (UID 1 FLAGS ())\r\n');
  noteTurn();
  noteWork('smtp.other.test');
  expect(String(duplex.read())).toContain('* 1 FETCH');
  expect(nameInHand()).toBe('imap.mail.test');
  duplex.destroy();
});

test.each([
  ['flags', '* 1 FETCH (UID 1 FLAGS (\\Seen\r\n* 2 EXPUNGE\r\n $a))\r\n', '* 1 FETCH (UID 1 FLAGS (\\Seen * 2 EXPUNGE $a))\r\n'],
  ['blanks in flags', '* 1 FETCH (UID 1 FLAGS ( \\Seen  \t$a ))\r\n', '* 1 FETCH (UID 1 FLAGS (\\Seen $a))\r\n'],
  ['the name of a section', '* 1 FETCH (UID 1 BODY[1\r\n* 2 EXPUNGE\r\n] "a" BODY[2] "b")\r\n', '* 1 FETCH (UID 1 BODY[2] {1}\r\nb)\r\n'],
  ['a long name', `* 1 FETCH (UID 1 BODY[${'1.'.repeat(300)}1] "a" BODY[2] "b")\r\n`, '* 1 FETCH (UID 1 BODY[2] {1}\r\nb)\r\n'],
])('a line break or what nobody asks for inside of a FETCH becomes no response of its own: %s', (_, response, given) => {
  const { duplex, take } = start('imap.mail.test');
  duplex.read();
  void take(response);
  expect(String(duplex.read())).toBe(given);
  duplex.destroy();
});

test('what nothing that was asked for is answered with is not passed on', () => {
  const { duplex, take } = start('imap.mail.test');
  expect(() => take(`* SEARCH ${'1 '.repeat(100_000)}\r\n`)).toThrow('LINE_TOO_LONG');
  expect(() => take(`* LIST () "/" ${'{1}\r\na '.repeat(200)}\r\n`)).toThrow('LINE_TOO_LONG');
  expect(() => take(`* 1 FETCH (BODYSTRUCTURE ${'('.repeat(300_000)}\r\n`)).toThrow('LINE_TOO_LONG');
  duplex.destroy();
});
