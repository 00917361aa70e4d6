import { expect, test } from 'vitest';
import { codeError, type ProtocolError } from '../net/protocol-error.ts';
import { withClosingResponse } from './response-before-close.ts';
import { isBeyondMailbox } from './failure-scope.ts';

const bad = '* BAD internal server error';
const system = (code: string): Error => Object.assign(new Error(`read ${code}`), { code });
const nothing = Buffer.alloc(0);

test.each([
  ['CLOSED', codeError('CLOSED')],
  ['ECONNRESET', system('ECONNRESET')],
  ['ECONNABORTED', system('ECONNABORTED')],
  ['EPIPE', system('EPIPE')],
  ['ETIMEDOUT', system('ETIMEDOUT')],
])('what a server said stands beside the end of its connection, and ends more than the mailbox: %s', (code, error) => {
  const { evidence } = withClosingResponse(error, { notices: [bad], unread: nothing }) as ProtocolError;
  expect(evidence).toMatchObject({ error: { code }, reply: { text: bad, status: 'BAD' } });
  const failure = { kind: 'server.unavailable', code, reply: { text: bad } };
  expect(isBeyondMailbox(failure as Parameters<typeof isBeyondMailbox>[0])).toBe(true);
});

test.each([
  ['a line that was cut off is one that was said', { notices: [], unread: Buffer.from('* BYE too many connec') }, '* BYE too many connec'],
  ['what is no refusal is none', { notices: ['* OK still here'], unread: Buffer.from('* 3 EXISTS') }, undefined],
  ['nothing was said', { notices: [], unread: nothing }, undefined],
])('%s', (_, said, text) => {
  const { evidence } = withClosingResponse(system('ETIMEDOUT'), said) as ProtocolError;
  expect(evidence.reply?.text).toBe(text);
});

test('our own deadline is no end of a connection: the server may have said it of something else', () => {
  const { evidence } = withClosingResponse(codeError('DEADLINE'), { notices: [bad], unread: nothing }) as ProtocolError;
  expect(evidence.reply).toBeUndefined();
});
