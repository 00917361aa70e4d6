import { providerDomains, providerOfDomain } from '@kurrier/shared/providers';

/** Shorter names are too close to each other: `gmx.de` and `gmz.de` may both be meant. */
const shortestName = 5;

/**
 * The well-known domain that differs from this one by a single slip: a key left out, added, wrong, or two swapped. Never for a known
 * domain; given whatever was found, since who registers such names may well publish servers for them.
 */
export const suggestDomain = (domain: string): string | undefined =>
  providerOfDomain(domain)
    ? undefined
    : providerDomains.find((known) => known.indexOf('.') >= shortestName && isOneSlipAway(domain, known));

const isOneSlipAway = (typed: string, meant: string): boolean => {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  let at = 0;
  while (typed[at] === meant[at]) at++;
  const [left, right] = [typed.slice(at), meant.slice(at)];
  if (left.length !== right.length) return left.length > right.length ? left.slice(1) === right : left === right.slice(1);
  const isSwapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return isSwapped || left.slice(1) === right.slice(1);
};
