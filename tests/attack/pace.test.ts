import { expect, test } from 'vitest';
import { cancelVerification, listAccounts, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { eventsSince } from '@kurrier/shared/api/events';
import { followAccount } from '../bridge/follow-account.ts';
import { pairDevice } from '../bridge/pair-device.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { startFaultyRelay } from '../send/start-faulty-relay.ts';
import { createAttackTable } from './attack-table.ts';
import { callerFor } from './start-target.ts';

const record = createAttackTable('pace');

test('a device that has an account verified without end signs in six times, then every ten seconds; others are not kept waiting', async () => {
  await using server = await startFaultyRelay(['8BITMIME']);
  await using bridge = await startBridgeProcess();
  const call = callerFor(bridge.port, await pairDevice(bridge));
  const smtp = { host: '127.0.0.1', port: server.port, username: 'ann@mail.test', secure: false, password: 'pw' };
  const saved = await call(saveAccount, { change: { address: 'ann@mail.test', smtp } });
  if (!saved.ok || 'refused' in saved.value) throw new Error('not saved');
  await followAccount(call, saved.value);
  const { id } = saved.value.account;
  for (let time = 1; time < 6; time++) {
    const again = await call(verifyAccount, { id });
    if (!again.ok || 'refused' in again.value) throw new Error('not started');
    await followAccount(call, again.value);
  }
  const before = server.connections();
  for (let time = 0; time < 40; time++)
    expect(await call(verifyAccount, { id })).toMatchObject({ value: { account: { smtp: { status: { state: 'checking' } } } } });
  const { value } = (await call(listAccounts, {})) as { value: { cursor: number } };
  expect(await call(eventsSince, { cursor: value.cursor, waitMs: 1500 })).toMatchObject({ value: { events: [] } });
  expect(server.connections()).toBe(before);
  const other = await call(saveAccount, { change: { address: 'bob@mail.test', smtp: { ...smtp, username: 'bob@mail.test' } } });
  if (!other.ok || 'refused' in other.value) throw new Error('not saved');
  expect((await followAccount(call, other.value)).at(-1)).toMatchObject({ smtp: { status: { state: 'verified' } } });
  expect(await call(cancelVerification, { id })).toMatchObject({ value: { account: { smtp: { status: { state: 'verified' } } } } });
  record('accounts.verify, 46 times', `${before} sign-ins, the rest waits`);
});
