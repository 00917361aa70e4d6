import type { LegStatus } from '../account/account.ts';
import { describe, type Description } from './describe-failure.ts';
import type { Words } from './verdict-words.ts';

type Failed = Extract<LegStatus, { state: 'failed' }>;

export interface VerdictText extends Pick<Description, 'meaning' | 'fix' | 'whoActs' | 'turn'> {
  /** What leads: the documented headline where it says exactly what happened, else what is finer. */
  lead: string;
  /** What stands beside it: the finer title, or the documented headline as the group; null where there is nothing more to say. */
  beside: string | null;
}

/** A server that cannot be reached: whatever is set up there is not what is wrong. */
const isUnreachable = ({ failure: { kind, stage } }: Failed): boolean => kind.startsWith('net.') && stage !== 'sign-in';

/**
 * Puts a failed leg into words. The documented headlines are those of a first sign-in: a server that worked with these settings and cannot
 * be reached now is told as that, since when, and when it will be tried again. `spell` writes a moment as people read it.
 */
export const describeVerdict = (status: Failed, words: Words, spell: (at: number) => string): VerdictText => {
  const { headline, title, isExact, ...text } = describe(status.failure, words);
  const { verifiedAt, failingSince = status.at, retestAt } = status;
  if (verifiedAt === undefined || !isUnreachable(status)) {
    const [lead, beside] = isExact || headline === null ? [headline ?? title, title] : [title, headline];
    return { ...text, lead, beside: beside === lead ? null : beside };
  }
  const { away } = words;
  const host = status.failure.host ?? 'the server';
  return {
    lead: away.title,
    beside: title,
    meaning: away.meaning(host, spell(verifiedAt), spell(failingSince)),
    fix: retestAt === undefined ? away.testAgain : away.triedAgain(spell(retestAt)),
    whoActs: 'wait',
    turn: words.turns.wait,
  };
};
