import { expect, test } from 'vitest';
import { guessNothing } from '../../mime/decode-charset.ts';
import { readMessage } from './read-message.ts';
import type { ReadingPlan, TextForm } from './text-leaves.ts';

const bodies = new Map<string, Uint8Array>();
const leaf = (form: TextForm, content: string | Buffer, charset = 'utf-8'): ReadingPlan => {
  const section = String(bodies.size);
  bodies.set(section, Buffer.from(content));
  return { kind: 'text', section, form, charset, encoding: '', flowed: null, size: content.length };
};
const all = (...children: ReadingPlan[]): ReadingPlan => ({ kind: 'all', children });
const one = (...children: ReadingPlan[]): ReadingPlan => ({ kind: 'one', children });
const html = (content: string) => ({ form: 'html', content });
const text = (content: string) => ({ form: 'text', content });
const read = (plan: ReadingPlan) => readMessage({ plan, bodies }, guessNothing);

test.each<[name: string, plan: ReadingPlan, shown: object[]]>([
  ['the richest alternative', one(leaf('plain', 'Hello'), leaf('html', '<b>Hello</b>')), [html('<b>Hello</b>')]],
  ['the last of two', one(leaf('html', '<b>1</b>'), leaf('html', '<b>2</b>')), [html('<b>2</b>')]],
  ['each part for itself', all(leaf('html', '<b>1'), leaf('plain', '2'), leaf('html', '3</b>')), [html('<b>1'), text('2'), html('3</b>')]],
  ['a picture alone', one(leaf('plain', ''), leaf('html', '<img src=cid:a>')), [html('<img src=cid:a>')]],
  ['HTML that says nothing', one(leaf('plain', 'Hello'), leaf('html', '<p> </p>')), []],
  ['no HTML', leaf('plain', '<b>Hello</b>'), []],
  ['what is for programs', one(leaf('html', '<p>Come</p>'), leaf('other', 'BEGIN:VCALENDAR')), [html('<p>Come</p>')]],
  [
    'an alternative of alternatives',
    one(leaf('plain', 'a'), all(leaf('html', '<i>b</i>'), leaf('plain', 'c'))),
    [html('<i>b</i>'), text('c')],
  ],
  ['controls', leaf('html', '<p>a\0\u001b\tb</p>'), [html('<p>a\tb</p>')]],
])('%s', (_, plan, shown) => {
  expect(read(plan).html).toEqual(shown);
});

test('the charset of the markup is decided as that of texts is', () => {
  const latin = Buffer.from('<meta charset=iso-8859-1><p>Grüße</p>', 'latin1');
  expect(read(leaf('html', latin, '')).html).toEqual([html('<meta charset=iso-8859-1><p>Grüße</p>')]);
  expect(read(leaf('html', Buffer.from('<p>Grüße</p>'), 'us-ascii')).html).toEqual([html('<p>Grüße</p>')]);
});

test.each(['"', '\\', 'x', 'ü', '漢', '<p>\n'])('however much there is of %o, it goes to the page in one call', (piece) => {
  const long = `<p>hello</p>${piece.repeat(200_000)}`;
  const { html: shown, isHtmlCut, text: shortened } = read(all(leaf('html', long), leaf('html', long), leaf('html', long)));
  expect(isHtmlCut).toBe(true);
  expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(700_000);
  expect(Buffer.byteLength(JSON.stringify({ shortened }))).toBeLessThan(700_000);
});
