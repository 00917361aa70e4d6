import type { Step } from '@kurrier/shared/account/account';
import type { Rung } from '@kurrier/shared/failure/failure';
import { cleanText } from '@kurrier/shared/text/clean-text';

const maxDetail = 200;

/** Records the rungs of one attempt with their times, and tells each beginning and end as it happens. */
export class StepLog {
  readonly #steps: Step[] = [];
  readonly #startedAt = performance.now();
  readonly #tell: (step: Step) => void;

  constructor(tell: (step: Step) => void) {
    this.#tell = tell;
  }

  get elapsedMs(): number {
    return Math.round((performance.now() - this.#startedAt) * 10) / 10;
  }

  /** Everything so far; a rung that ended stands there once, with its end. */
  get steps(): Step[] {
    return [...this.#steps];
  }

  /** Begins a rung, unless it is the running one; a rung that still runs has then succeeded. */
  begin(rung: Rung): void {
    const last = this.#steps.at(-1);
    if (last?.state === 'running') {
      if (last.rung === rung) return;
      this.end('done');
    }
    this.#add({ rung, state: 'running', atMs: this.elapsedMs });
  }

  /** Ends the running rung. Without one there is nothing to end. */
  end(state: 'done' | 'failed', detail?: string): void {
    const running = this.#steps.at(-1);
    if (running?.state !== 'running') return;
    this.#steps.pop();
    const tookMs = Math.round((this.elapsedMs - running.atMs) * 10) / 10;
    this.#add({ ...running, state, tookMs, ...(detail && { detail: cleanText(detail, 'reply').slice(0, maxDetail).toWellFormed() }) });
  }

  #add(step: Step): void {
    this.#steps.push(step);
    this.#tell(step);
  }
}
