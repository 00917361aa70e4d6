import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { listSignInCodes } from '@kurrier/shared/api/arrivals/sign-in-codes';
import { listSyncs } from '@kurrier/shared/api/mail';
import { expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { until } from '../setup/until.ts';
import { password, startMail, user } from './start-mail.ts';

const stored = async ({ call }: BridgeProcess): Promise<number> => {
  const answer = await call(listSyncs, {});
  return answer.ok ? (answer.value.syncs[0]?.mailboxes.find(({ role }) => role === 'inbox')?.stored ?? 0) : 0;
};
const codes = async ({ call }: BridgeProcess): Promise<number> => {
  const answer = await call(listSignInCodes, {});
  return answer.ok ? answer.value.codes.length : 0;
};

test('a bridge that is stopped while it fetches, reads and searches ends what it is at first, and reports nothing', async () => {
  await using mail = await startMail();
  const other = await mail.connectOther();
  const text = `<p>${'your sign-in code is 551920 <b>x</b> '.repeat(400)}</p>`;
  for (let i = 0; i < 60; i++)
    await other.append('INBOX', `From: a@shop.example\r\nSubject: Sign in ${i}\r\nContent-Type: text/html\r\n\r\n${text}\r\n`);
  const first = await startBridgeProcess();
  const { dataDir } = first;
  const caFile = path.join(dataDir, 'ca.pem');
  writeFileSync(caFile, mail.caPem);
  await first.stop();
  const args = [`--ca=${caFile}`, `--connect-to=localhost:993:127.0.0.1:${mail.dovecot.ports.imaps}`];
  const reached: ((bridge: BridgeProcess) => Promise<unknown>)[] = [
    async (bridge) => expect(await stored(bridge)).toBeGreaterThan(0),
    async (bridge) => expect(await stored(bridge)).toBeGreaterThan(60),
    async (bridge) => expect(await codes(bridge)).toBeGreaterThan(0),
    async (bridge) => expect(await codes(bridge)).toBeGreaterThan(2),
  ];
  for (const [at, check] of reached.entries()) {
    const bridge = await startBridgeProcess({ dataDir, args });
    if (at === 0) {
      const imap = { host: 'localhost', port: 993, username: user, secure: true, password };
      await bridge.call(saveAccount, { change: { address: user, imap } });
    }
    await other.append('INBOX', `From: a@shop.example\r\nSubject: Sign in\r\n\r\nYour sign-in code is 7712${at}4\r\n`);
    await until(() => check(bridge));
    await bridge.stop();
    expect(bridge.output()).not.toContain('kurrier: ');
  }
  await other.logout();
  rmSync(dataDir, { recursive: true });
});
