import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageServer, PageSettings } from '@kurrier/shared/discovery/page-text';

type Leg = Pick<PageServer, 'host' | 'port' | 'security' | 'username'> | null;

/** A made-up help page and what is right to offer of it: `expected`, or what `accept` puts in the place of its parts. */
export interface LabelledPage {
  id: string;
  url: string;
  lang: string;
  html: string;
  address: string;
  expected: { imap: Leg; smtp: Leg; accept?: { imap?: Leg; smtp?: Leg }[] };
  shapeOf: string;
}

const read = (file: string): LabelledPage[] =>
  readFileSync(path.join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabelledPage);

/** The pages that the words were written by, and nine sets written down before anything was asked about them (ADR 0080). */
export const labelledPages = {
  'labelled pages': read('help-pages.jsonl'),
  'pages of set 1': read('fresh-pages-1.jsonl'),
  'pages of set 2': read('fresh-pages-2.jsonl'),
  'pages of set 3': read('fresh-pages-3.jsonl'),
  'pages of set 4': read('fresh-pages-4.jsonl'),
  'pages of set 5': read('fresh-pages-5.jsonl'),
  'pages of set 6': read('fresh-pages-6.jsonl'),
  'pages of set 7': read('fresh-pages-7.jsonl'),
  'pages of set 8': read('fresh-pages-8.jsonl'),
  'pages of set 9': read('fresh-pages-9.jsonl'),
} as const satisfies Record<string, readonly LabelledPage[]>;

const isSame = (a: Leg, b: Leg): boolean =>
  a === null || b === null ? a === b : a.host === b.host && a.port === b.port && a.security === b.security && a.username === b.username;

/** Whether what was found is right, and whether a host is wrong; a wrong host is worse than none. */
export const judgeFound = ({ expected }: LabelledPage, found: PageSettings): { isRight: boolean; hasWrongHost: boolean } => {
  const { imap, smtp } = expected;
  const choices = [{ imap, smtp }, ...(expected.accept ?? []).map((other) => ({ imap, smtp, ...other }))];
  const hosts = new Set(choices.flatMap((choice) => [choice.imap?.host, choice.smtp?.host]));
  return {
    isRight: choices.some((choice) => isSame(found.imap, choice.imap) && isSame(found.smtp, choice.smtp)),
    hasWrongHost: [found.imap, found.smtp].some((server) => server !== null && !hosts.has(server.host)),
  };
};
