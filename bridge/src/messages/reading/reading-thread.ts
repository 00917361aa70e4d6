import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runReadingJob, type ReadingJob, type ReadingResults } from './reading-jobs.ts';

/** What a thread is told that is to read messages: of a bundle it is the same file as everything else. */
const purpose = 'kurrier: read messages';

type Answer = { done: ReadingResults[ReadingJob['kind']] } | { threw: string } | 'begun';

/** How much a job may cost; one that costs more is ended with its thread. */
export interface JobLimits {
  timeMs: number;
  memoryMb: number;
  /** A thread that has nothing to do is ended after so long. */
  idleMs: number;
}

const usualLimits: JobLimits = { timeMs: 5_000, memoryMb: 256, idleMs: 30_000 };
/** A computer that is busy may take long to start a thread; more is no start. */
const longestStartMs = 20_000;

type JobOutcome<Result> = { ok: true; value: Result } | { ok: false; reason: 'time' | 'memory' | 'error' | 'closed'; detail: string };

export interface ReadingThread {
  run<Kind extends ReadingJob['kind']>(job: Extract<ReadingJob, { kind: Kind }>): Promise<JobOutcome<ReadingResults[Kind]>>;
  /** Starts the thread, if it is not running: a job is about to come. */
  warm(): void;
  /** Ends the thread; what it was at, and what is asked for afterwards, is answered with `closed`. */
  close(): void;
}

/** A thread that reads messages, one after the other, and is ended at its limits; the next job gets a new one. */
export const createReadingThread = (limits: JobLimits = usualLimits): ReadingThread => {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  const closed = { ok: false, reason: 'closed', detail: 'the thread was closed' } as const;

  const start = (): Worker => {
    clearTimeout(idle);
    if (worker) return worker;
    const started = new Worker(fileURLToPath(import.meta.url), {
      workerData: purpose,
      // The process's own are not all for threads.
      execArgv: [],
      env: {},
      stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 16 },
    });
    worker = started;
    started.unref();
    started.on('exit', () => {
      if (worker === started) worker = null;
    });
    // What went wrong is told to whom it concerns by `runOn`; the thread is of no use any more.
    started.on('error', () => {
      if (worker === started) worker = null;
    });
    return started;
  };

  const end = (): void => {
    clearTimeout(idle);
    void worker?.terminate();
    worker = null;
  };

  const rest = (): void => {
    worker?.unref();
    clearTimeout(idle);
    idle = setTimeout(end, limits.idleMs).unref();
  };

  return {
    async run(job) {
      const before = last;
      const turn = Promise.withResolvers<void>();
      last = turn.promise;
      await before;
      try {
        if (isClosed) return closed;
        const thread = start();
        thread.ref();
        const outcome = await runOn(thread, job, limits.timeMs);
        if (!outcome.ok && outcome.reason !== 'error') end();
        return isClosed && !outcome.ok ? closed : (outcome as never);
      } catch (error) {
        // The system has no thread to give, or the job cannot be handed over.
        return { ok: false, reason: 'error', detail: error instanceof Error ? error.message : String(error) };
      } finally {
        rest();
        turn.resolve();
      }
    },
    warm() {
      if (isClosed) return;
      try {
        start();
        rest();
      } catch {
        // The job that is about to come says why.
        end();
      }
    },
    close() {
      isClosed = true;
      end();
    },
  };
};

/** Runs one job, from when the thread has taken it up until its limit. */
const runOn = (thread: Worker, job: ReadingJob, timeMs: number): Promise<JobOutcome<unknown>> =>
  new Promise((resolve) => {
    const settle = (outcome: JobOutcome<unknown>): void => {
      clearTimeout(timer);
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(outcome);
    };
    const isLate = (): void => settle({ ok: false, reason: 'time', detail: `longer than ${timeMs} ms` });
    let timer = setTimeout(isLate, longestStartMs);
    const onMessage = (answer: Answer): void => {
      if (answer === 'begun') {
        clearTimeout(timer);
        timer = setTimeout(isLate, timeMs);
      } else if ('done' in answer) settle({ ok: true, value: answer.done });
      else settle({ ok: false, reason: 'error', detail: answer.threw });
    };
    const onError = (error: Error): void =>
      settle({
        ok: false,
        reason: 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'error',
        detail: error.message,
      });
    const onExit = (): void => settle({ ok: false, reason: 'error', detail: 'the thread ended' });
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    thread.postMessage(job);
  });

const serve = (port: NonNullable<typeof parentPort>): void => {
  const answer = (message: Answer): void => port.postMessage(message);
  port.on('message', (job: ReadingJob) => {
    answer('begun');
    runReadingJob(job).then(
      (done) => answer({ done }),
      (error: unknown) => answer({ threw: error instanceof Error ? error.message : String(error) }),
    );
  });
};

if (!isMainThread && parentPort && workerData === purpose) serve(parentPort);
