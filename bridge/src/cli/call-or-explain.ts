import path from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Call, CallFailure } from '@kurrier/shared/bridge/call';
import { commandLineWords } from '@kurrier/shared/words/command-line';
import { foldersFor } from '../main/config.ts';
import { exitCode } from './command.ts';
import { findHolder } from '../files/lock-file.ts';
import { connectBridge } from './connect-bridge.ts';
import { describeRunning } from './describe-running.ts';

type Values<Options extends ParseArgsOptionsConfig> = {
  [Name in keyof Options]?: Options[Name]['type'] extends 'boolean' ? boolean : string;
};

/**
 * Runs a command against the bridge of the data folder. Resolves to its exit code; a call that failed is explained on standard
 * error instead.
 */
export const callOrExplain = async <const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  run: (call: Call, values: Values<Options>) => Promise<number | CallFailure>,
): Promise<number> => {
  const { values } = parseArgs({ args, options: { ...options, data: { type: 'string' } } });
  const { data, ...rest } = values as Record<string, string>;
  const { store } = foldersFor(data);
  const connected = await connectBridge(store);
  const result = connected.ok ? await run(connected.value, rest as Values<Options>) : connected.failure;
  if (typeof result === 'number') return result;
  console.error(`kurrier: ${(await explainSilence(result, store)) ?? explain(result)}`);
  return exitCode.failed;
};

type Problem = CallFailure | Extract<Awaited<ReturnType<typeof connectBridge>>, { ok: false }>['failure'];

/** Whether nobody answers because nobody runs, or because somebody does who must not be replaced. */
const explainSilence = async ({ kind }: Problem, store: string): Promise<string | null> => {
  if (kind !== 'not-running' && kind !== 'not-reachable') return null;
  const holder = await findHolder(path.join(store, 'bridge.lock'));
  return holder ? describeRunning({ ...holder, answers: false }) : commandLineWords['not-running'];
};

const explain = (problem: Problem): string => {
  if (problem.kind === 'not-private') return `others can reach ${problem.path}; this mends it: ${problem.mend}`;
  const words = commandLineWords[problem.kind];
  return 'detail' in problem ? `${words.replace(/\.$/, '')}: ${problem.detail}` : words;
};
