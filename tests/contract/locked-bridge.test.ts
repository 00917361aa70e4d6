import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAccounts, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { listSyncs } from '@kurrier/shared/api/mail';
import { eventsSince } from '@kurrier/shared/api/events';
import { rotateVault, unlockVault } from '@kurrier/shared/api/vault';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';

let dovecot: Dovecot;
let bridge: BridgeProcess;
let args: string[];

const restart = async () => {
  await bridge.stop();
  bridge = await startBridgeProcess({ dataDir: bridge.dataDir, args });
};
beforeAll(async () => {
  const ca = await createCa();
  dovecot = await startDovecot({ certificate: await ca.issue({ names: ['mail.test'] }) });
  bridge = await startBridgeProcess();
  const caFile = path.join(bridge.dataDir, 'ca.pem');
  writeFileSync(caFile, ca.pem);
  args = [`--ca=${caFile}`, `--connect-to=mail.test:993:127.0.0.1:${dovecot.ports.imaps}`];
  await restart();
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  rmSync(bridge.dataDir, { recursive: true, force: true });
  await dovecot[Symbol.asyncDispose]();
});

const imap = { host: 'mail.test', port: 993, username: 'ann@mail.test', secure: true };
const stateOfLeg = async () => {
  const answer = await bridge.call(listAccounts, {});
  return answer.ok ? answer.value.accounts[0]?.imap?.status.state : answer.failure.kind;
};
const phaseOfSync = async () => {
  const answer = await bridge.call(listSyncs, {});
  return answer.ok ? answer.value.syncs[0]?.state.phase : answer.failure.kind;
};

test('a bridge that starts locked keeps what it knew, refuses the rest, and goes on where it was once it is unlocked', async () => {
  const saved = await bridge.call(saveAccount, { change: { address: 'ann@mail.test', imap: { ...imap, password: 'pw-ann' } } });
  const id = saved.ok && 'account' in saved.value ? saved.value.account.id : '';
  await expect.poll(stateOfLeg).toBe('verified');
  await expect.poll(phaseOfSync).toBe('live');
  expect(await bridge.call(rotateVault, { passphrase: 'over the hills' })).toMatchObject({ value: { keyHolder: 'passphrase' } });

  await restart();
  expect(await stateOfLeg()).toBe('verified');
  const locked = { ok: false, failure: { kind: 'locked' } };
  expect(await bridge.call(verifyAccount, { id })).toEqual(locked);
  expect(await bridge.call(saveAccount, { id, change: { address: 'ann@mail.test', imap: { ...imap, password: 'pw-ann' } } })).toEqual(
    locked,
  );
  expect(await bridge.call(unlockVault, { passphrase: 'far away' })).toMatchObject({ value: { reason: 'passphrase-wrong' } });
  expect(await stateOfLeg()).toBe('verified');

  // Locked is said with everything that is answered all the same, and whoever waits for news hears at once that it is over.
  const listed = await bridge.call(listAccounts, {});
  expect(listed).toMatchObject({ value: { isLocked: true } });
  const cursor = listed.ok ? listed.value.cursor : 0;
  const waitedSince = performance.now();
  // What else there is to tell meanwhile is told as well.
  const hearOfUnlocking = async () => {
    for (let from = cursor; ;) {
      const news = await bridge.call(eventsSince, { cursor: from, waitMs: 20_000 });
      if (!news.ok || !news.value.isLocked) return news;
      from = news.value.cursor;
    }
  };
  const news = hearOfUnlocking();

  expect(await bridge.call(unlockVault, { passphrase: 'over the hills' })).toMatchObject({ value: { state: 'open' } });
  expect(await news).toMatchObject({ value: { isLocked: false } });
  expect(performance.now() - waitedSince).toBeLessThan(10_000);
  await expect.poll(phaseOfSync).toBe('live');
  expect(await bridge.call(verifyAccount, { id })).toMatchObject({ ok: true });
  await expect.poll(stateOfLeg).toBe('verified');

  expect(await bridge.call(rotateVault, { passphrase: 'too short' })).toMatchObject({ value: { refused: 'passphrase-too-short' } });
  expect(await bridge.call(rotateVault, { dropPassphrase: true })).toMatchObject({ value: { rotated: true } });
  await restart();
  expect(await bridge.call(listAccounts, {})).toMatchObject({ value: { isLocked: false } });
  expect(await bridge.call(verifyAccount, { id })).toMatchObject({ ok: true });
  await expect.poll(stateOfLeg).toBe('verified');
});
