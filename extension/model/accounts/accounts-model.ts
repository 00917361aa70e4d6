import { signal, type ReadonlySignal } from '@preact/signals';
import type { Account } from '@kurrier/shared/account/account';
import { addedEvents } from '@kurrier/shared/api/added-events';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Leg } from '@kurrier/shared/account/connection';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { longestWaitMs } from '@kurrier/shared/bridge/longest-wait';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { Call } from '../call.ts';
import { applyEvents, sortAccounts } from './apply-events.ts';

export type AccountsState =
  | { phase: 'loading' }
  /** Nothing is known yet, and the bridge cannot be asked. */
  | { phase: 'unreachable'; problem: BridgeProblem }
  /** `problem` means: this was true when the bridge last answered. */
  | { phase: 'listed'; accounts: Account[]; problem: BridgeProblem | null };

/** What became of a command that did not do what was asked. */
export type NoticeReason =
  | 'not-found'
  | 'proposal-expired'
  | 'password-required'
  | 'existing-changed'
  | 'existing-kept'
  | 'not-shown'
  | 'host-name-required'
  | 'queued-mail';
export type Notice = { accountId: string; reason: NoticeReason };

/** An account as it was when the log stood at `cursor`. */
interface Ticket {
  account: Account;
  cursor: number;
}

export interface AccountsModel {
  state: ReadonlySignal<AccountsState>;
  notice: ReadonlySignal<Notice | null>;
  follow: (until: AbortSignal) => Promise<void>;
  retry: () => void;
  /** Shows what a command was answered, unless the log has told newer things meanwhile: the two come by different ways. */
  put: (ticket: Ticket, existing?: 'changed' | 'kept' | null) => void;
  verify: (id: string) => Promise<void>;
  cancel: (id: string) => Promise<void>;
  /** Is refused where mail of the account waits to be sent, unless the person agreed that it is discarded. */
  remove: (id: string, discardQueued?: boolean) => Promise<void>;
  applyProposal: (id: string, leg: Leg, proposalId: string, password?: string) => Promise<void>;
  trustCertificate: (id: string, leg: Leg, spki: string, confirmHost?: string) => Promise<void>;
  /** Saves the account as it is, but for a password (and a user name) of these legs. */
  enterPassword: (id: string, legs: readonly Leg[], entered: { password: string; username?: string }) => Promise<void>;
}

/** What the event log told, for whoever else shows something of it; `reread` where it does not reach back to what was known. */
export type News = BridgeEvent[] | 'reread';

const firstRetryMs = 500;
const longestRetryMs = 8000;

/**
 * The list of accounts as the bridge has it, kept fresh by `follow` until its signal is aborted: one list, then the event
 * log by long waits; after a problem it asks again with growing pauses, and at once on `retry`.
 */
