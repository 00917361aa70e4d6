import { parseArgs } from 'node:util';
import type { Report } from '../../async/report.ts';
import { ConfigurationError } from '../../main/config.ts';
import { openLogFile, type LogFile } from '../../files/log-file.ts';
import { createWireLog } from '../../net/wire-log/wire-log.ts';
import { bridgeOptions, toBridgeOptions } from '../bridge-options.ts';
import { exitCode, type Command } from '../command.ts';
import { offerPairing, runBridge, runUntilStopped } from '../run-bridge.ts';

/** Runs a bridge; `--wire FILE`: with every dialogue with a mail server appended to a file that only its owner can read. */
export const serve: Command = {
  summary: 'runs the bridge until it is stopped',
  usage: '[--data DIR | --dev] [--port N] [--trace] [--wire FILE] [--ca FILE] [--connect-to HOST:PORT:ADDRESS:PORT]',
  async run(args) {
    const { values } = parseArgs({ args, options: { ...bridgeOptions, wire: { type: 'string' } } });
    const options = toBridgeOptions(values);
    const log = values.wire === undefined ? undefined : await openWireFile(values.wire, options.report);
    const bridge = await runBridge({ ...options, ...(log && { wireLog: createWireLog(log.write) }) });
    if (bridge) {
      await offerPairing(bridge, values.data);
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
