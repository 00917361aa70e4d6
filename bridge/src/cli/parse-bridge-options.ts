import { describeError } from './describe-error.ts';
import { bridgePorts } from '@kurrier/shared/bridge/bridge-ports';
import { foldersFor, readCaFiles } from '../main/config.ts';
import type { BridgeOptions } from '../main/bridge-options.ts';
import { UsageError } from './command.ts';
import { createThrowAwayFolder, isInspectorOpen } from './inspector.ts';
import { discoverOptions, toDiscoverOverrides } from './discover-options.ts';

/** The options of the commands that run a bridge. */
export const bridgeOptions = {
  ...discoverOptions,
  data: { type: 'string' },
  port: { type: 'string' },
  dev: { type: 'boolean' },
  demo: { type: 'boolean' },
  trace: { type: 'boolean' },
} as const;

/** What the words on the command line mean for a bridge. Throws a `UsageError` where they mean nothing. */
export const toBridgeOptions = (values: {
  data?: string;
  port?: string;
  dev?: boolean;
  demo?: boolean;
  trace?: boolean;
  ca: string[];
  'connect-to': string[];
  resolver?: string;
  'base-url': string[];
}): BridgeOptions => {
  if (isInspectorOpen() && !values.dev)
    throw new UsageError('not with the inspector open: a debugger can read every password. --dev runs on a throw-away data folder');
  const isThrownAway = values.dev === true || values.demo === true;
  if (isThrownAway && values.data !== undefined) throw new UsageError('--dev and --demo have a throw-away data folder; leave out --data');
  return {
    folders: foldersFor(isThrownAway ? createThrowAwayFolder() : values.data),
    ports: values.port === undefined ? bridgePorts : [parsePort(values.port)],
    ca: readCaFiles(values.ca),
    connectTo: values['connect-to'],
    discovery: toDiscoverOverrides(values),
    report: (problem, error) => console.error(`kurrier: ${problem}${error === undefined ? '' : `: ${describeError(error)}`}`),
    ...(values.trace && { trace: (line: string) => console.error(line) }),
  };
};

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new UsageError(`--port takes a number up to 65535, not "${text}"`);
  return port;
};
