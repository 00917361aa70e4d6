import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** VmHWM, because maxRSS also counts what the parent had before it became this program (exec_mmap in the kernel). */
const tellPeak = `import { readFileSync } from 'node:fs';
process.on('exit', () => process.stderr.write('peak ' + /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] + '\\n'))`;

export interface Measured {
  seconds: number;
  /** The most memory that was resident at once. */
  peakMb: number;
}

/** Runs a Node program whose last line of output is JSON with `seconds`; adds its peak of memory. Rejects when it fails. */
export const runMeasured = async (args: readonly string[], { cwd, input = '' }: { cwd: string; input?: string }): Promise<Measured> => {
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(tellPeak)}`, ...args], {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`exit ${code}\n${output}${errors}`);
  const { seconds } = JSON.parse(output.trim().split('\n').at(-1)!) as { seconds: number };
  return { seconds: Number(seconds.toFixed(3)), peakMb: Math.round(Number(/peak (\d+)/.exec(errors)?.[1]) / 1024) };
};
