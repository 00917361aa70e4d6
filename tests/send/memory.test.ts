import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { saveAccount } from '@kurrier/shared/api/accounts';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { followAccount } from '../bridge/follow-account.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { waitForMessages } from './read-mailbox.ts';
import { startMailServers } from './start-mail-servers.ts';

const megabyte = 1024 * 1024;

/** What a process has in memory, and the most it ever had. */
const readMemory = async (pid: number): Promise<{ now: number; most: number }> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]);
  return { now: kilobytes('VmRSS') * 1024, most: kilobytes('VmHWM') * 1024 };
};

test('a 25 MB attachment arrives whole, is filed, and the bridge grows by less than 80 MB on the way', { timeout: 120_000 }, async () => {
  await using servers = await startMailServers();
  const dir = mkdtempSync(path.join(os.tmpdir(), 'memory-'));
  writeFileSync(path.join(dir, 'ca.pem'), servers.caPem);
  const bytes = randomBytes(25 * megabyte);
  writeFileSync(path.join(dir, 'large.bin'), bytes);
  await using bridge = await startBridgeProcess({ args: [`--ca=${path.join(dir, 'ca.pem')}`] });
  const leg = { host: '127.0.0.1', username: 'ann@mail.test', password: 'pw-ann', secure: true };
  const saved = await bridge.call(saveAccount, {
    change: {
      address: 'ann@mail.test',
      smtp: { ...leg, port: servers.postfix.ports.submission },
      imap: { ...leg, port: servers.dovecot.ports.imaps },
    },
  });
  if (!saved.ok || 'refused' in saved.value) throw new Error('not saved');
  await followAccount(bridge.call, saved.value);

  const before = await readMemory(bridge.pid);
  const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');
  const child = spawn(process.execPath, [main, 'send', '--data', bridge.dataDir], { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(JSON.stringify({ from: 'ann@mail.test', to: 'bob@mail.test', files: [{ path: path.join(dir, 'large.bin') }] }));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  const [received] = await waitForMessages(servers, 'bob', 1);
  await waitForMessages(servers, 'ann', 1, 'Sent');
  const after = await readMemory(bridge.pid);
  console.log(`memory: ${Math.round(before.now / megabyte)} MB before, at most ${Math.round(after.most / megabyte)} MB`);
  expect((after.most - before.now) / megabyte).toBeLessThan(80);
  const { attachments } = await PostalMime.parse(received!.source);
  expect(Buffer.from(attachments[0]!.content as ArrayBuffer).equals(bytes)).toBe(true);
  rmSync(dir, { recursive: true });
});
