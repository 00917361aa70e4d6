import { expect, test } from 'vitest';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { forward, forwardAttached } from './forward.ts';
import { fetchForwardedFiles, fetchForwardedMessage } from './forward-files.ts';

const content = {
  row: {
    ref: { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 },
    from: [{ name: 'Charles', address: 'charles@engine.example' }],
    to: [{ name: '', address: 'ada@example.org' }],
    subject: 'The engine',
    receivedAt: 0,
  },
  cc: [{ name: '', address: 'luigi@example.org' }],
  sentAt: 0,
  text: 'It works.\n',
  attachments: [
    { name: 'plan.pdf', type: 'application/pdf', size: 3, depth: 0, isInline: false },
    { name: 'logo.png', type: 'image/png', size: 3, depth: 0, isInline: true },
    { name: 'inner.txt', type: 'text/plain', size: 3, depth: 1, isInline: false },
  ],
} as unknown as MessageContent;

const unknownEndpoint = { ok: false, failure: 'bridge-too-old' };
const answering = (answers: Record<string, unknown>) =>
  ((name: string) => Promise.resolve(answers[name] ?? unknownEndpoint)) as unknown as Call;

test('as text: its heads and what was seen, below an empty line to write on', () => {
  const { text, subject, to } = forward(content);
  expect([subject, to]).toEqual(['Fwd: The engine', undefined]);
  expect(text).toMatch(
    /^\n\n-+ Forwarded message -+\nFrom: Charles <charles@engine.example>\nDate: .*\nSubject: The engine\nTo: ada@example.org\nCc: luigi@example.org\n\nIt works.\n$/,
  );
  expect(forwardAttached({ ...content, row: { ...content.row, subject: 'FW: x' } }).subject).toBe('FW: x');
  expect(forwardAttached({ ...content, row: { ...content.row, subject: 'Fwd: x' } }).subject).toBe('Fwd: x');
});

test('its own files go with it, byte by byte, and neither pictures of its text nor what lies in attached messages', async () => {
  const call = answering({ 'mail.attachment': { ok: true, value: { base64: 'AP8x', next: null, total: 4 } } });
  const fetched = await fetchForwardedFiles(call, content);
  const files = 'files' in fetched ? fetched.files : [];
  expect(files.map(({ name, type, size }) => [name, type, size])).toEqual([['plan.pdf', 'application/pdf', 3]]);
  expect([...new Uint8Array(await files[0]!.arrayBuffer())]).toEqual([0, 255, 49]);
});

test('as a file it is what the server has', async () => {
  const call = answering({ 'mail.source': { ok: true, value: { bytes: 'Subject: x\r\n\r\n\xff', next: null } } });
  const fetched = await fetchForwardedMessage(call, content);
  const [file] = 'files' in fetched ? fetched.files : [];
  expect([file?.name, file?.type, [...new Uint8Array(await file!.arrayBuffer())].at(-1)]).toEqual([
    'The engine.eml',
    'message/rfc822',
    255,
  ]);
});

test('what cannot be fetched is said', async () => {
  expect(await fetchForwardedFiles(answering({ 'mail.attachment': { ok: false, failure: 'not-running' } }), content)).toEqual({
    refusal: { reason: 'bridge', problem: 'not-running' },
  });
});
