import { searchOperators, type SearchOperator } from '@kurrier/shared/search/search-query';

/** Something that what is typed could go on as. */
export interface Proposal {
  /** What the whole field would hold. */
  text: string;
  /** What is shown of it: the last part alone. */
  part: string;
  /** The operator that it is about, for an explanation. */
  operator: SearchOperator;
}

export interface Known {
  /** Names of folders. */
  folders: readonly string[];
  /** Addresses of senders and recipients that are in sight. */
  addresses: readonly string[];
}

const mostProposed = 8;
const operators = Object.keys(searchOperators) as SearchOperator[];

/** What the last word of a query could go on as: an operator, or one of the values that an operator knows. */
export const completeQuery = (query: string, { folders, addresses }: Known): Proposal[] => {
  const [last = ''] = /\S*$/.exec(query) ?? [];
  const before = query.slice(0, query.length - last.length);
  const propose = (part: string, operator: SearchOperator): Proposal => ({ text: before + part, part, operator });
  const [, name = '', value = ''] = /^([a-z]+):(.*)$/i.exec(last) ?? [];
  const operator = operators.find((known) => known === name.toLowerCase());
  if (!operator) {
    if (last === '' || last.includes(':')) return [];
    return operators.filter((known) => known.startsWith(last.toLowerCase())).map((known) => propose(`${known}:`, known));
  }
  const values: readonly string[] =
    operator === 'in' ? folders : operator === 'from' || operator === 'to' ? addresses : searchOperators[operator];
  const wanted = value.replaceAll('"', '').toLowerCase();
  return [...new Set(values)]
    .filter((known) => known.toLowerCase().startsWith(wanted) && known.toLowerCase() !== wanted)
    .slice(0, mostProposed)
    .map((known) => propose(`${operator}:${/\s/.test(known) ? `"${known}"` : known} `, operator));
};
