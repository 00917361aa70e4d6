import { parseArgs } from 'node:util';
import type { Report } from '../../async/report.ts';
import { ConfigurationError } from '../../main/config.ts';
import { openLogFile, type LogFile } from '../../files/log-file.ts';
import { createRotatingLog, logFile } from '../../files/rotating-log.ts';
import { bridgeOptions, toBridgeOptions } from '../parse-bridge-options.ts';
import { exitCode, type Command } from '../command.ts';
import { offerPairing, runBridge, runUntilStopped } from '../run-bridge.ts';

/** Runs a bridge; `--wire FILE`: with every dialogue with a mail server appended to a file that only its owner can read. */
export const serve: Command = {
  summary: 'runs the bridge until it is stopped; --background: nobody watches, so it writes a log and shows no code',
  usage:
    '[--data DIR | --dev | --demo] [--store FILE [--key-file FILE]] [--port N] [--background] [--trace] [--wire FILE] [--ca FILE] [--connect-to HOST:PORT:ADDRESS:PORT]',
  async run(args) {
    const more = {
      wire: { type: 'string' },
      background: { type: 'boolean', default: false },
      store: { type: 'string' },
      'key-file': { type: 'string' },
    } as const;
    const { values } = parseArgs({ args, options: { ...bridgeOptions, ...more } });
    const options = toBridgeOptions(values);
    if (values.background) writeIntoLog(options.folders.store);
    const log = values.wire === undefined ? undefined : await openWireFile(values.wire, options.report);
    const wireLog = log && (await import('../../net/wire-log/wire-log.ts')).createWireLog(log.write);
    const { store: file, 'key-file': keyFile } = values;
    const isShared = file !== undefined || keyFile !== undefined;
    const store = isShared ? await (await import('../store-options.ts')).toSharedStore(file, keyFile, options.ca) : undefined;
    const bridge = await runBridge({ ...options, ...(store && { store }), ...(wireLog && { wireLog }) });
    if (bridge) {
      if (values.demo) await (await import('../show-demo.ts')).showDemo(bridge);
      if (!values.background) await offerPairing(bridge, values.data);
      await runUntilStopped(bridge);
    }
    await log?.close();
    return bridge ? exitCode.ok : exitCode.failed;
  },
};

const openWireFile = async (file: string, report: Report): Promise<LogFile> => {
  try {
    return await openLogFile(file, report);
  } catch (error) {
    throw new ConfigurationError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`, { cause: error });
  }
};

/** Whatever is said from here on goes into the log of the data folder, too. */
const writeIntoLog = (store: string): void => {
  const log = createRotatingLog(logFile(store));
  for (const level of ['log', 'error'] as const) {
    const say = console[level].bind(console);
    console[level] = (...words: unknown[]) => {
      log(words.join(' '));
      say(...words);
    };
  }
};
