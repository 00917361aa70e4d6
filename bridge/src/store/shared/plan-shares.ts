import type { LeaseState } from './database.ts';

/** What becomes of this bridge's share of the accounts. */
export interface SharePlan {
  take: string[];
  give: string[];
}

/** Numbers names differently for each holder, so that two bridges do not ask for the same ones first. */
const orderOf = (text: string): number => {
  let sum = 2_166_136_261;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 16_777_619);
  return sum >>> 0;
};

/**
 * Shares names out between the bridges that are there: what nobody has is taken up to an equal share, and what is more than that is given
 * back, so that a bridge that comes or goes moves its share alone. `me` counts among the `holders`.
 */
export const planShares = (
  names: readonly string[],
  leases: readonly LeaseState[],
  { me, holders }: { me: string; holders: readonly string[] },
): SharePlan => {
  const wanted = new Set(names);
  const live = leases.filter(({ name, isExpired }) => !isExpired && wanted.has(name));
  const taken = new Set(live.map(({ name }) => name));
  const mine = live.filter(({ holder }) => holder === me).map(({ name }) => name);
  const share = Math.ceil(names.length / Math.max(1, new Set([...holders, me]).size));
  const byOrder = (all: readonly string[]): string[] => all.toSorted((a, b) => orderOf(me + a) - orderOf(me + b));
  return {
    take: byOrder(names.filter((name) => !taken.has(name))).slice(0, Math.max(0, share - mine.length)),
    give: byOrder(mine).slice(share),
  };
};
