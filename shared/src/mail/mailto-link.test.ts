import { expect, test } from 'vitest';
import { mailtoOfPage, parseMailto } from './mailto-link.ts';

const empty = { to: '', cc: '', bcc: '', subject: '', text: '' };

test.each<[link: string, expected: object]>([
  ['mailto:ada@example.org', { to: 'ada@example.org' }],
  ['MAILTO:ada@example.org,bob@example.org', { to: 'ada@example.org, bob@example.org' }],
  [
    'mailto:?to=ada@example.org&cc=bob%40example.org&bcc=eve@example.org',
    { to: 'ada@example.org', cc: 'bob@example.org', bcc: 'eve@example.org' },
  ],
  [
    'mailto:ada@example.org?subject=Caf%C3%A9%20%26%20cake&body=one%0D%0Atwo',
    { to: 'ada@example.org', subject: 'Café & cake', text: 'one\ntwo' },
  ],
  ['mailto:ada%2Blist@example.org?Subject=a+b', { to: 'ada+list@example.org', subject: 'a+b' }],
  ['mailto:a@example.org?subject=x%0D%0ABcc:%20evil@example.org', { to: 'a@example.org', subject: 'x Bcc: evil@example.org' }],
  ['mailto:a@example.org%0ABcc:evil@example.org', { to: 'a@example.org Bcc:evil@example.org' }],
  ['mailto:a@example.org?attach=/etc/passwd&attachment=x&from=b@example.org&in-reply-to=1&x=%0A', { to: 'a@example.org' }],
  ['mailto:a@example.org?subject=%FF', { to: 'a@example.org', subject: '%FF' }],
  ['mailto:?body=%00%1Bx', { text: 'x' }],
  ['mailto:', {}],
])('%s', (link, expected) => {
  expect(parseMailto(link)).toEqual({ ...empty, ...expected });
});

test.each(['', 'http://example.org', 'javascript:alert(1)', 'xmailto:a@example.org'])('%s is no such link', (link) => {
  expect(parseMailto(link)).toBeNull();
});

test('a link of any length costs little, and gives a message that can be sent', () => {
  const fields = parseMailto(`mailto:${'a@example.org,'.repeat(50_000)}?body=${'x'.repeat(100_000)}`);
  expect(fields!.to.length).toBeLessThanOrEqual(900);
  expect(fields!.text.length).toBeLessThanOrEqual(20_000);
});

test('a page is mailed by its title and address', () => {
  const link = mailtoOfPage({ title: 'Tea & cake\nBcc: evil@example.org', url: 'https://example.org/a?b=1&c=2' });
  expect(parseMailto(link)).toEqual({ ...empty, subject: 'Tea & cake Bcc: evil@example.org', text: 'https://example.org/a?b=1&c=2' });
});
