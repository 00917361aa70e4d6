import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Proposal } from '@kurrier/shared/account/account';
import { applyProposal, listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { eventsSince } from '@kurrier/shared/api/events';
import type { Call } from '@kurrier/shared/bridge/call';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followAccount } from '../bridge/follow-account.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa } from '../servers/create-ca.ts';
import { findClosedPort } from '../servers/free-ports.ts';
import { ownAddress } from '../servers/own-address.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';

/** Servers on another machine, as far as the rules are concerned. */
const elsewhere = ownAddress();
const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-heal-'));
const caFile = path.join(folder, 'ca.pem');
let dovecot: Dovecot;
let postfix: Postfix;
beforeAll(async () => {
  const ca = await createCa();
  writeFileSync(caFile, ca.pem);
  const certificate = await ca.issue();
  dovecot = await startDovecot({ certificate, host: elsewhere });
  postfix = await startPostfix({ certificate, dovecot, host: elsewhere });
});
afterAll(async () => {
  await postfix[Symbol.asyncDispose]();
  await dovecot[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Proposals come a moment after the verdict. */
const waitForProposal = async (call: Call, id: string, leg: 'smtp' | 'imap'): Promise<Proposal> => {
  for (;;) {
    const listed = await call(listAccounts, {});
    if (!listed.ok) throw new Error(listed.failure.kind);
    const status = listed.value.accounts.find((account) => account.id === id)?.[leg]?.status;
    if (status?.state === 'failed' && status.proposals[0]) return status.proposals[0];
    await call(eventsSince, { cursor: listed.value.cursor, waitMs: 10_000 });
  }
};

test('a wrong port and a wrong Secure are mended by one press each, with the stored passwords; a user name asks for it again', async () => {
  const closed = await findClosedPort();
  const doors = { 993: dovecot.ports.imaps, 143: dovecot.ports.imap, 465: closed, 587: postfix.ports.submission };
  const args = [`--ca=${caFile}`, ...Object.entries(doors).map(([typed, port]) => `--connect-to=mail.test:${typed}:${elsewhere}:${port}`)];
  await using bridge = await startBridgeProcess({ args });
  const server = { host: 'mail.test', username: 'ann@mail.test', password: 'pw-ann' };
  const change = {
    address: 'ann@mail.test',
    smtp: { ...server, port: 465, secure: true, pool: false },
    imap: { ...server, port: 993, secure: false },
  };
  const saved = await bridge.call(saveAccount, { change });
  if (!saved.ok || 'refused' in saved.value) throw new Error(JSON.stringify(saved));
  const { id } = saved.value.account;
  let seen = await followAccount(bridge.call, saved.value);
  expect(seen.at(-1)).toMatchObject({
    smtp: { status: { state: 'failed', failure: { kind: 'net.refused' } } },
    imap: { status: { state: 'failed', failure: { kind: 'tls.implicit_expected' } } },
  });

  const press = async (leg: 'smtp' | 'imap') => {
    const proposal = await waitForProposal(bridge.call, id, leg);
    const applied = await bridge.call(applyProposal, { id, leg, proposalId: proposal.id });
    if (!applied.ok) throw new Error(applied.failure.kind);
    if (!('refused' in applied.value)) seen = await followAccount(bridge.call, applied.value);
    return { changes: proposal.changes, refused: 'refused' in applied.value ? applied.value.refused : null };
  };
  expect(await press('smtp')).toEqual({ changes: { port: 587 }, refused: null });
  expect(seen.at(-1)).toMatchObject({ smtp: { settings: { port: 587 }, status: { state: 'verified', security: 'starttls' } } });
  expect(await press('imap')).toEqual({ changes: { secure: true }, refused: null });
  expect(seen.at(-1)).toMatchObject({ imap: { settings: { port: 993 }, status: { state: 'verified', security: 'implicit-tls' } } });

  const again = await bridge.call(saveAccount, {
    id,
    change: { address: 'ann@mail.test', imap: { ...server, username: 'ann', port: 993, secure: true } },
  });
  if (!again.ok || 'refused' in again.value) throw new Error(JSON.stringify(again));
  seen = await followAccount(bridge.call, again.value);
  expect(await press('imap')).toEqual({ changes: { username: 'ann@mail.test' }, refused: 'password-required' });
});
