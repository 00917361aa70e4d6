import { listAccounts } from '@kurrier/shared/api/accounts';
import { startDemo, stopDemo } from '@kurrier/shared/api/demo';
import { listMessages, openMessage } from '@kurrier/shared/api/mail';
import { sendMessage } from '@kurrier/shared/api/send';
import type { Account } from '@kurrier/shared/account/account';
import type { Call } from '@kurrier/shared/bridge/call';
import { demoWords } from '@kurrier/shared/words/program/demo';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestBridge, type TestBridge } from '../e2e/start-test-bridge.ts';

const resources = new AsyncDisposableStack();
let bridge: TestBridge;
let call: Call;
beforeAll(async () => {
  bridge = resources.use(await startTestBridge());
  call = await bridge.call();
  expect(await call(startDemo, {})).toMatchObject({ ok: true, value: { isRunning: true } });
});
afterAll(() => resources.disposeAsync());

const list = async (): Promise<Account[]> => {
  const listed = await call(listAccounts, {});
  return listed.ok ? listed.value.accounts : [];
};

/** What a leg came to: `verified`, with the kinds of its warnings, or the kind of its failure. */
const outcomeOf = (leg: Account['smtp'] | Account['imap']): string => {
  const status = leg?.status;
  if (status?.state === 'failed') return status.failure.kind;
  if (status?.state !== 'verified') return status?.state ?? 'not configured';
  return ['verified', ...(status.warnings ?? []).map(({ kind }) => kind)].join(' ');
};

test('each demo account shows its outcome', { timeout: 60_000 }, async () => {
  const outcomes = await vi.waitFor(
    async () => {
      const found = (await list()).map(({ address, smtp, imap }) => [address.split('@')[0], outcomeOf(smtp), outcomeOf(imap)] as const);
      expect(found.flat()).not.toContain('checking');
      expect(found).toHaveLength(10);
      return found;
    },
    { timeout: 40_000, interval: 50 },
  );
  expect(Object.fromEntries(outcomes.map(([name, ...legs]) => [name, legs]))).toEqual({
    ok: ['verified', 'verified'],
    slow: ['verified', 'verified'],
    'wrong-password': ['auth.invalid_credentials', 'auth.invalid_credentials'],
    'app-password': ['auth.app_password_required', 'auth.app_password_required'],
    'imap-off': ['verified', 'auth.imap_disabled'],
    locked: ['auth.account_locked', 'auth.account_locked'],
    refused: ['net.refused', 'net.refused'],
    mismatch: ['tls.hostname_mismatch', 'tls.hostname_mismatch'],
    full: ['verified quota.exceeded', 'verified'],
    down: ['server.temporary_failure', 'server.temporary_failure'],
  });
  expect(new Set(outcomes.map(([name]) => name))).toEqual(new Set(Object.keys(demoWords.outcomes)));
});

test('there is mail in a good one, and what is sent arrives', { timeout: 40_000 }, async () => {
  const { id } = (await list()).find(({ address }) => address.startsWith('ok@'))!;
  const row = await vi.waitFor(
    async () => {
      const listed = await call(listMessages, {});
      const found = listed.ok
        ? listed.value.rows.find(({ subject, ref }) => subject === 'Lunch on Thursday?' && ref.accountId === id)
        : undefined;
      expect(found).toBeDefined();
      return found!;
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(await call(openMessage, { ref: row.ref })).toMatchObject({
    ok: true,
    value: { text: expect.stringContaining('Twelve o’clock') as string },
  });
  const address = 'ok@demo.invalid';
  const message = { from: { address }, to: [{ address }], subject: 'To myself', text: 'Hello' };
  const sent = await call(sendMessage, { accountId: id, idempotencyKey: 'demo-message', holdMs: 0, message });
  expect(sent.ok).toBe(true);
  await vi.waitFor(
    async () => {
      const listed = await call(listMessages, {});
      expect(listed.ok && listed.value.rows.some(({ subject }) => subject === 'To myself')).toBe(true);
    },
    { timeout: 20_000, interval: 50 },
  );
});

test('when it ends nothing is left of it, and a bridge that was ended meanwhile cleans up', async () => {
  expect(await call(stopDemo, {})).toMatchObject({ ok: true, value: { isRunning: false } });
  expect(await list()).toEqual([]);
  expect((await call(startDemo, {})).ok).toBe(true);
  await bridge.stop();
  await bridge.start();
  call = await bridge.call();
  await vi.waitFor(async () => expect(await list()).toEqual([]), { timeout: 30_000, interval: 50 });
  expect(bridge.problems).toEqual([]);
});
