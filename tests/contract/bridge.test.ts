import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Account } from '@kurrier/shared/account/account';
import type { AccountChangeInput } from '@kurrier/shared/account/account-draft';
import { listAccounts, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followAccount } from '../bridge/follow-account.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';

let dovecot: Dovecot;
let postfix: Postfix;
let bridge: BridgeProcess;
let args: string[];

beforeAll(async () => {
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['mail.test'] });
  dovecot = await startDovecot({ certificate });
  postfix = await startPostfix({ certificate, dovecot });
  bridge = await startBridgeProcess();
  const caFile = path.join(bridge.dataDir, 'ca.pem');
  writeFileSync(caFile, ca.pem);
  args = [
    `--ca=${caFile}`,
    `--connect-to=mail.test:465:127.0.0.1:${postfix.ports.submissions}`,
    `--connect-to=mail.test:993:127.0.0.1:${dovecot.ports.imaps}`,
  ];
  await bridge.stop();
  bridge = await startBridgeProcess({ dataDir: bridge.dataDir, args });
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  rmSync(bridge.dataDir, { recursive: true });
  await postfix[Symbol.asyncDispose]();
  await dovecot[Symbol.asyncDispose]();
});

const server = (port: number, password?: string) => ({
  host: 'mail.test',
  port,
  username: 'ann@mail.test',
  secure: true,
  ...(password && { password }),
});
const ann = (over: Partial<AccountChangeInput> = {}): AccountChangeInput => ({
  address: 'ann@mail.test',
  smtp: server(465, 'pw-ann'),
  imap: server(993, 'pw-ann'),
  ...over,
});

const save = async (request: { id?: string; change: AccountChangeInput }) => {
  const answer = await bridge.call(saveAccount, request);
  if (!answer.ok || 'refused' in answer.value) throw new Error(`not saved: ${JSON.stringify(answer)}`);
  return answer.value;
};

const follow = (ticket: { account: Account; cursor: number }) => followAccount(bridge.call, ticket);

test('save answers at once, the steps of both legs follow as events, and both legs end verified', async () => {
  const saved = await save({ change: ann() });
  expect(saved.account.smtp?.status.state).toBe('checking');
  const seen = await follow(saved);
  expect(seen.at(-1)).toMatchObject({
    smtp: { status: { state: 'verified', security: 'implicit-tls' } },
    imap: { status: { state: 'verified', security: 'implicit-tls' } },
  });
  const rungs = ['name', 'connect', 'tls', 'greeting', 'capabilities', 'sign-in', 'use'];
  for (const leg of ['smtp', 'imap'] as const) {
    const status = seen.at(-1)![leg]!.status;
    const steps = status.state === 'verified' ? status.steps : [];
    expect(steps.map(({ rung }) => rung)).toEqual(rungs);
    expect(steps.every(({ state, tookMs }) => state === 'done' && tookMs! >= 0)).toBe(true);
    const running = seen.flatMap((account) => (account[leg]!.status.state === 'checking' ? [account[leg]!.status.steps.length] : []));
    expect(new Set(running).size, 'steps were seen while they happened').toBeGreaterThan(3);
  }
});

test('an account outlives the bridge: stopped and killed', async () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await bridge.stop(signal);
    bridge = await startBridgeProcess({ dataDir: bridge.dataDir, args });
    const answer = await bridge.call(listAccounts, {});
    expect(answer).toMatchObject({
      ok: true,
      value: { accounts: [{ address: 'ann@mail.test', smtp: { status: { state: 'verified' } } }] },
    });
  }
});

test('the other leg’s failure hides nothing, either way round, and the stored password is used again', async () => {
  const [account] = (await list()).filter(({ address }) => address === 'ann@mail.test');
  for (const [bad, good] of [
    ['imap', 'smtp'],
    ['smtp', 'imap'],
  ] as const) {
    const wrong = await follow(await save({ id: account!.id, change: ann({ [bad]: server(bad === 'smtp' ? 465 : 993, 'wrong') }) }));
    expect(wrong.at(-1)).toMatchObject({
      [good]: { status: { state: 'verified' } },
      [bad]: { status: { state: 'failed', failure: { kind: 'auth.invalid_credentials', stage: 'sign-in' } } },
    });
  }
  await follow(await save({ id: account!.id, change: ann() }));
  const again = await follow(
    await save({ id: account!.id, change: ann({ smtp: server(465), imap: server(993), label: 'No password typed' }) }),
  );
  expect(again.at(-1)).toMatchObject({
    label: 'No password typed',
    smtp: { status: { state: 'verified' } },
    imap: { status: { state: 'verified' } },
  });
});

test('two saves of a new account at once leave one', async () => {
  const change = ann({ address: 'bob@mail.test', imap: undefined });
  const saved = await Promise.all([save({ change }), save({ change })]);
  expect(saved.filter(({ existing }) => existing === 'changed')).toHaveLength(1);
  expect((await list()).filter(({ address }) => address === 'bob@mail.test')).toHaveLength(1);
});

test('what is not an account is refused with the field’s name and without its value', async () => {
  const answer = await bridge.call(saveAccount, { change: ann({ address: 'canary\r\n@mail.test' }) });
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'bad-request', detail: expect.stringContaining('change.address') } });
  expect(JSON.stringify(answer)).not.toContain('canary');
  expect(await bridge.call(verifyAccount, { id: 'nobody' })).toMatchObject({ ok: true, value: { refused: 'not-found' } });
});

const list = async (): Promise<Account[]> => {
  const answer = await bridge.call(listAccounts, {});
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value.accounts;
};
