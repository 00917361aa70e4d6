import type { Step } from '@kurrier/shared/account/account';
import type { ConnectionSecurity } from '@kurrier/shared/account/connection';
import type { Rung, Stage } from '@kurrier/shared/failure/failure';
import type { ToldByServer } from '../classify/server/identify-server.ts';
import type { Budgets } from './time-limits.ts';
import { codeError } from './protocol-error.ts';
import { StepLog } from './step-log.ts';

const rungOf: Partial<Record<Stage, Rung>> = {
  name: 'name',
  connect: 'connect',
  tls: 'tls',
  greeting: 'greeting',
  capabilities: 'capabilities',
  'sign-in': 'sign-in',
  sender: 'use',
  recipient: 'use',
  mailbox: 'use',
};

/**
 * One attempt at one server: its deadline, its stage and its steps. Everything that waits listens to `signal`, which is aborted
 * with a `ProtocolError` when the caller cancels or the current stage's time is over.
 */
export class Attempt implements Disposable {
  readonly log: StepLog;
  readonly budgets: Budgets;
  /** How TLS is being started, as far as that is known. */
  security: ConnectionSecurity | undefined;
  readonly #told: ToldByServer = {};
  #stage: Stage = 'settings';
  readonly #controller = new AbortController();
  readonly #callerSignal: AbortSignal;
  readonly #onInterim: (() => void) | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #interim: NodeJS.Timeout | undefined;

  constructor(options: { signal: AbortSignal; budgets: Budgets; onStep?: (step: Step) => void; onInterim?: () => void }) {
    this.log = new StepLog(options.onStep ?? (() => {}));
    this.budgets = options.budgets;
    this.#callerSignal = options.signal;
    this.#onInterim = options.onInterim;
    if (options.signal.aborted) this.#cancel();
    else options.signal.addEventListener('abort', this.#cancel);
  }

  readonly #cancel = () => this.fail(codeError('CANCELLED'));

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** What the server told of itself before anything failed. */
  get told(): ToldByServer {
    return this.#told;
  }

  /** Remembers what the server tells of itself; the newest of each counts. */
  hear(told: ToldByServer): void {
    Object.assign(this.#told, told);
  }

  /** Goes on to a stage: begins its rung, and sets the time by which it must be over. */
  enter(stage: Stage): void {
    this.signal.throwIfAborted();
    this.#stage = stage;
    const rung = rungOf[stage];
    if (rung) this.log.begin(rung);
    this.#arm(this.#untilMs(stage));
  }

  /** Ends the attempt with this error, now: sockets close, waits reject. */
  fail(error: Error): void {
    this.#clear();
    this.#controller.abort(error);
  }

  /** No deadline any more: a session goes on, and only the caller's signal ends it. */
  settle(): void {
    this.#clear();
  }

  /** Stops listening to the caller, and everything that still listens to this attempt. */
  [Symbol.dispose](): void {
    this.#callerSignal.removeEventListener('abort', this.#cancel);
    if (!this.signal.aborted) this.fail(codeError('CANCELLED'));
  }

  #untilMs(stage: Stage): number {
    const { connectMs, answerMs, saidMs, endMs } = this.budgets;
    const nowMs = this.log.elapsedMs;
    if (stage === 'sign-in') return endMs;
    if (rungOf[stage] === 'use') return Math.min(Math.max(saidMs, nowMs + answerMs), endMs);
    if (stage === 'name') return connectMs;
    if (stage === 'connect') return Math.min(saidMs, nowMs + connectMs);
    return Math.min(saidMs, nowMs + answerMs);
  }

  #arm(untilMs: number): void {
    this.#clear();
    const nowMs = this.log.elapsedMs;
    this.#deadline = setTimeout(() => this.fail(codeError('DEADLINE')), Math.max(0, untilMs - nowMs));
    if (this.#stage === 'sign-in' && nowMs < this.budgets.saidMs)
      this.#interim = setTimeout(() => this.#onInterim?.(), this.budgets.saidMs - nowMs);
  }

  #clear(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#interim);
  }
}
