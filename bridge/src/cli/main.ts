import { isMainThread } from 'node:worker_threads';
import program from '../../package.json' with { type: 'json' };
import { ConfigurationError } from '../main/config.ts';
import { exitCode, UsageError, type Command } from './command.ts';
import { commands } from './command-table.ts';

const helpOn = async (name: string, load: () => Promise<Command>): Promise<void> => {
  const { summary, usage } = await load();
  console.log(`  ${`${name} ${usage}`.trim()}\n      ${summary}`);
};

const help = async (): Promise<number> => {
  console.log('kurrier COMMAND\n');
  for (const [name, load] of Object.entries(commands)) await helpOn(name, load);
  return exitCode.ok;
};

const asksForHelp = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help';

const main = async ([name = 'help', ...args]: string[]): Promise<number> => {
  if (name === '--version' || name === '-v' || name === 'version') {
    console.log(`kurrier ${program.version}, Node ${process.version}`);
    return exitCode.ok;
  }
  if (asksForHelp(name) && args.length === 0) return help();
  if (asksForHelp(name)) return main([args[0]!, '--help']);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load && asksForHelp(args[0])) {
    await helpOn(name, load);
    return exitCode.ok;
  }
  if (!load) {
    console.error(`kurrier: there is no command "${name}"; “npm run -s kurrier -- help” lists them`);
    return exitCode.badInput;
  }
  try {
    return await (await load()).run(args);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigurationError) && !isParseArgsError(error)) throw error;
    console.error(`kurrier ${name}: ${error.message}`);
    return exitCode.badInput;
  }
};

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

const runCommand = async (): Promise<void> => {
  process.exitCode = await main(process.argv.slice(2));
};

// Bundled, this file is also what the bridge's threads run: what they are for, their module says.
if (isMainThread) void runCommand();
else void import('../messages/reading/reading-thread.ts');
