import { readCorpus } from '../corpus/read-corpus.ts';
import { isSetAside } from '../corpus/set-aside.ts';
import { tallyOf } from '../corpus/tally.ts';

/**
 * `npm run measure -- set-aside [NAME]`: how many replies of a corpus are kept as a measure and how many may be read.
 * `… set-aside NAME proof` scores the kept ones, once, when rules and training are frozen. Prints counts only.
 */
export const measure = async ([name = 'catalogue', proof]: string[]): Promise<boolean> => {
  const records = readCorpus(name);
  const aside = records.filter(({ family }) => isSetAside(family));
  const familiesOf = (some: typeof records): number => new Set(some.map(({ family }) => family)).size;
  console.log(`${name}: ${records.length} replies of ${familiesOf(records)} families`);
  console.log(`set aside unread: ${aside.length} replies of ${familiesOf(aside)} families`);
  console.log(`open: ${records.length - aside.length} replies`);
  if (proof === 'proof') console.log(JSON.stringify(tallyOf(aside)));
  return aside.length > 0;
};
