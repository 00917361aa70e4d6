/** One command of the command line. `run` gets what stands behind the command's name and resolves to the exit code. */
export interface Command {
  /** One line for `kurrier help`. */
  summary: string;
  /** What can stand behind the name. */
  usage: string;
  run(args: string[]): Promise<number>;
}

/** Exit codes that scripts can rely on. */
export const exitCode = { ok: 0, failed: 1, badInput: 2 } as const;

/** Wrong words on the command line: said in one line, with exit code 2. */
export class UsageError extends Error {}
