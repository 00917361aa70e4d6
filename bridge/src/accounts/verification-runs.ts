import type { Report } from '../async/report.ts';
import type { LegStatus, Proposal, Step } from '@kurrier/shared/account/account';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Credential } from '@kurrier/shared/account/credential';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { TurnDecision } from '@kurrier/shared/failure/whose-turn';
import type { LegVerdict } from '@kurrier/shared/account/verdict';
import type { SettledStatus } from './account-record.ts';
import { createAttemptLimiter, type LimitAttempts } from './attempt-limiter.ts';

export type LegRequest = Credential & {
  address: string;
  settings: ServerSettings;
};

/** One leg to be verified, before its credential is at hand: a token may have to be refreshed first. */
export interface LegToVerify {
  address: string;
  settings: ServerSettings;
  openCredential: () => Promise<Outcome<Credential, Failure>>;
  /** The host of the account's other leg, where it has one: a neighbour worth looking at when this one is not there. */
  otherHost?: string;
}

type WithoutCredential = Omit<LegToVerify, 'openCredential'>;

export interface LegListeners {
  signal: AbortSignal;
  onStep: (step: Step) => void;
  onInterim: (failure: Failure) => void;
}

/** Tries one leg, step by step, to its verdict; never rejects, and ends by its own deadline. */
export type VerifyLeg = (request: LegRequest, listeners: LegListeners) => Promise<LegVerdict>;

/** Looks, without a password, for settings that would work where these failed. */
export type ProposeRepairs = (request: { leg: Leg } & WithoutCredential, failure: Failure, signal: AbortSignal) => Promise<Proposal[]>;

/** Says whose turn it is after a failure that could not be mended. */
export type FindTurn = (request: { leg: Leg } & WithoutCredential, failure: Failure, signal: AbortSignal) => Promise<TurnDecision>;

interface Run {
  controller: AbortController;
  legs: Partial<Record<Leg, LegStatus>>;
}

export interface VerificationRuns {
  /** Starts verifying all given legs at once; a run of the same account that is still under way is aborted first. */
  start(accountId: string, requests: [Leg, LegToVerify][]): void;
  /** Aborts the account's run and closes its sockets. */
  stop(accountId: string): void;
  /** The legs that are being checked right now. */
  running(accountId: string): Partial<Record<Leg, LegStatus>>;
  /** Aborts everything and resolves when nothing runs any more. */
  close(): Promise<void>;
}

/** A step that ends replaces the one that announced it. */
const withStep = (steps: Step[], step: Step): Step[] => {
  const last = steps.at(-1);
  return last?.rung === step.rung && last.state === 'running' ? [...steps.slice(0, -1), step] : [...steps, step];
};

const settle = (verdict: LegVerdict, at: number): SettledStatus => {
  const { tookMs: _, ...status } = verdict;
  return status.state === 'failed' ? { ...status, at, proposals: [] } : { ...status, at };
};

/**
 * The verifications that are under way. They belong to the bridge: whoever started one may go away.
 * `onProgress` is told that the account looks different; `onSettled` stores a leg's verdict, unless `signal` was aborted before its turn
 * came.
 */
export const createVerificationRuns = (deps: {
  verify: Record<Leg, VerifyLeg>;
  proposeRepairs: ProposeRepairs;
  findTurn: FindTurn;
  onProgress: (accountId: string) => void;
  onSettled: (accountId: string, leg: Leg, status: SettledStatus, signal: AbortSignal) => Promise<void>;
  now: () => number;
  report: Report;
  limitAttempts?: LimitAttempts;
}): VerificationRuns => {
  const { limitAttempts = createAttemptLimiter() } = deps;
  const runs = new Map<string, Run>();
  const pending = new Set<Promise<void>>();

  const verifyLeg = async (accountId: string, run: Run, leg: Leg, { openCredential, ...request }: LegToVerify): Promise<void> => {
    const { signal } = run.controller;
    const update = (change: Partial<Extract<LegStatus, { state: 'checking' }>>) => {
      const status = run.legs[leg];
      if (signal.aborted || status?.state !== 'checking') return;
      run.legs[leg] = { ...status, ...change };
      deps.onProgress(accountId);
    };
    const stepsSoFar = () => (run.legs[leg]?.state === 'checking' ? run.legs[leg].steps : []);

    const { host, port, username } = request.settings;
    const credential = await openCredential();
    // Without a credential nothing is asked of the server.
    if (credential.ok && !(await limitAttempts(`${leg} ${host.toLowerCase()}:${port} ${username}`, signal))) return;
    if (signal.aborted) return;
    const verdict: LegVerdict = credential.ok
      ? await deps.verify[leg](
          { ...request, ...credential.value },
          {
            signal,
            onStep: (step) => update({ steps: withStep(stepsSoFar(), step) }),
            onInterim: (interim) => update({ interim }),
          },
        )
      : { state: 'failed', failure: { ...credential.failure, leg }, steps: [], tookMs: 0 };
    if (signal.aborted) return;
    const status = settle(verdict, deps.now());
    await deps.onSettled(accountId, leg, status, signal);
    delete run.legs[leg];
    deps.onProgress(accountId);
    // Without a token nothing was tried: there is nothing to propose.
    if (status.state !== 'failed' || !credential.ok) return;

    const { address, settings, otherHost } = request;
    const proposals = await deps.proposeRepairs(
      { leg, address, settings, ...(otherHost !== undefined && { otherHost }) },
      status.failure,
      signal,
    );
    if (signal.aborted) return;
    const more = proposals.length > 0 ? { proposals } : { turn: await deps.findTurn({ leg, address, settings }, status.failure, signal) };
    await deps.onSettled(accountId, leg, { ...status, ...more }, signal);
    deps.onProgress(accountId);
  };

  /** Resolves when all legs are settled or aborted; never rejects. */
  const runLegs = async (accountId: string, run: Run, requests: [Leg, LegToVerify][]): Promise<void> => {
    try {
      await Promise.all(requests.map(([leg, request]) => verifyLeg(accountId, run, leg, request)));
    } catch (error) {
      deps.report('a verdict could not be stored', error);
    }
    if (runs.get(accountId) !== run) return;
    runs.delete(accountId);
    deps.onProgress(accountId);
  };

  const stop = (accountId: string) => {
    runs.get(accountId)?.controller.abort();
    runs.delete(accountId);
  };

  return {
    start(accountId, requests) {
      stop(accountId);
      const since = deps.now();
      const run: Run = { controller: new AbortController(), legs: {} };
      for (const [leg] of requests) run.legs[leg] = { state: 'checking', since, steps: [] };
      runs.set(accountId, run);
      const ended = runLegs(accountId, run, requests).finally(() => pending.delete(ended));
      pending.add(ended);
      deps.onProgress(accountId);
    },
    stop,
    running: (accountId) => runs.get(accountId)?.legs ?? {},
    async close() {
      for (const accountId of runs.keys()) stop(accountId);
      await Promise.all(pending);
    },
  };
};
