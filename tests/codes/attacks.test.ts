import { expect, test } from 'vitest';
import type { SignInOffer } from '../../bridge/src/codes/may-offer.ts';
import { offerOfSource, writeSource } from './offer-of.ts';

const passed = 'Authentication-Results: mx.receiver.test; dmarc=pass header.from=bank.example\r\n';
const from = 'From: Bank <info@bank.example>\r\n';
const link = 'Confirm your e-mail address: https://bank.example/confirm/8d81kd91kd';

const attack = (text: string, header = passed + from, subject = 'Confirm your e-mail address'): SignInOffer | null =>
  offerOfSource(writeSource({ text, html: null }), { subject, header });
const attackByHtml = (html: string, subject = 'Your sign-in code'): SignInOffer | null =>
  offerOfSource(writeSource({ text: null, html }), { subject, header: passed + from });

test('an honest message offers its code and its link', () => {
  expect(attack(link)?.link).toEqual({ url: 'https://bank.example/confirm/8d81kd91kd', host: 'bank.example' });
  expect(attack('Your sign-in code: 551920', passed + from, 'Sign in')).toMatchObject({ code: '551920', isSenderConfirmed: true });
});

test.each<[what: string, header: string]>([
  ['nothing is said of the sender', from],
  ['the results are of a server that is not ours', `Authentication-Results: mx.attacker.example; dmarc=pass\r\n${from}`],
  ['a forged field of ours below that of another server', `Authentication-Results: relay.example; dmarc=none\r\n${passed}${from}`],
  ['ours says none, and a forged one below says pass', `Authentication-Results: mx.receiver.test; dmarc=none\r\n${passed}${from}`],
  ['the name of our server stands in a comment', `Authentication-Results: evil.example (mx.receiver.test); dmarc=pass\r\n${from}`],
  ['the pass stands in a comment', `Authentication-Results: mx.receiver.test; dmarc=none (dmarc=pass)\r\n${from}`],
  ['the pass stands between quotes', `Authentication-Results: mx.receiver.test; spf=pass reason="; dmarc=pass"\r\n${from}`],
  [
    'SPF and DKIM passed, of another domain',
    `Authentication-Results: mx.receiver.test; spf=pass; dkim=pass header.d=evil.example\r\n${from}`,
  ],
  ['our server as a part of a longer name', `Authentication-Results: mx.receiver.test.evil.example; dmarc=pass\r\n${from}`],
  ['two From fields', `${passed}${from}From: other@bank.example\r\n`],
  ['two addresses in From', `${passed}From: a@bank.example, b@evil.example\r\n`],
  ['an address as a name', `${passed.replace(' header.from=bank.example', '')}From: "info@bank.example" <x@evil.example>\r\n`],
  ['a folded line hides a field', `X: a\r\n ${passed}${from}`],
])('no link where %s', (_, header) => {
  expect(attack(link, header)?.link ?? null).toBeNull();
});

test.each<[what: string, header: string]>([
  ['DMARC failed', `Authentication-Results: mx.receiver.test; dmarc=fail\r\n${from}`],
  ['one of two fields of ours says that it failed', `${passed}Authentication-Results: mx.receiver.test; dmarc=fail\r\n${from}`],
  ['DMARC passed for another From', `${passed.replace('bank', 'evil')}${from}`],
])('nothing at all where %s', (_, header) => {
  expect(attack(`Your sign-in code: 551920\n\n${link}`, header)).toBeNull();
});

test.each<[what: string, url: string]>([
  ['a look-alike', 'https://bank.example.evil.example/confirm/8d81kd91kd'],
  ['a hyphenated one', 'https://bank-example.test/confirm/8d81kd91kd'],
  ['letters of another script', 'https://bаnk.example/confirm/8d81kd91kd'],
  ['a user that looks like a host', 'https://bank.example@evil.example/confirm/8d81kd91kd'],
  ['another port', 'https://bank.example:8443/confirm/8d81kd91kd'],
  ['an address by number', 'https://192.0.2.7/confirm/8d81kd91kd'],
  ['plain http', 'http://bank.example/confirm/8d81kd91kd'],
  ['a script', 'javascript:location="https://bank.example/confirm/8d81kd91kd"'],
  ['a backslash', String.raw`https://evil.example\@bank.example/confirm/8d81kd91kd`],
])('no link to %s', (_, url) => {
  const offered = attack(`Confirm your e-mail address: ${url}`)?.link ?? null;
  if (offered) expect(new URL(offered.url).hostname).toBe('bank.example');
  expect(offered?.url === url ? url : null).toBeNull();
});

test.each<[what: string, text: string]>([
  ['in a quoted part', 'Hello\n\n> Your sign-in code: 551920'],
  ['in a forwarded part', 'See below\n\n---------- Forwarded message ----------\nYour sign-in code: 551920'],
  ['in an answered part', 'Hi\n\nOn Monday Bank wrote:\nYour sign-in code: 551920'],
  ['turned from right to left', 'Your sign-in code: \u202E029155\u202C'],
  ['behind a signature', 'Hello\n-- \nYour sign-in code: 551920'],
  ['as a phone number to call', 'To confirm who you are call +1 202 555 0143 now and quote reference 551920'],
])('no code %s', (_, text) => {
  expect(attack(text, passed + from, 'Hello')).toBeNull();
});

test('what is not seen is not read', () => {
  expect(attackByHtml('<p>Hello</p><div style="display:none">Your sign-in code: 551920</div>', 'Hello')).toBeNull();
  expect(attackByHtml('<p>Your sign-in code: <span style="display:none">551920</span>771204</p>')?.code).toBe('771204');
});

test('thousands of codes cost little and give one at most', () => {
  const flood = Array.from({ length: 5000 }, (_, at) => `Your sign-in code: ${100_000 + at}`).join('\n');
  expect(attack(flood, passed + from, 'Sign in')?.code).toMatch(/^\d{6}$/);
  expect(attack('1 2 3 4 - '.repeat(50_000), passed + from, 'Sign in')).toBeNull();
  expect(attack('(('.repeat(100_000), `Authentication-Results: ${'('.repeat(100_000)}\r\n${from}`)).toBeNull();
});
