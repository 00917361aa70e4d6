import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { expect, test } from 'vitest';
import { createRandom } from './random-message.ts';
import { chooseSeed, countFor } from './soak.ts';
import { startFaultyRelay } from './start-faulty-relay.ts';

const queued = 200;
const connections = 5;

interface Run {
  accepted: string[];
  settled: OutboxEntry[] | undefined;
}

/** Runs the outbox until it ends by itself or `kill`, asked at each acceptance, says so. */
const runOutbox = async (dir: string, port: number, register: (kill: () => void, acceptedSoFar: () => number) => void): Promise<Run> => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'outbox-process.ts'), dir, String(port), String(queued)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const run: Run = { accepted: [], settled: undefined };
  register(
    () => child.kill('SIGKILL'),
    () => run.accepted.length,
  );
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('accepted ')) run.accepted.push(line.slice('accepted '.length));
    if (line.startsWith('settled ')) run.settled = JSON.parse(line.slice('settled '.length)) as OutboxEntry[];
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return run;
};

test(
  'after kill -9 at random points, each message has reached the server exactly once or stands as unknown',
  { timeout: 600_000 },
  async () => {
    const random = createRandom(chooseSeed());
    let unknown = 0;
    for (let round = 0; round < countFor(50); round++) {
      const dir = mkdtempSync(path.join(os.tmpdir(), 'kill-'));
      const killAt = Math.floor(random() * queued);
      const delayMs = random() * 4;
      let kill = () => {};
      let transactions = 0;
      const capabilities = round % 2 === 0 ? ['PIPELINING', 'CHUNKING'] : ['PIPELINING'];
      await using server = await startFaultyRelay(capabilities, () => {
        if (transactions++ === killAt) setTimeout(() => kill(), delayMs);
        return {};
      });
      const first = await runOutbox(dir, server.port, (end) => (kill = end));
      expect(first.settled, 'was not killed').toBeUndefined();
      const begunBefore = new Set(server.begunFor);
      // One more of the same takes up what is left.
      const second = await runOutbox(dir, server.port, () => (kill = () => {}));
      const bySubject = new Map(second.settled!.map((entry) => [entry.recipients[0]!.address, entry]));
      expect(bySubject.size).toBe(queued);
      for (const address of first.accepted) expect(bySubject.has(address), `${address} was accepted and is lost`).toBe(true);
      const stands = (state: string) => [...bySubject].filter(([, { status }]) => status.state === state).map(([address]) => address);
      const times = (address: string) => server.taken.filter(({ recipients }) => recipients.includes(address)).length;
      expect(stands('sent').length + stands('unknown').length).toBe(queued);
      for (const address of stands('sent')) expect(times(address), `${address} is called sent`).toBe(1);
      for (const address of stands('unknown')) {
        expect(times(address)).toBeLessThanOrEqual(1);
        expect(begunBefore.has(address), `${address} is unknown, and nothing of it was sent`).toBe(true);
      }
      expect(stands('unknown').length).toBeLessThanOrEqual(connections);
      unknown += stands('unknown').length;
      rmSync(dir, { recursive: true });
    }
    // Otherwise the kills came at moments that prove nothing.
    expect(unknown).toBeGreaterThan(0);
  },
);
