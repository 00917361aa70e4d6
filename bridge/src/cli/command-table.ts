import type { Command } from './command.ts';

/** In a bundle every module is in the same file, and there is no source to build an extension from. */
const isSource = import.meta.filename.endsWith('command-table.ts');

/** Every command by its name, in the order of the help. Loaded when asked for, so that `explain` does not pay for what `serve` needs. */
export const commands: Record<string, () => Promise<Command>> = {
  ...(isSource && { start: async () => (await import('./commands/start.ts')).start }),
  serve: async () => (await import('./commands/serve.ts')).serve,
  check: async () => (await import('./commands/check.ts')).check,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  call: async () => (await import('./commands/call.ts')).call,
  pair: async () => (await import('./commands/pair.ts')).pair,
  devices: async () => (await import('./commands/devices.ts')).devices,
  unlock: async () => (await import('./commands/unlock.ts')).unlock,
  backup: async () => (await import('./commands/backup.ts')).backup,
  store: async () => (await import('./commands/store.ts')).store,
  restore: async () => (await import('./commands/restore.ts')).restore,
  login: async () => (await import('./commands/login.ts')).login,
  rotate: async () => (await import('./commands/rotate.ts')).rotate,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  sync: async () => (await import('./commands/sync.ts')).sync,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  discover: async () => (await import('./commands/discover.ts')).discover,
  send: async () => (await import('./commands/send.ts')).send,
  install: async () => (await import('./program/install.ts')).install,
  update: async () => (await import('./program/install.ts')).update,
  uninstall: async () => (await import('./program/uninstall.ts')).uninstall,
  status: async () => (await import('./program/status.ts')).status,
  logs: async () => (await import('./program/logs.ts')).logs,
  'native-host': async () => (await import('./program/native-host.ts')).nativeHost,
};
