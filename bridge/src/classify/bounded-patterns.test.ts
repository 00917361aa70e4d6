import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { messages } from './errors/program-messages.ts';
import { classify } from './classify.ts';
import { explainText } from './explain.ts';
import { foldLetters } from './fold-text.ts';
import { rules } from './rules/rules.ts';

const patterns = [...rules.flatMap(({ says, unless = [] }) => [...says, ...unless]), ...messages.map(([pattern]) => pattern)];
/** A class, a dot or a group that is repeated as often as a text likes: with what stands behind it, it is tried from everywhere to the end. */
const unbounded = /.{0,30}(?:\\[wdspWDS]|\\p\{\w+\}|\]|\)|(?<!\\)\.)(?:[*+]|\{\d+,\})/u;

test('no pattern that servers and programs are read by repeats without a bound', () => {
  expect(patterns.flatMap(({ source }) => unbounded.exec(source)?.[0] ?? [])).toEqual([]);
});

test('no rule has a letter in it that is folded in every text, so that it never fits', () => {
  const read = rules.flatMap(({ says, unless = [] }) => [...says, ...unless]);
  const words = read.flatMap(({ source }) => source.replaceAll(/\[[^\]]*\]/g, '').match(/\p{L}+/gu) ?? []);
  expect(words.filter((word) => foldLetters(word) !== word)).toEqual([]);
});

/** Splits at bars that stand in no group. */
const alternativesOf = (stems: string): string[] => {
  let depth = 0;
  const marked = Array.from(stems, (letter) => {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    return letter === '|' && depth === 0 ? '\n' : letter;
  });
  return marked.join('').split('\n');
};

test('no concept says the same twice in one language', () => {
  const directory = path.join(import.meta.dirname, 'concepts');
  const sources = readdirSync(directory).map((name) => readFileSync(path.join(directory, name), 'utf8'));
  const lists = sources.flatMap((source) => source.match(/(?<=^  \w{2,8}:\s{1,6})(?:'.*'|".*")(?=,$)/gm) ?? []);
  expect(lists.length).toBeGreaterThan(300);
  const doubled = lists.flatMap((list) => alternativesOf(list.slice(1, -1)).filter((stem, i, all) => all.indexOf(stem) !== i));
  expect(doubled).toEqual([]);
});

test.for([
  ['imap', 'sign-in', 'auth.imap_disabled', 'a1 NO Bu hesap yalnızca webmail ile açılır'],
  ['imap', 'mailbox', 'server.temporary_failure', 'a1 NO Скринька зайнята'],
] as const)('%s, %s: %s is read in letters with marks: %s', ([leg, stage, kind, text]) => {
  expect(classify({ leg, stage, reply: { text } }).kind).toBe(kind);
});

test.for([
  ['net.dns_temporary', 'the resolution of this name is temporarily impossible'],
  ['net.dns_not_found', 'unresolvable hostname smtp.exmple.org'],
  ['tls.expired', 'Сертификата сервера срок истек'],
] as const)('%s: %s', ([kind, text]) => {
  expect(explainText(text).kind).toBe(kind);
});