export const createAccountsModel = ({
  call,
  sleep,
  onNews,
  onCodes,
}: {
  call: Call;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  onNews?: (news: News) => void;
  /** Hears which codes to sign in with are offered now; asked for once before the log says it. */
  onCodes?: (codes: readonly SignInCode[]) => void;
}): AccountsModel => {
  const state = signal<AccountsState>({ phase: 'loading' });
  const notice = signal<Notice | null>(null);
  let wake = new AbortController();
  let followedTo = 0;

  const show = (accounts: Account[], problem: BridgeProblem | null = null) => {
    state.value = { phase: 'listed', accounts, problem };
  };
  // Peeked at: an effect that gives a command must not run again with every news of the log.
  const known = (): Account[] => {
    const shown = state.peek();
    return shown.phase === 'listed' ? shown.accounts : [];
  };
  const problemShown = () => {
    const shown = state.peek();
    return shown.phase === 'listed' && shown.problem === 'locked' ? shown.problem : null;
  };
  const showProblem = (problem: BridgeProblem) => {
    if (state.value.phase === 'listed') show(state.value.accounts, problem);
    else state.value = { phase: 'unreachable', problem };
  };
  const put = ({ account, cursor }: Ticket, existing: 'changed' | 'kept' | null = null) => {
    if (cursor >= followedTo) show(applyEvents(known(), [{ type: 'account.changed', account }]), problemShown());
    notice.value = existing ? { accountId: account.id, reason: `existing-${existing}` } : null;
  };

  const askForCodes = async (tell: (codes: readonly SignInCode[]) => void) => {
    const listed = await call('codes.list', {});
    if (listed.ok) tell(listed.value.codes);
  };

  const followOnce = async (until: AbortSignal): Promise<BridgeProblem> => {
    const list = await call('accounts.list', {});
    if (until.aborted) return 'not-running';
    if (!list.ok) return list.failure;
    followedTo = list.value.cursor;
    let isLocked = list.value.isLocked === true;
    const told = list.value.tells ?? [];
    // A bridge that does not say so would refuse the question; and who shows no messages does not wait for them.
    const also = onNews ? addedEvents.filter((type) => told.includes(type)) : [];
    show(sortAccounts(list.value.accounts), isLocked ? 'locked' : null);
    onNews?.('reread');
    if (onCodes) void askForCodes(onCodes);
    while (!until.aborted) {
      const news = await call('events.since', {
        cursor: followedTo,
        waitMs: longestWaitMs,
        ...(also.length > 0 && { also }),
      });
      // What is told to somebody who left may be older than what has been listed since.
      if (until.aborted) break;
      if (!news.ok) return news.failure;
      if (news.value.missed) return followOnce(until);
      followedTo = news.value.cursor;
      // Bridges of before say nothing of codes.
      if (news.value.codes) onCodes?.(news.value.codes);
      const wasLocked = isLocked;
      isLocked = news.value.isLocked === true;
      show(applyEvents(known(), news.value.events), isLocked ? 'locked' : null);
      // What could not be read while it was locked was never told of by an event.
      onNews?.(wasLocked && !isLocked ? 'reread' : news.value.events);
    }
    return 'not-running';
  };

  const follow = async (until: AbortSignal) => {
    let pauseMs = firstRetryMs;
    while (!until.aborted) {
      const startedWith = state.value;
      const problem = await followOnce(until);
      if (until.aborted) return;
      if (state.value !== startedWith) pauseMs = firstRetryMs;
      showProblem(problem);
      wake = new AbortController();
      await sleep(pauseMs, AbortSignal.any([until, wake.signal]));
      pauseMs = Math.min(pauseMs * 2, longestRetryMs);
    }
  };

  const refuse = (accountId: string, reason: NoticeReason) => {
    notice.value = { accountId, reason };
  };
  /** What became of a command: the account as it is now, or why it was refused. */
  const take = (id: string, answer: Outcome<Ticket | { refused: NoticeReason }, BridgeProblem>) => {
    if (!answer.ok) showProblem(answer.failure);
    else if ('refused' in answer.value) refuse(id, answer.value.refused);
    else put(answer.value);
  };

  return {
    state,
    notice,
    follow,
    put,
    retry: () => wake.abort(),
    verify: async (id) => take(id, await call('accounts.verify', { id })),
    cancel: async (id) => take(id, await call('accounts.cancel', { id })),
    remove: async (id, discardQueued = false) => {
      const answer = await call('accounts.remove', { id, discardQueued });
      if (!answer.ok) showProblem(answer.failure);
      else if ('refused' in answer.value && answer.value.refused === 'queued-mail') refuse(id, 'queued-mail');
      else show(applyEvents(known(), [{ type: 'account.removed', accountId: id }]), problemShown());
    },
    enterPassword: async (id, legs, entered) => {
      const account = known().find((listed) => listed.id === id);
      if (!account) return refuse(id, 'not-found');
      const { withPassword } = await import('./password-change.ts');
      take(id, await call('accounts.save', { id, change: withPassword(account, legs, entered) }));
    },
    applyProposal: async (id, leg, proposalId, password) =>
      take(id, await call('accounts.applyProposal', { id, leg, proposalId, ...(password === undefined ? {} : { password }) })),
    trustCertificate: async (id, leg, spki, confirmHost) =>
      take(id, await call('certificates.trust', { accountId: id, leg, spki, ...(confirmHost === undefined ? {} : { confirmHost }) })),
  };
};
