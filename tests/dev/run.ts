import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMail, password } from '../e2e/mail-set-up.ts';

/**
 * `npm run dev`: test mail servers, the bridge (started anew when a source changes) and the extension with hot reload in a browser of its
 * own. Data lies in a folder that is gone afterwards. Ends with Ctrl+C.
 */
const root = path.resolve(import.meta.dirname, '../..');
const data = mkdtempSync(path.join(tmpdir(), 'kurrier-dev-'));
const mail = await startMail();
const caFile = path.join(data, 'ca.pem');
writeFileSync(caFile, mail.ca.pem);

const nodeOptions = JSON.parse(readFileSync(path.join(root, 'bridge/bin/node-options.json'), 'utf8')) as string[];
const start = (command: string, args: string[]): ChildProcess =>
  spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

const bridge = start(process.execPath, [
  ...nodeOptions,
  '--watch-path=bridge/src',
  '--watch-path=shared/src',
  '--watch-preserve-output',
  'bridge/src/cli/main.ts',
  'serve',
  '--data',
  path.join(data, 'bridge'),
  '--ca',
  caFile,
  ...mail.connectTo.flatMap((redirection) => ['--connect-to', redirection]),
]);
const extension = start(process.execPath, ['node_modules/wxt/bin/wxt.mjs']);

console.log(`
Mailboxes that are there: ${Object.keys(mail.dovecot.users).join(', ')}
Their password:           ${password}
`);

const end = async (): Promise<void> => {
  bridge.kill();
  extension.kill();
  await mail[Symbol.asyncDispose]();
  rmSync(data, { recursive: true, force: true });
};
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
