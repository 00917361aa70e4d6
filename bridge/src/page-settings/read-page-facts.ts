import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { toComparable, toTypedLine } from '../codes/comparable-text.ts';
import { findFacts } from './find-facts.ts';
import { withoutInsecureAsides } from './insecure-aside.ts';
import type { Fact } from './piece-facts.ts';
import { says } from './setting-words.ts';
import { fillStated } from './stated-placeholder.ts';
import { readUsernameRule, type UsernameRule } from './username-rule.ts';

/** What a page says of servers and of who signs in, read once. */
export interface PageFacts {
  facts: Fact[];
  /** The domain of the address that they were read for. */
  domain: string;
  username: UsernameRule;
  /** The other leg has the host that was named. */
  saysSame: boolean;
}

/**
 * Reads what a page's lines say for an address, whose domain stands where the page leaves a place for one. Pure and linear; a page that
 * somebody made for it costs seconds, so `endStep` is awaited again and again to let others in.
 */
export const readPageFacts = async (
  seen: readonly PageLine[],
  { domain, localPart }: { domain: string; localPart: string },
  endStep: () => Promise<unknown>,
  isOfPage: (host: string) => boolean = () => false,
): Promise<PageFacts> => {
  const typed = seen.map(({ kind, cells }) => ({
    kind,
    cells: cells.map((cell) => withoutInsecureAsides(toTypedLine(cell) ?? '', domain)),
  }));
  const lines = await fillStated(typed, domain, isOfPage, endStep);
  const facts = await findFacts(lines, domain, endStep);
  const username = await readUsernameRule(lines, localPart, endStep);
  let saysSame = false;
  for (const { kind, cells } of lines) {
    saysSame ||= kind !== 'quote' && says('same', toComparable(cells.join(' ')));
    await endStep();
  }
  return { facts, domain, username, saysSame };
};
