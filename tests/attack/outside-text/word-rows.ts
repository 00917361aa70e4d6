import { classify } from '../../../bridge/src/classify/classify.ts';
import { foldText } from '../../../bridge/src/classify/fold-text.ts';
import { parsePastedText } from '../../../bridge/src/classify/parse-pasted-text.ts';
import { parseReply } from '../../../bridge/src/classify/parse-reply.ts';
import { redactReply } from '../../../bridge/src/classify/redact-reply.ts';
import { createScramSha256 } from '../../../bridge/src/sasl/scram.ts';
import { parseQueueId } from '../../../bridge/src/send/outbox/queue-id.ts';
import { SmtpConnection } from '../../../bridge/src/smtp/smtp-connection.ts';
import { Secret } from '@kurrier/shared/secret';
import { cleanMarkedText, cleanText } from '@kurrier/shared/text/clean-text';
import { feed } from './feed.ts';
import { kib, type OutsideText } from './row.ts';

const secrets = [new Secret('correct horse 7')];

/** What servers say for people, and at the sign-in. */
export const wordRows: readonly OutsideText[] = [
  {
    name: 'SMTP capabilities',
    largest: 64 * kib,
    run: { bytes: (bytes) => feed(bytes, (wire) => new SmtpConnection(wire).sayHello()) },
    start: '250-mail.test\r\n250-AUTH ',
    pieces: ['250-AUTH a b c\r\n', '250-X\r\n', '250-X a\r\n'],
  },
  {
    name: 'redactReply',
    largest: 64 * kib,
    run: (text) => redactReply(text, secrets),
    pieces: ['AUTH PLAIN ', 'Bearer ', 'AUTH ', 'Bearer A'],
  },
  { name: 'cleanMarkedText, source', largest: 400_000, run: (text) => cleanMarkedText(text, 'source'), pieces: ['\u202e', '\ud800 '] },
  { name: 'cleanText, reply', largest: 64 * kib, run: (text) => cleanText(text, 'reply'), pieces: ['\u202e'] },
  { name: 'parseReply, SMTP', largest: 64 * kib, run: (text) => parseReply('smtp', { text }), start: '550 ', pieces: ['550-5.1.1 a\r\n'] },
  { name: 'parseReply, IMAP', largest: 2_000, run: (text) => parseReply('imap', { text }), start: '* OK [', pieces: ['* NO a\r\n'] },
  { name: 'classify, SMTP', largest: 2_000, run: (text) => classify({ leg: 'smtp', stage: 'sign-in', reply: { text } }), start: '535 ' },
  { name: 'classify, IMAP', largest: 2_000, run: (text) => classify({ leg: 'imap', stage: 'sign-in', reply: { text } }), start: 'a NO ' },
  { name: 'foldText', largest: 2_000, run: foldText, pieces: ['1.1.1.', 'a@'] },
  {
    name: 'parsePastedText',
    largest: 64 * kib,
    run: parsePastedText,
    pieces: ['535 ', 'smtp.', 'smtp.a', 'a NO ', 'Detail: ', ' at a', 'C: AUTH ', '~>', "('NO', [b'", '(code: 550, response: ', ': 5.7.1 '],
  },
  { name: 'parseQueueId', largest: 2_000, run: parseQueueId, start: '250 2.0.0 Ok: queued as ' },
  {
    name: 'SCRAM challenge',
    largest: 64 * kib,
    run: async (text) => {
      try {
        return await createScramSha256('ann', 'pw', 'n').respond(Buffer.from(text));
      } catch {
        return null;
      }
    },
    start: 'r=n',
    end: ',s=YQ==,i=4096',
  },
];
