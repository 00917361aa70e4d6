import { expect, test, vi } from 'vitest';
import { parseMailAddress } from '../mail-address.ts';
import { parseAutoconfig } from './parse-autoconfig.ts';

const address = parseMailAddress('me@own.test')!;
const provider = (text: string) => `<clientConfig version="1.1"><emailProvider id="own.test">${text}</emailProvider></clientConfig>`;
const imap = (username: string) =>
  `<incomingServer type="imap"><hostname>imap.own.test</hostname><port>993</port><socketType>SSL</socketType><username>${username}</username></incomingServer>`;

const billionLaughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at || ''};`.repeat(10)}">`,
).join('')}]>${provider(imap('&lol9;'))}`;

test.each([
  ['a billion laughs', billionLaughs, 'has-doctype'],
  ['an external entity', `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${provider(imap('&e;'))}`, 'has-doctype'],
  ['an entity that was never declared', provider(imap('&e;')), 'malformed'],
  ['more than a configuration can need', provider(' '.repeat(65 * 1024)), 'too-large'],
  ['a page in HTML', '<html><head><meta charset="utf-8"></head><body>Welcome</body></html>', 'malformed'],
  ['well-formed XML of another kind', '<feed><title>News</title></feed>', 'not-autoconfig'],
  ['half a file', provider(imap('me')).slice(0, -20), 'malformed'],
  ['a configuration without a provider', '<clientConfig version="1.1"/>', 'not-autoconfig'],
  ['nothing', '', 'malformed'],
])('refuses %s', (_what, xml, problem) => {
  expect(parseAutoconfig(xml, address)).toEqual({ ok: false, failure: problem });
});

test('elements within the name of a provider, however deep, are not its name', () => {
  for (const depth of [10, 1000, 2000, 3000, 4000, 5000, 6000, 9000]) {
    const parsed = parseAutoconfig(provider(`<displayName>Own${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)} Mail</displayName>`), address);
    expect(parsed).toMatchObject(parsed.ok ? { value: { name: 'Own Mail' } } : { failure: 'malformed' });
  }
});

test.each(['\r', '\r\n'])('a file full of %j costs no more than one of its size: the text is not cut at each of them', (lineEnd) => {
  const xml = provider(`<displayName>Own${lineEnd.repeat(30_000)}Mail</displayName>`);
  const cuts = vi.spyOn(String.prototype, 'slice');
  const parsed = parseAutoconfig(xml, address);
  const { length } = cuts.mock.calls;
  cuts.mockRestore();
  expect(parsed).toMatchObject({ value: { name: 'Own Mail' } });
  expect(length).toBeLessThan(1000);
});

test('a typed placeholder in the local part is text', () => {
  const odd = parseMailAddress('%EMAILDOMAIN%@own.test')!;
  expect(parseAutoconfig(provider(imap('%EMAILLOCALPART%.x')), odd)).toMatchObject({ value: { imap: [{ username: '%EMAILDOMAIN%.x' }] } });
});

test('names and usernames cannot carry control characters or turn the writing', () => {
  const parsed = parseAutoconfig(provider(`<displayName>Good\u202e\n Bank\u2066</displayName>${imap('me&#10;a LOGIN')}`), address);
  expect(parsed).toMatchObject({ value: { name: 'Good Bank', imap: [{ username: 'me@own.test' }] } });
});

test.each([
  ['turns the direction of writing', 'evil\u202emoc.knab'],
  ['isolates a direction', 'a\u2067b'],
  ['marks a direction', 'ann\u200f'],
  ['has a character of no width', 'an\u200bn'],
  ['has an invisible letter', 'ann\u3164'],
  ['has a soft hyphen', 'an\u00adn'],
  ['has a tag character', 'ann\u{e0041}'],
  ['breaks the line', 'ann\u2028x'],
  ['is too long', 'a'.repeat(321)],
])('a discovered user name that %s is not taken; the address is', (_, username) => {
  expect(parseAutoconfig(provider(imap(username)), address)).toMatchObject({ value: { imap: [{ username: 'me@own.test' }] } });
});

test.each(['ann.müller', 'анна', 'عائشة', 'mailbox 7', 'DOMAIN\\ann'])(
  'a discovered user name that is shown as it is, is taken: %s',
  (username) => {
    expect(parseAutoconfig(provider(imap(username)), address)).toMatchObject({ value: { imap: [{ username }] } });
  },
);

const server = (type: string, { host = 'mail.own.test', port = '993', mode = 'SSL' } = {}) =>
  `<incomingServer ${type}><hostname>${host}</hostname><port>${port}</port><socketType>${mode}</socketType></incomingServer>`;

test.each<[string, string, string[] | undefined]>([
  ['POP alone: there is no IMAP', server('type="pop3"'), []],
  ['no incoming server: nothing is said', '', undefined],
  ['an unknown mode', server('type="imap"', { mode: 'TLS 1.4' }) + server('type="pop3"'), undefined],
  ['a port that is none', server('type="imap"', { port: '99999' }), undefined],
  ['an unknown placeholder', server('type="imap"', { host: '%MAILHOST%' }), undefined],
  ['a server of no type', server('') + server('type="pop3"'), undefined],
  ['one that can be read among others', server('type="imap"', { port: '' }) + server('type="imap"'), ['mail.own.test']],
])('IMAP in a file: %s', (_what, servers, expected) => {
  const parsed = parseAutoconfig(provider(servers), address);
  expect(parsed.ok && parsed.value.imap?.map(({ host }) => host)).toEqual(expected);
});

test('a sending server that cannot be read says nothing of the leg', () => {
  const parsed = parseAutoconfig(provider('<outgoingServer type="smtp"><hostname>mail.own.test</hostname></outgoingServer>'), address);
  expect(parsed.ok && parsed.value).not.toHaveProperty('smtp');
});

test.for([
  ['https://login.own.test', 'https://login.own.test'],
  ['accounts.example.com', 'https://accounts.example.com'],
  ['http://login.own.test', undefined],
  ['https://192.168.0.1', undefined],
] as const)('the issuer %s of an oAuth2 block is %s', ([text, issuer]) => {
  const file = provider(imap('%EMAILADDRESS%')).replace('</clientConfig>', `<oAuth2><issuer>${text}</issuer></oAuth2></clientConfig>`);
  const read = parseAutoconfig(file, address);
  expect(read.ok && read.value.issuer).toBe(issuer);
});
