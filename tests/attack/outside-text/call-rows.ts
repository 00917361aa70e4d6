import * as z from 'zod/mini';
import { tidyHost } from '@kurrier/shared/account/tidy-host';
import { endpoints } from '@kurrier/shared/api/endpoints';
import { parseObject } from '@kurrier/shared/channel/json';
import { parseJson } from '../../../bridge/src/http/parse-json.ts';
import { mib, type OutsideText } from './row.ts';

const stringsOf = (schema: object, found = new Set<object>()): z.ZodMiniString[] => {
  if (found.has(schema)) return [];
  found.add(schema);
  const { def } = (schema as { _zod?: { def: { type: string } } })._zod ?? { def: { type: '', ...schema } };
  const inner = Object.values(def).flatMap((each) => (typeof each === 'object' && each !== null ? stringsOf(each as object, found) : []));
  return def.type === 'string' ? [schema as z.ZodMiniString, ...inner] : inner;
};
const requestTexts = endpoints.flatMap(({ request }) => stringsOf(request));
const requestOf = (name: string) => endpoints.find((endpoint) => endpoint.name === name)!.request;
const parseRequest = (name: string) => (text: string) => {
  const json = parseJson(text);
  return json.ok && z.safeParse(requestOf(name), json.value);
};
/** An object of so many characters with other names for all its fields; made once a size, which is no cost of ours. */
const objects = new Map<string, string>();
const objectOf = (length: number, value: string): string => {
  const key = `${length} ${value}`;
  const made =
    objects.get(key) ?? `{${Array.from({ length: length / (9 + value.length) }, (_, index) => `"${index}":${value}`).join(',')}}`;
  objects.set(key, made);
  return made;
};
const bodyOf = (record: string) => ({ start: `{"refs":[${record}`, end: `${record}],"seen":true}`, pieces: [`${record},`] });

/** What a paired device can put into a call, or somebody paste into a form. */
export const callRows: readonly OutsideText[] = [
  { name: 'parseJson', largest: mib, run: parseJson, start: '[', end: '0]', pieces: ['[],', '{},', '0,', '"",', '{"a":0},', '[', '{"a":'] },
  {
    name: 'parseJson, one object',
    largest: mib,
    run: (text) => parseJson(objectOf(text.length, '0')),
    pieces: ['a'],
  },
  { name: 'parseObject', largest: mib, run: { bytes: parseObject }, start: '{"a":[', end: '0]}', pieces: ['[],', '0,'] },
  { name: 'tidyHost', largest: mib, run: tidyHost, pieces: ['https://', 'imaps://', 'a:', 'a/'] },
  { name: 'every text of a request', largest: mib, run: (text) => requestTexts.map((schema) => z.safeParse(schema, text)) },
  { name: 'mail.markSeen', largest: mib, run: parseRequest('mail.markSeen'), ...bodyOf('{}') },
  { name: 'mail.markSeen, numbers', largest: mib, run: parseRequest('mail.markSeen'), ...bodyOf('0') },
  {
    name: 'send.message, recipients',
    largest: mib,
    run: parseRequest('send.message'),
    start: '{"message":{"to":[',
    end: '{}]}}',
    pieces: ['{},', '0,', '{"address":"a@b.c"},'],
  },
  {
    name: 'send.message, references',
    largest: mib,
    run: parseRequest('send.message'),
    start: '{"message":{"references":[',
    end: '0]}}',
    pieces: ['0,', '"<a@b>",'],
  },
  {
    name: 'mail.choose',
    largest: mib,
    run: parseRequest('mail.choose'),
    start: '{"accountId":"a","choice":{"sinceDays":null,"excluded":[],"included":[',
    end: '""]}}',
    pieces: ['"",', '0,', '{},'],
  },
  {
    name: 'accounts.save, unknown fields',
    largest: mib,
    run: (text) => parseRequest('accounts.save')(objectOf(text.length, '{}')),
    pieces: ['a'],
  },
];
