import { execFile } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { listSyncs } from '@kurrier/shared/api/mail';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { startDelayingProxy } from '../servers/start-delaying-proxy.ts';
import { fillMaildir } from '../sync/fill-maildir.ts';
import { password, startMail, user } from '../sync/start-mail.ts';
import { judge, median, type Benchmark } from './benchmark.ts';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const messages = 2000;
const rounds = 7;

/** Seconds from the first packet until everything in INBOX came by one command, read by nobody. */
const drain = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
    const commands = [`LOGIN ${user} "${password}"`, 'EXAMINE INBOX', 'UID FETCH 1:* (UID BODY.PEEK[])'];
    let sent = 0;
    let end = '';
    socket.on('error', reject);
    socket.on('data', (bytes: Buffer) => {
      end = (end + bytes.subarray(-2048).toString('latin1')).slice(-2048);
      if (sent > 0 && !new RegExp(`(?:^|\n)t${sent} OK [^\n]*\n$`).test(end)) return;
      const command = commands[sent++];
      if (command !== undefined) return void socket.write(`t${sent} ${command}\r\n`);
      socket.destroy();
      resolve((performance.now() - startedAt) / 1000);
    });
  });

/** Writing a mailbox as mbox by the command line, beside what it takes to fetch the same bytes and throw them away. */
const measure = async function* (roundTripMs: number) {
  await using mail = await startMail();
  fillMaildir(mail.dovecot.maildir(user), messages, 1);
  await using proxy = await startDelayingProxy({ port: mail.dovecot.ports.imaps }, roundTripMs);
  await using bridge = await startBridgeProcess();
  const caFile = path.join(bridge.dataDir, 'ca.pem');
  writeFileSync(caFile, mail.caPem);
  await bridge.stop();
  await using serving = await startBridgeProcess({
    dataDir: bridge.dataDir,
    args: [`--ca=${caFile}`, `--connect-to=localhost:993:127.0.0.1:${proxy.port}`],
  });
  await serving.call(saveAccount, {
    change: { address: user, imap: { host: 'localhost', port: 993, username: user, secure: true, password } },
  });
  for (let stored = 0; stored < messages;) {
    const listed = await serving.call(listSyncs, {});
    stored = listed.ok ? (listed.value.syncs[0]?.mailboxes.find(({ role }) => role === 'inbox')?.stored ?? 0) : 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const out = path.join(bridge.dataDir, 'mail.mbox');
  const [ours, raw]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    raw.push(await drain(proxy.port));
    const startedAt = performance.now();
    const args = ['bridge/src/cli/main.ts', 'export', user, '--folder', 'INBOX', '--out', out, '--overwrite', '--data', bridge.dataDir];
    await run(process.execPath, args, { cwd: root });
    ours.push((performance.now() - startedAt) / 1000);
  }
  yield {
    what: `export of ${messages} messages, ${roundTripMs} ms of round trip`,
    bytes: statSync(out).size,
    ours: Number(median(ours).toFixed(2)),
    peer: `${median(raw).toFixed(2)} s to fetch and throw away`,
    ...judge(median(ours) / median(raw), 1.5, 'of a raw fetch'),
  };
  rmSync(bridge.dataDir, { recursive: true });
};

const benchmarkExport: Benchmark = async function* () {
  for (const roundTripMs of [0, 100]) yield* measure(roundTripMs);
};

export default benchmarkExport;
