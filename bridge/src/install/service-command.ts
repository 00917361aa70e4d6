import path from 'node:path';

/** An installed program: its own Node and the bridge in one file, in a folder that nobody but an installation touches. */
export interface Program {
  node: string;
  bundle: string;
  /** What Node is told before the bundle. */
  nodeOptions: readonly string[];
}

/** The system looks names up on half of Node's threads: with its 4, two dead names hold up all others. */
export const environment = { UV_THREADPOOL_SIZE: '8' } as const;

/** The words of the command that runs a bridge in the background, its log in the data folder. */
export const serviceCommand = ({ node, bundle, nodeOptions }: Program): string[] => [node, ...nodeOptions, bundle, 'serve', '--background'];

/** The program that lies in a folder, under the names that a release gives them. */
export const programIn = (folder: string, platform: NodeJS.Platform, nodeOptions: readonly string[]): Program => {
  const { join } = platform === 'win32' ? path.win32 : path.posix;
  return { node: join(folder, platform === 'win32' ? 'node.exe' : 'node'), bundle: join(folder, 'kurrier.mjs'), nodeOptions };
};
