import { readCorpus, type CorpusRecord } from '../corpus/read-corpus.ts';
import { tallyOf, type Tally } from '../corpus/tally.ts';
import type { Held } from '../train/leave-families-out.ts';
import type { Bin } from './calibration-curve.ts';
import { doubts, unknowns } from './truth-notes.ts';
import proof from './proof.json' with { type: 'json' };
import unseen from './unseen.json' with { type: 'json' };

interface Truth {
  corpora: readonly { name: string; records: readonly CorpusRecord[] }[];
  held: readonly Held[];
  bins: readonly Bin[];
  asideNow: Tally;
  cost: number;
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[]): string[] => [row(...head), row(...head.map(() => '---')), ...rows];

const tallyRow = (name: string, { records, right, accepted, unknown, misleading, wronglySure, falsePasswords }: Tally): string =>
  row(
    name,
    records,
    share(right + accepted, records),
    share(misleading, records),
    share(unknown, records),
    share(wronglySure, records),
    falsePasswords,
  );
const tallyHead = ['', 'replies', 'right or accepted', 'misleading', 'unknown', 'wrong though certain or likely', 'false "wrong password"'];

/** docs/truth.md: how often the diagnosis is right, on what was learnt from and on what was not, and what is not known. */
export const describeTruth = ({ corpora, held, bins, asideNow, cost }: Truth): string => {
  const all = corpora.flatMap(({ records }) => records);
  const byGroup = (groupOf: (record: CorpusRecord) => string, least = 1): string[] =>
    [...new Set(all.map(groupOf))]
      .sort()
      .map((name) => ({ name, records: all.filter((record) => groupOf(record) === name) }))
      .filter(({ records }) => records.length >= least)
      .map(({ name, records }) => tallyRow(name, tallyOf(records)));
  return [
    '# How true the diagnosis is',
    '',
    'Written by `npm run measure -- truth`. *Right or accepted*: the kind that the label names, or one that the reply cannot be told apart from.',
    '',
    '## On replies that nobody had read',
    '',
    `Before any rule was changed, a third of the families of the catalogue was set aside by the SHA-256 of the name. At commit \`${proof.commit}\` rules and`,
    `training were frozen (weights learnt with \`npm run train -- --set-aside\`) and the ${proof.records} replies of ${proof.families} families scored once. After that they were learnt from, too.`,
    '',
    ...table(tallyHead, [tallyRow(`before, at ${proof.commit}`, proof), tallyRow('now, learnt from', asideNow)]),
    '',
    'What was said with which confidence, before:',
    '',
    ...table(
      ['confidence', 'claims', 'said', 'was right'],
      (['certain', 'likely', 'guess'] as const).map((confidence) => {
        const { said, right } = proof.byConfidence[confidence];
        return row(confidence, claims[confidence], said, share(right, said));
      }),
    ),
    '',
    'The goal of no false "wrong password" was missed by one: a `504 Invalid AUTH string` was called one. It stands for a kind, replies with the code of',
    'a wrong command, and those are no longer read as a judgement of the password. Dovecot, Exim and Haraka, three of the families set aside, also stand',
    'with some other replies in the older training set, and their programs are widely known: "unread" says no more than that.',
    '',
    '## On replies in other words and languages, labelled before they were read',
    '',
    'The first four were written for this project: refusals in eighteen languages and the texts of programs in Go, Rust, Java, .NET, PHP, Python and Perl,',
    'of curl, OpenSSL, GnuTLS, NSS and schannel. From the fifth on they are of servers, providers and programs that no earlier set has, taken out of the',
    'sources of servers, providers’ pages and issue threads where there are any (`source` of each reply), in thirty to fifty languages; from the ninth',
    'on about half of the replies are composed, most of those in other languages than English, because open servers hardly speak any. Each set was labelled',
    'first, scored once (`npm run measure -- unseen NAME`), and only then learnt from; the kinds that it showed to be missing were mended before the next',
    'one was scored. Who wrote those also knew the rules: this measures how far the rules reach, not what people meet. The thirteenth and the',
    'fourteenth have no composed reply, and were gathered and labelled by people who had not read the rules. The thirteenth stands in the sources of',
    'sixty-three open servers, filters and layers behind a sign-in: 80 % of its replies were named right where the phase was known, 49 % where it was',
    'not. All of the fourteenth was pasted into issue threads or stands on providers’ pages, most of it a program’s text without a phase. What the',
    'thirteenth taught did not help with it: before and after, 78.6 % of the fourteenth were named right.',
    '',
    ...table(
      tallyHead,
      unseen.flatMap((before) => [
        tallyRow(`${before.set}, before, at ${before.commit}`, before),
        tallyRow('now, learnt from', tallyOf(readCorpus(before.set))),
      ]),
    ),
    '',
    '## Families left out of the learning',
    '',
    'All that is labelled: the learned opinion alone, trained five times without a fifth of the families each; then beside the rules, which have seen all',
    'of them. The mean over the families counts a family with one reply as much as one with a hundred.',
    '',
    ...table(
      ['', 'replies', 'right or accepted', 'mean over the families'],
      [
        row(
          'learned opinion alone',
          held.length,
          share(held.filter((each) => isRight(each, each.opinion.kind)).length, held.length),
          meanOfFamilies(held, (each) => each.opinion.kind),
        ),
        row(
          'beside the rules',
          held.length,
          share(held.filter((each) => isRight(each, each.judgement?.kind ?? 'unknown')).length, held.length),
          meanOfFamilies(held, (each) => each.judgement?.kind ?? 'unknown'),
        ),
      ],
    ),
    '',
    '![Calibration curve](truth-calibration.svg)',
    '',
    ...table(
      ['claimed', 'replies', 'right or accepted'],
      bins.map(({ claimed, right, count }) => row(`${(100 * claimed).toFixed(0)} %`, count, `${(100 * right).toFixed(0)} %`)),
    ),
    '',
    'The learned opinion claims less than it keeps. A verdict is called certain from a combined share of 90 % on and likely from 70 % on.',
    '',
    '## On the replies that it was made from',
    '',
    'A check against going back, no proof of anything.',
    '',
    ...table(
      tallyHead,
      corpora.map(({ name, records }) => tallyRow(name, tallyOf(records))),
    ),
    '',
    'By phase and protocol:',
    '',
    ...table(
      tallyHead,
      byGroup(({ protocol, phase }) => `${protocol} ${phase ?? 'unknown'}`),
    ),
    '',
    'By language (of those that are labelled with one; composed replies are labelled with none):',
    '',
    ...table(
      tallyHead,
      byGroup(({ lang }) => lang ?? 'not labelled'),
    ),
    '',
    `Explaining 1,000 replies costs ${(cost / 1000).toFixed(2)} s of one core.`,
    '',
    '## Labels that are doubted',
    '',
    ...doubts.map((each) => `- ${each}`),
    '',
    '## What is not known',
    '',
    ...unknowns.map((each) => `- ${each}`),
    '',
  ].join('\n');
};

const claims = { certain: '≥ 99 %', likely: '≥ 96 %', guess: 'about 80 %' } as const;

const meanOfFamilies = (held: readonly Held[], kindOf: (each: Held) => string): string => {
  const families = Map.groupBy(held, ({ example }) => example.record.family);
  const shares = [...families.values()].map((some) => some.filter((each) => isRight(each, kindOf(each))).length / some.length);
  return `${share(
    shares.reduce((sum, each) => sum + each, 0),
    shares.length,
  )} (${shares.length})`;
};

const isRight = ({ example: { record } }: Held, kind: string): boolean =>
  record.expected.class === kind || (record.expected.accept?.includes(kind) ?? false);
