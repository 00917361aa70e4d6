import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listAccounts, verifyAccount } from '@kurrier/shared/api/accounts';
import { expect, onTestFinished, test } from 'vitest';
import { createAttackTable } from '../attack/attack-table.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { chooseSeed } from '../send/soak.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { signIn, startOAuthWorld, verifiedAccount } from './start-oauth-world.ts';

const soak = process.env['KURRIER_SOAK'] === '1';
const points = soak ? 50 : 3;
const seed = chooseSeed();
const record = createAttackTable('a bridge killed while it signs in and refreshes');

test(`killed at ${points} random points of sign-in and refresh: the account works, or says “Sign in again”; nobody is asked in a loop`, async () => {
  const random = createRandom(seed);
  await using world = await startOAuthWorld();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-oauth-kill-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const tokenRequests = () => world.provider.requests().filter((line) => line === 'POST /token').length;
  const first = await startBridgeProcess({ dataDir, args: world.args });
  const id = await signIn(first.call, world, 'ann@mail.test');
  await first.stop();
  let [signIns, ended] = [1, 0];

  const look = async (point: number) => {
    await using bridge = await startBridgeProcess({ dataDir, args: world.args });
    await world.provider.endAccessTokens();
    const before = tokenRequests();
    await bridge.call(verifyAccount, { id });
    const account = await verifiedAccount(bridge.call, id);
    const states = [account.smtp!.status, account.imap!.status];
    const kinds = states.map((status) => (status.state === 'failed' ? status.failure.kind : status.state));
    expect(tokenRequests() - before, `point ${point} of seed ${seed}`).toBeLessThanOrEqual(2);
    if (kinds.every((kind) => kind === 'verified')) return;
    expect(kinds, `point ${point} of seed ${seed}`).toContain('oauth.grant_ended');
    ended++;
    signIns++;
    expect(await signIn(bridge.call, world, 'ann@mail.test', id)).toBe(id);
    expect(await verifiedAccount(bridge.call, id)).toMatchObject({
      smtp: { status: { state: 'verified' } },
      imap: { status: { state: 'verified' } },
    });
  };

  for (let point = 0; point < points; point++) {
    const bridge = await startBridgeProcess({ dataDir, args: world.args });
    // The mail server refuses the token from now on: whatever is tried has to renew it first.
    await world.provider.endAccessTokens();
    const killed = new Promise<void>((resolve) => setTimeout(() => resolve(bridge.stop('SIGKILL')), random.int(1, 300)));
    const isSigningIn = random.int(0, 2) === 0;
    const work = isSigningIn ? signIn(bridge.call, world, 'ann@mail.test', id) : bridge.call(verifyAccount, { id });
    // Whatever it was doing is cut by the kill.
    await Promise.allSettled([work, killed]);
    if (isSigningIn) signIns++;
    await look(point);
  }
  const last = await startBridgeProcess({ dataDir, args: world.args });
  const listed = await last.call(listAccounts, {});
  expect(listed.ok && listed.value.accounts.filter(({ address }) => address === 'ann@mail.test')).toHaveLength(1);
  await last.stop();
  expect(tokenRequests()).toBeLessThanOrEqual(points * 4 + signIns + 2);
  record(
    `${points} points, seed ${seed}`,
    `works after ${points - ended}, “Sign in again” after ${ended}; ${tokenRequests()} token requests`,
  );
}, 300_000);
