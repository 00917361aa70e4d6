import { parseArgs } from 'node:util';
import { bridgeOptions, toBridgeOptions } from './bridge-options.ts';
import { exitCode, type Command } from './command.ts';
import { offerPairing, runBridge, runUntilStopped } from './run-bridge.ts';

export const serve: Command = {
  summary: 'runs the bridge until it is stopped',
  usage: '[--data DIR | --dev] [--port N] [--trace] [--ca FILE] [--connect-to HOST:PORT:ADDRESS:PORT]',
  async run(args) {
    const bridge = await runBridge(toBridgeOptions(parseArgs({ args, options: bridgeOptions }).values));
    if (!bridge) return exitCode.failed;
    await offerPairing(bridge);
    await runUntilStopped(bridge);
    return exitCode.ok;
  },
};
