import { baseSubject } from '../../../bridge/src/messages/lists/base-subject.ts';
import { groupMessages } from '../../../bridge/src/messages/lists/group-messages.ts';
import { rankPeople } from '../../../bridge/src/messages/recipients/rank-people.ts';
import { mayBeReport } from '../../../bridge/src/messages/reports/may-be-report.ts';
import { parseDeliveryStatus } from '../../../bridge/src/messages/reports/parse-delivery-status.ts';
import { parsePlainReport } from '../../../bridge/src/messages/reports/parse-plain-report.ts';
import { draftIdOf } from '../../../bridge/src/send/drafts/draft-message-id.ts';
import { kib, type OutsideText } from './row.ts';

const largestReport = 64 * kib;
/** Half of those that are grouped at most. */
const manyMessages = 5_000;

/** So many people as stand in twenty messages. */
const twentyMessages = (text: string): { name: string; address: string }[] =>
  Array.from({ length: 1_000 }, (_, at) => ({ name: text, address: `${at % 10}${text}`.slice(0, 320) }));

/** What is made of messages beside reading them: reports, conversations, people, drafts. */
export const correspondenceRows: readonly OutsideText[] = [
  {
    name: 'parsePlainReport',
    largest: largestReport,
    run: parsePlainReport,
    start: 'Undelivered mail\n',
    pieces: ['<a@b>\n', '<a@b>: a\n', ' a@', ' a@b(', 'can not ', 'delivery ', 'not yet ', 'message ', 'original ', '> -- ', '--'],
  },
  {
    name: 'parsePlainReport, lines that nearly name somebody',
    largest: largestReport,
    run: parsePlainReport,
    start: 'Undelivered mail\n',
    pieces: [`<${'a@'.repeat(290)}\n`, ` ${'a@'.repeat(290)}(\n`, `<${'@a'.repeat(290)} \n`],
  },
  {
    name: 'parsePlainReport, a line that nearly says where a copy begins',
    largest: largestReport,
    run: parsePlainReport,
    start: 'Undelivered mail\n',
    end: 'a'.repeat(200),
    pieces: ['-', '> ', ' -', '- '],
  },
  {
    name: 'parseDeliveryStatus',
    largest: largestReport,
    run: parseDeliveryStatus,
    pieces: ['Action: a\n\n', 'Final-Recipient: a\n', 'Status: 5.', '\n ', 'a:b\n c\n', '\r'],
  },
  {
    name: 'parseDeliveryStatus, address',
    largest: largestReport,
    run: parseDeliveryStatus,
    start: 'Final-Recipient: ',
    pieces: ['a;', '<a', '\n '],
  },
  {
    name: 'parseDeliveryStatus, words',
    largest: largestReport,
    run: parseDeliveryStatus,
    start: 'Action: a\nDiagnostic-Code: ',
    pieces: ['a;', '\n '],
  },
  {
    name: 'mayBeReport',
    largest: largestReport,
    run: (text) =>
      mayBeReport(null, {
        from: [
          { name: text, address: '' },
          { name: '', address: text },
        ],
      }),
    pieces: ['mail ', 'mail-', 'bounce'],
  },
  { name: 'baseSubject', largest: 64 * kib, run: baseSubject, pieces: ['Re: ', 'Re[1', 'Re : ', '[a] ', '[a', ' (fwd)'] },
  {
    name: 'groupMessages, a chain and names that many share',
    largest: manyMessages,
    run: (text) =>
      groupMessages(
        Array.from(text, (base, at) => ({
          id: `${at}`,
          inReplyTo: [`${at - 1}`],
          references: [base, `x${at}`],
          base,
          isReply: true,
          receivedAt: -at,
        })),
      ),
  },
  {
    name: 'rankPeople, those of twenty messages',
    largest: 400,
    run(text) {
      const people = rankPeople(0);
      people.note(twentyMessages(text), 0, 1);
      return people;
    },
    pieces: ['+', 'a+', 'no-reply', '@+'],
  },
  {
    name: 'rankPeople, find',
    largest: 200,
    run(text) {
      const people = rankPeople(0);
      people.note([{ name: 'Ann Bo', address: 'ann@mail.test' }], 0, 1);
      return people.find(text, 10);
    },
    pieces: ['ann '],
  },
  { name: 'draftIdOf', largest: largestReport, run: draftIdOf, start: '<kurrier-draft.', pieces: ['a.', 'a-'] },
];
