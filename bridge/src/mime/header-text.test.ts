import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { guessCharset } from './guess-charset.ts';
import { decodeHeaderText } from './header-text.ts';

const raw = (text: string, charset: string): string => iconv.encode(text, charset).toString('latin1');
const decode = (value: string, ...others: string[]): string => decodeHeaderText(value, { others, guess: guessCharset });

test.each<[name: string, value: string, text: string]>([
  ['plain', 'Hello = ? =?', 'Hello = ? =?'],
  ['Q', '=?utf-8?Q?Gr=C3=BC=C3=9Fe_an?= all', 'Grüße an all'],
  ['B', '=?UTF-8?B?R3LDvMOfZQ==?=', 'Grüße'],
  ['with a language', '=?us-ascii*en?q?hi?=', 'hi'],
  ['blanks between words', '=?utf-8?q?a?= \r\n\t=?utf-8?q?b?=  c', 'ab  c'],
  ['split inside a character, Q', '=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=', 'Grüße'],
  ['split inside a character, B', '=?utf-8?B?5pyD6K2w6YCa5w==?= =?utf-8?B?n6U=?=', '會議通知'],
  ['split inside a character, B and Q', '=?utf-8?B?R3LD?= =?utf-8?Q?=BC=C3=9Fe?=', 'Grüße'],
  ['split inside a character, gb2312', '=?gb2312?B?u+HS6c0=?= =?gb2312?B?qNaq?=', '会议通知'],
  ['split inside a group of base64', '=?utf-8?B?R3LDv?= =?utf-8?B?MOfZQ==?=', 'Grüße'],
  ['each with its own state', '=?iso-2022-jp?B?GyRCMnE=?= =?iso-2022-jp?B?GyRCNUQbKEI=?=', '会議'],
  ['unknown charset', '=?klingon?B?R3LDvMOfZQ==?=', 'Grüße'],
  ['UTF-8 called Latin', '=?iso-8859-1?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['koi8-r called Latin', `=?iso-8859-1?B?${iconv.encode('Встреча завтра', 'koi8-r').toString('base64')}?=`, 'Встреча завтра'],
  ['a question mark in it', '=?utf-8?Q?Really??= yes', 'Really? yes'],
  ['blanks in it', '=?utf-8?Q?a b c?=', 'a b c'],
  ['without an end', '=?utf-8?B?R3LDvMOfZQ', 'Grüße'],
  ['in quotes', '"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=" <a@x>', '"Grüße" <a@x>'],
  ['without blanks around', 'a=?utf-8?q?b?=c', 'abc'],
  ['no such encoding', '=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
  ['bytes of UTF-8', Buffer.from('Grüße').toString('latin1'), 'Grüße'],
  ['decoded before', 'Grüße – 會', 'Grüße – 會'],
  ['euc-kr', raw('주말특가', 'euc-kr'), '주말특가'],
  ['gbk', raw('会议通知', 'gbk'), '会议通知'],
  ['windows-1251', raw('Re: Встреча', 'windows-1251'), 'Re: Встреча'],
  ['shift_jis', raw('会議のお知らせ', 'shift_jis'), '会議のお知らせ'],
  ['Latin', raw('Grüße', 'windows-1252'), 'Grüße'],
  ['bytes beside a word', `=?utf-8?Q?Gr=C3=BC=C3=9Fe?= ${raw('주말특가', 'euc-kr')}`, 'Grüße 주말특가'],
])('%s', (_, value, text) => {
  expect(decode(value)).toBe(text);
});

test('bytes that could be in several charsets are in the one that the message names for its text', () => {
  expect(decode(raw('Да', 'koi8-r'), 'koi8-r')).toBe('Да');
  expect(decode(raw('Да', 'windows-1251'), 'windows-1251')).toBe('Да');
});

test('bytes beside text in UTF-8 are what they are', () => {
  expect(decode(raw('Grüße', 'windows-1252'), 'utf-8')).toBe('Grüße');
  expect(decode(raw('주말특가', 'euc-kr'), 'utf-8')).toBe('주말특가');
});
