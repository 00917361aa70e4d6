import { expect, test } from 'vitest';
import { judgeReply, type SmtpCommand } from './reply-codes.ts';
import type { SmtpReply } from './smtp-reply.ts';

const reply = (replyCode: number, isContradictory = false): SmtpReply => ({
  replyCode,
  text: `${replyCode} words`,
  lines: ['words'],
  isContradictory,
});
const yes: Record<SmtpCommand, number[]> = {
  greeting: [220],
  EHLO: [250],
  HELO: [250],
  STARTTLS: [220],
  AUTH: [235],
  MAIL: [250],
  RCPT: [250, 251],
  DATA: [354],
  content: Array.from({ length: 100 }, (_, index) => 200 + index),
  RSET: [250],
};

test.each(Object.entries(yes) as [SmtpCommand, number[]][])(
  '%s: only its own codes mean yes, 4yz and 5yz mean no, nothing else means anything',
  (command, codes) => {
    for (let code = 200; code < 600; code++) {
      const expected = codes.includes(code) ? 'yes' : code >= 400 ? 'no' : 'unexpected';
      expect([code, judgeReply(command, reply(code))]).toEqual([code, expected]);
      expect(judgeReply(command, reply(code, true))).toBe('unexpected');
    }
  },
);
