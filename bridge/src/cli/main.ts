import { isMainThread } from 'node:worker_threads';
import program from '../../package.json' with { type: 'json' };
import { ConfigurationError } from '../main/config.ts';
import { exitCode, UsageError, type Command } from './command.ts';

/** Loaded when asked for, so that `explain` does not pay for what `serve` needs. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.ts')).start,
  serve: async () => (await import('./commands/serve.ts')).serve,
  check: async () => (await import('./commands/check.ts')).check,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  call: async () => (await import('./commands/call.ts')).call,
  pair: async () => (await import('./commands/pair.ts')).pair,
  devices: async () => (await import('./commands/devices.ts')).devices,
  unlock: async () => (await import('./commands/unlock.ts')).unlock,
  restore: async () => (await import('./commands/restore.ts')).restore,
  login: async () => (await import('./commands/login.ts')).login,
  rotate: async () => (await import('./commands/rotate.ts')).rotate,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  sync: async () => (await import('./commands/sync.ts')).sync,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  discover: async () => (await import('./commands/discover.ts')).discover,
  send: async () => (await import('./commands/send.ts')).send,
};

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

// Bundled into one file, that file is also what the bridge's threads run: what they are for, their module says.
if (isMainThread) process.exitCode = await main(process.argv.slice(2));
else await import('../messages/reading/reading-thread.ts');
