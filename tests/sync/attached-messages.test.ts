import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReading, type Reading } from './start-reading.ts';

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const heads = (subject: string, more = ''): string =>
  `From: =?utf-8?q?J=C3=BCrgen?= <juergen@x.example>\nTo: Ann <ann@mail.test>, bob@mail.test\nCc: cid@mail.test\nSubject: ${subject}\nDate: Mon, 2 Nov 2026 10:00:00 +0100\nMessage-ID: <${subject.length}.inner@x.example>\nIn-Reply-To: <before@x.example>\nMIME-Version: 1.0\n${more}`;
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Messages as they are forwarded, by what is odd about each. */
const inners: Record<string, string> = {
  'one text': `${heads('one text')}\nHello,\nthis is all.\n`,
  'a text in latin1': `${heads('a text in latin1', 'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n')}\nGr=FC=DFe aus K=F6ln\n`,
  'HTML alone': `${heads('HTML alone', 'Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n')}\n${Buffer.from('<p>Grüße <b>aus</b> Köln</p>').toString('base64')}\n`,
  'all of it': `${heads('all of it', 'Content-Type: multipart/mixed; boundary=outer\n')}\n--outer\nContent-Type: multipart/related; boundary=rel\n\n--rel\nContent-Type: multipart/alternative; boundary=alt\n\n--alt\nContent-Type: text/plain; charset=utf-8\n\nAs text\n--alt\nContent-Type: text/html; charset=utf-8\n\n<p>As <i>HTML</i> <img src="cid:pic@x"></p>\n--alt--\n--rel\nContent-Type: image/png; name=dot.png\nContent-ID: <pic@x>\nContent-Transfer-Encoding: base64\n\n${png}\n--rel--\n--outer\nContent-Type: application/pdf; name="plan.pdf"\nContent-Disposition: attachment; filename*=utf-8''Pl%C3%A4ne.pdf\nContent-Transfer-Encoding: base64\n\n${Buffer.from('%PDF-1.7 plan').toString('base64')}\n--outer--\n`,
  'no header but a subject': 'Subject: no header but a subject\n\nbare\n',
  'a message in it': `${heads('a message in it', 'Content-Type: multipart/mixed; boundary=in\n')}\n--in\n\nSee below.\n--in\nContent-Type: message/rfc822\n\n${heads('the innermost', 'Content-Type: text/plain; charset=utf-8\n')}\nThe innermost text.\n\n--in--\n`,
};

