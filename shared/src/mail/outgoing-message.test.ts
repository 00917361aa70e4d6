import { describe, expect, test } from 'vitest';
import { OutgoingMessage, recipientsOf } from './outgoing-message.ts';

const good = {
  from: { name: 'Ann', address: 'ann@mail.test' },
  replyTo: [{ name: 'Desk', address: 'desk@mail.test' }],
  to: [{ name: 'Bob', address: 'bob@mail.test' }],
  cc: [{ name: 'Cid', address: 'cid@mail.test' }],
  bcc: [{ name: 'Dan', address: 'dan@mail.test' }],
  subject: 'Hello',
  text: 'Hello\r\nBob',
  html: '<p>Hello</p>',
  attachments: [{ uploadId: 'upload-0001', fileName: 'a.pdf', contentType: 'application/pdf' }],
  inlineImages: [{ uploadId: 'upload-0002', fileName: 'b.png', contentType: 'image/png', contentId: 'logo@1' }],
  inReplyTo: '<1@mail.test>',
  references: ['<0@mail.test>', '<1@mail.test>'],
};

/** Every string of the message by its path, so that a new field is attacked without anybody thinking of it. */
const stringPaths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  typeof value === 'string'
    ? [path]
    : Object.entries(value as object).flatMap(([key, inner]) => stringPaths(inner, [...path, Array.isArray(value) ? Number(key) : key]));

const withText = (path: (string | number)[], change: (text: string) => string): unknown => {
  const copy = structuredClone(good) as unknown;
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  at[last] = change(String(at[last]));
  return copy;
};

const injections = {
  CR: (text: string) => `${text}\rX`,
  LF: (text: string) => `${text}\nX`,
  NUL: (text: string) => `${text}\0`,
  'a header': (text: string) => `${text}\r\nBcc: eve@evil.example`,
  'a header in front': (text: string) => `\r\nBcc: eve@evil.example\r\n${text}`,
  'a command': (text: string) => `${text}>\r\nRCPT TO:<eve@evil.example>`,
  'half a character': (text: string) => `${text}\ud800`,
};

test('the good message is good', () => {
  expect(OutgoingMessage.safeParse(good).success).toBe(true);
});

describe.each(Object.entries(injections))('%s', (name, inject) => {
  const bodies = new Set(['text', 'html']);
  const takesLineBreaks = !['NUL', 'half a character'].includes(name);
  test.each(stringPaths(good).filter((path) => !(takesLineBreaks && bodies.has(String(path[0])))))('is refused in %s', (...path) => {
    expect(OutgoingMessage.safeParse(withText(path, inject)).success).toBe(false);
  });
});

test.each([
  ['no recipient at all', { ...good, to: [], cc: [], bcc: [] }],
  ['an unknown field', { ...good, headers: { 'X-Evil': '1' } }],
  ['two addresses in one field', { ...good, to: [{ address: 'a@b.test, c@d.test' }] }],
  ['an address with an angle bracket', { ...good, to: [{ address: 'a@b.test> SIZE=1' }] }],
  ['an inline image without html', { ...good, html: undefined }],
  ['a path as a content type', { ...good, attachments: [{ ...good.attachments[0], contentType: 'text/plain; name="x"' }] }],
])('%s is refused', (_name, message) => {
  expect(OutgoingMessage.safeParse(message).success).toBe(false);
});

test('each recipient is named once; only the domain ignores case', () => {
  const to = ['a@X.test', 'A@x.test', 'a@x.TEST'].map((address) => ({ name: '', address }));
  expect(recipientsOf({ to, cc: to, bcc: [{ name: '', address: 'b@x.test' }] })).toEqual(['a@X.test', 'A@x.test', 'b@x.test']);
});
