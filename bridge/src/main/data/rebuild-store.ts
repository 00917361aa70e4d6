import type { Report } from '../../async/report.ts';
import type { Part } from '../../async/lazy-part.ts';
import { setAside } from '../../store/set-aside.ts';

/** A disk that breaks whatever is written to it is not written to over and over. */
const pauseMs = 10 * 60_000;

/**
 * Begins a store anew while the bridge runs: the part that uses it is closed, the damaged file put aside, the part loaded again, which
 * fetches what can be fetched. At most once in ten minutes.
 */
export const createRebuild = ({ part, file, report }: { part: Pick<Part<unknown>, 'restart'>; file: string; report: Report }) => {
  let begunAt = Number.NEGATIVE_INFINITY;
  return (): void => {
    if (performance.now() - begunAt < pauseMs) return;
    begunAt = performance.now();
    part
      .restart(() => report(`${file} is damaged; it is kept as ${setAside(file, 'damaged')}, and begun anew`))
      .catch((error: unknown) => report(`${file} could not be begun anew`, error));
  };
};
