/** Longer chains of causes say nothing more. */
const mostCauses = 5;

/** An error as it is written into the log: where it was thrown and what caused it. Its other fields stay out, they may hold anything. */
export const describeError = (error: unknown, left = mostCauses): string => {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? String(error);
  return error.cause === undefined || left === 0 ? own : `${own}\ncaused by ${describeError(error.cause, left - 1)}`;
};
