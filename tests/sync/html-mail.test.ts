import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReading, type Reading } from './start-reading.ts';

const gif = 'R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=';
const part = (head: string, body: string): string => `--rel\nContent-Type: ${head}\n\n${body}\n`;
const related = `Subject: related
MIME-Version: 1.0
Content-Type: multipart/related; boundary=rel

${part('text/html; charset=utf-8', '<p>See <img src="cid:dot@x"></p><script>run()</script>')}${part(
  'image/gif; name=dot.gif\nContent-ID: <dot@x>\nContent-Transfer-Encoding: base64',
  gif,
)}${part('image/gif\nContent-Transfer-Encoding: base64', gif)}${part(
  'application/pdf; name=a.pdf\nContent-ID: <pdf@x>\nContent-Disposition: attachment',
  'PDF',
)}--rel--
`;

let reading: Reading;
beforeAll(async () => {
  reading = await startReading([related, 'Subject: plain\n\nhello']);
});
afterAll(() => reading.stop());

test('HTML comes as it was written, with the pictures that it shows, and once it was opened without asking the server again', async () => {
  const ref = await reading.refOf('related');
  const opened = await reading.reader.open({ ref });
  expect(opened).toMatchObject({ hasHtml: true, isFromHtml: true, text: 'See' });
  const before = reading.asked();
  expect(await reading.reader.openHtml({ ref })).toEqual({
    bodies: [{ form: 'html', content: '<p>See <img src="cid:dot@x"></p><script>run()</script>' }],
    isCut: false,
    pictures: [{ contentId: 'dot@x', index: 0 }],
  });
  expect(reading.asked()).toBe(before);
  expect(await reading.reader.readAttachment({ ref, index: 0, offset: 0 })).toMatchObject({ base64: gif, next: null });
});

test('a message without HTML has none, and one that is gone is said to be', async () => {
  const ref = await reading.refOf('plain');
  expect(await reading.reader.openHtml({ ref })).toEqual({ bodies: [], isCut: false, pictures: [] });
  expect(await reading.reader.open({ ref })).toMatchObject({ hasHtml: false, text: 'hello' });
  expect(await reading.reader.openHtml({ ref: { ...ref, uid: 999 } })).toEqual({ refused: 'not-found' });
});
