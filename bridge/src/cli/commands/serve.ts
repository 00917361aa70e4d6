import { parseArgs } from 'node:util';
import { bridgeOptions, toBridgeOptions } from '../bridge-options.ts';
import { exitCode, type Command } from '../command.ts';
import { offerPairing, runBridge, runUntilStopped } from '../run-bridge.ts';

export const serve: Command = {
  summary: 'runs the bridge until it is stopped',
  usage: '[--data DIR | --dev] [--port N] [--trace] [--ca FILE] [--connect-to HOST:PORT:ADDRESS:PORT]',
  async run(args) {
    const { values } = parseArgs({ args, options: bridgeOptions });
    const bridge = await runBridge(toBridgeOptions(values));
    if (!bridge) return exitCode.failed;
    await offerPairing(bridge, values.data);
    await runUntilStopped(bridge);
    return exitCode.ok;
  },
};