const inLines = (text: string): string => Buffer.from(crlf(text)).toString('base64').replace(/.{76}/g, '$&\n');
const quoted = (text: string): string =>
  text
    .replace(/[=\x80-\uFFFF]/g, (character) =>
      [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )
    .replace(/.{60}/g, '$&=\n');

/** The ways in which a message is put into another one: the head of its part, and how it stands there. */
const wrappings: Record<string, (inner: string) => string> = {
  'as it is': (inner) => `Content-Type: message/rfc822\n\n${inner}`,
  '8bit, shown within': (inner) => `Content-Type: message/rfc822\nContent-Transfer-Encoding: 8bit\nContent-Disposition: inline\n\n${inner}`,
  'attached, with a name': (inner) =>
    `Content-Type: message/rfc822; name="Fwd.eml"\nContent-Disposition: attachment; filename="Fwd.eml"\n\n${inner}`,
  'in base64': (inner) =>
    `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n${inLines(inner)}`,
  'in quoted-printable': (inner) => `Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n${quoted(inner)}`,
  'as a file': (inner) =>
    `Content-Type: application/octet-stream; name="Fwd.EML"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="Fwd.EML"\n\n${inLines(inner)}`,
  'as message/global': (inner) => `Content-Type: message/global\nContent-Transfer-Encoding: 8bit\n\n${inner}`,
};
const wrap = (name: string, part: string, type = 'multipart/mixed'): string =>
  `From: fwd@x.example\nTo: ann@mail.test\nSubject: ${name}\nMIME-Version: 1.0\nContent-Type: ${type}; boundary=wrapping\n\n--wrapping\n${type === 'multipart/digest' ? '' : 'Content-Type: text/plain\n\nFor you:\n--wrapping\n'}${part}\n--wrapping--\n`;

const cases = Object.keys(inners).flatMap((inner) =>
  Object.keys(wrappings).map((wrapping) => ({ inner, wrapping, name: `${inner}, ${wrapping}` })),
);
const digest = wrap('a digest', `\n${inners['one text']}\n--wrapping\n\n${inners['HTML alone']}`, 'multipart/digest');
const deep = (levels: number): string =>
  levels === 0
    ? `${heads('the deepest')}\nThe deepest text.\n`
    : `${heads(`level ${levels}`, `Content-Type: multipart/mixed; boundary=l${levels}\n`)}\n--l${levels}\nContent-Type: message/rfc822\n\n${deep(levels - 1)}\n--l${levels}--\n`;
const broken = {
  'nothing in it': 'Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n',
  'no message': `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${Buffer.from('\x89PNG not a message').toString('base64')}`,
  'a part that has no end': `Content-Type: application/octet-stream; name=x.eml\nContent-Transfer-Encoding: base64\n\n${inLines(`${heads('cut', 'Content-Type: multipart/mixed; boundary=cut\n')}\n--cut\n\nstill here`)}`,
};

let reading: Reading;
beforeAll(async () => {
  reading = await startReading([
    ...Object.values(inners),
    ...cases.map(({ inner, wrapping, name }) => wrap(name, wrappings[wrapping]!(inners[inner]!))),
    digest,
    wrap('deep', `Content-Type: message/rfc822\n\n${deep(9)}`),
    ...Object.entries(broken).map(([name, part]) => wrap(name, part)),
  ]);
}, 60_000);
afterAll(() => reading.stop());

const opened = async (subject: string, path: number[] = []): Promise<MessageContent> => {
  const content = await reading.reader.open({ ref: await reading.refOf(subject), path });
  if (!('text' in content)) throw new Error(`${subject} ${path.join()}: ${JSON.stringify(content)}`);
  return content;
};
const placeOf = ({ attachments }: MessageContent): number => attachments.findIndex(({ isMessage }) => isMessage);

/** Everything that is shown of a message, and every byte that can be saved from it. */
const readWhole = async (subject: string, path: number[] = []) => {
  const content = await opened(subject, path);
  const { ref } = content.row;
  const html = content.hasHtml ? ((await reading.reader.openHtml({ ref, path })) as HtmlMail) : null;
  const files = [];
  for (const index of content.attachments.keys()) files.push(await reading.reader.readAttachment({ ref, path, index, offset: 0 }));
  const { row, path: _, hasUnsubscribe: __, ...rest } = content;
  return {
    ...rest,
    text: rest.text.trimEnd(),
    from: row.from,
    to: row.to,
    subject: row.subject,
    html,
    // Sizes of what is not encoded differ by the line breaks around it.
    attachments: rest.attachments.map(({ size: ___, ...attachment }) => attachment),
    files: files.map((file) => ('base64' in file ? Buffer.from(file.base64, 'base64').toString('latin1').trimEnd() : file)),
  };
};

test.each(cases)('$name: it reads as it does by itself', async ({ inner, name }) => {
  const outer = await opened(name);
  expect(outer.text.trim()).toBe('For you:');
  const index = placeOf(outer);
  expect(await readWhole(name, [index])).toEqual(await readWhole(inner));
});

test('each message of a digest opens by itself', async () => {
  const { attachments } = await opened('a digest');
  expect(attachments.map(({ isMessage }) => isMessage)).toEqual([true, true]);
  expect(await readWhole('a digest', [0])).toEqual(await readWhole('one text'));
  expect(await readWhole('a digest', [1])).toEqual(await readWhole('HTML alone'));
});

test.each(Object.keys(wrappings))('%s: a message in the message opens, too', async (wrapping) => {
  const name = `a message in it, ${wrapping}`;
  const outer = placeOf(await opened(name));
  const inner = placeOf(await opened(name, [outer]));
  expect(await opened(name, [outer, inner])).toMatchObject({
    text: expect.stringContaining('The innermost text.'),
    row: { subject: 'the innermost', from: [{ name: 'Jürgen', address: 'juergen@x.example' }] },
    path: [outer, inner],
  });
});

test('eight levels deep it goes on, and what is not there is said not to be', async () => {
  const path: number[] = [];
  for (let level = 0; level < 8; level++) path.push(placeOf(await opened('deep', path)));
  expect(await opened('deep', path)).toMatchObject({ row: { subject: 'level 2' } });
  const ref = await reading.refOf('deep');
  for (const wrong of [[99], [...path.slice(0, 3), 7], [0, 99]])
    expect(await reading.reader.open({ ref, path: wrong })).toEqual({ refused: 'not-found' });
  const plain = await reading.refOf('all of it');
  // A file that is no message.
  expect(await reading.reader.open({ ref: plain, path: [1] })).toEqual({ refused: 'not-found' });
});

test('what is broken says what it has, and nothing of it is lost', async () => {
  expect(await opened('nothing in it', [placeOf(await opened('nothing in it'))])).toMatchObject({ text: '', row: { subject: '' } });
  expect(await opened('no message', [placeOf(await opened('no message'))])).toMatchObject({ row: { subject: '' } });
  expect(await opened('a part that has no end', [placeOf(await opened('a part that has no end'))])).toMatchObject({
    text: expect.stringContaining('still here'),
    row: { subject: 'cut' },
  });
});
