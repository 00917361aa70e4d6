import { Secret } from '@kurrier/shared/secret';
import type { Credential } from '@kurrier/shared/account/credential';
import type { AccountChange } from '@kurrier/shared/account/account-draft';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { LegVerdict } from '@kurrier/shared/account/verdict';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { describe, expect, test } from 'vitest';
import { createAccountRecords, type KeyValue } from './account-storage.ts';
import { createAccounts } from './accounts.ts';
import { openTrustedCertificates } from './trusted-certificates.ts';
import type { LegListeners, LegRequest } from './verification-runs.ts';

const verified: LegVerdict = { state: 'verified', security: 'implicit-tls', warnings: [], steps: [], tookMs: 1 };
const refused: LegVerdict = {
  state: 'failed',
  failure: { kind: 'auth.invalid_credentials', stage: 'sign-in', confidence: 'certain' },
  steps: [],
  tookMs: 1,
};

/** A leg's attempt that ends when the test says so. */
interface Attempt {
  request: LegRequest;
  listeners: LegListeners;
  end: (verdict: LegVerdict) => void;
}

const memory = (entries: Map<string, unknown>): KeyValue => ({
  get: async (key) => entries.get(key),
  set: async (key, value) => Boolean(entries.set(key, structuredClone(value))),
  delete: async (key) => entries.delete(key),
  async *iterator() {
    yield* entries;
  },
});

const start = async (stored = new Map<string, unknown>()) => {
  const attempts: Record<'smtp' | 'imap', Attempt[]> = { smtp: [], imap: [] };
  const published: BridgeEvent[] = [];
  const problems: string[] = [];
  let clock = 1000;
  let ids = 0;
  const verify = (leg: 'smtp' | 'imap') => (request: LegRequest, listeners: LegListeners) =>
    new Promise<LegVerdict>((end) => attempts[leg].push({ request, listeners, end }));
  const accounts = createAccounts({
    records: createAccountRecords({
      store: memory(stored),
      report: (problem) => problems.push(problem),
    }),
    vault: {
      seal: async (password, binding) => JSON.stringify({ text: password.reveal(), binding }),
      open: async (record, binding) => {
        const { text, binding: sealed } = JSON.parse(record) as { text: string; binding: unknown };
        return JSON.stringify(sealed) === JSON.stringify(binding) ? succeed(new Secret(text)) : fail('unreadable');
      },
    },
    certificates: await openTrustedCertificates(memory(new Map())),
    verify: { smtp: verify('smtp'), imap: verify('imap') },
    proposeRepairs: async ({ leg }) =>
      leg === 'smtp'
        ? [
            { id: 'p1', changes: { port: 587 }, security: 'starttls', needsPassword: false },
            { id: 'p2', changes: { host: 'other.test' }, security: 'starttls', needsPassword: false },
          ]
        : [],
    lookAtLocal: async () => undefined,
    findTurn: async () => ({ turn: 'account', reason: 'kind', probes: [] }),
    accessToken: async () => fail('locked'),
    revokeGrant: () => {},
    events: { publish: (event) => published.push(event), cursor: () => published.length },
    createId: () => `id${(ids += 1)}`,
    now: () => (clock += 1),
    report: (problem) => problems.push(problem),
  });
  return { accounts, attempts, published, problems, stored, advance: (ms: number) => (clock += ms) };
};

const passwordOf = (credential: Credential): string => ('password' in credential ? credential.password.reveal() : 'a token');

const server = { host: 'mail.test', port: 465, username: 'ann', secure: true, allowUnencrypted: false };
const change = (over: Partial<AccountChange> = {}): AccountChange => ({
  address: 'ann@mail.test',
  smtp: { ...server, pool: false, password: new Secret('pw-smtp') },
  imap: { ...server, port: 993, password: new Secret('pw-imap') },
  ...over,
});

const states = async (accounts: Awaited<ReturnType<typeof start>>['accounts']) =>
  (await accounts.list()).accounts.map(({ smtp, imap }) => [smtp?.status.state, imap?.status.state]);

describe('save', () => {
  test('stores the account and tries both legs at once, each with its own password and verdict', async () => {
    const { accounts, attempts } = await start();
    const saved = await accounts.save({ change: change() });
    expect(saved).toMatchObject({ existing: null, account: { label: 'ann@mail.test', smtp: { status: { state: 'checking' } } } });
    expect([attempts.smtp[0]!, attempts.imap[0]!].map(({ request }) => passwordOf(request))).toEqual(['pw-smtp', 'pw-imap']);
    attempts.imap[0]!.end(refused);
    await expect.poll(() => states(accounts)).toEqual([['checking', 'failed']]);
    attempts.smtp[0]!.end(verified);
    await expect.poll(() => states(accounts)).toEqual([['verified', 'failed']]);
  });

  test('steps are published as they happen; a step that ends replaces its announcement', async () => {
    const { accounts, attempts, published } = await start();
    await accounts.save({ change: change({ imap: undefined }) });
    const { onStep } = attempts.smtp[0]!.listeners;
    onStep({ rung: 'name', state: 'running', atMs: 0 });
    onStep({ rung: 'name', state: 'done', atMs: 0, tookMs: 2 });
    onStep({ rung: 'connect', state: 'running', atMs: 2 });
    await expect
      .poll(() => published.at(-1))
      .toMatchObject({
        account: {
          smtp: {
            status: {
              state: 'checking',
              steps: [
                { rung: 'name', state: 'done' },
                { rung: 'connect', state: 'running' },
              ],
            },
          },
        },
      });
  });

  test('the same address with the same servers opens the existing account', async () => {
    const { accounts } = await start();
    const first = await accounts.save({ change: change() });
    const second = await accounts.save({ change: change({ address: 'Ann@mail.test', label: 'Again' }) });
    expect(second).toMatchObject({ existing: 'changed', account: { id: 'id1', label: 'Again' } });
    expect(first).toMatchObject({ account: { id: 'id1' } });
    expect(await accounts.save({ change: change({ imap: undefined }) })).toMatchObject({ existing: null, account: { id: 'id2' } });
  });

  test('an account that works is not overwritten by adding it again', async () => {
    const { accounts, attempts } = await start();
    await accounts.save({ change: change({ imap: undefined }) });
    attempts.smtp[0]!.end(verified);
    await expect.poll(() => states(accounts)).toEqual([['verified', undefined]]);
    const again = change({ imap: undefined, label: 'Slip', smtp: { ...server, pool: false, password: new Secret('mistyped') } });
    expect(await accounts.save({ change: again })).toMatchObject({ existing: 'kept', account: { label: 'ann@mail.test' } });
    expect(attempts.smtp).toHaveLength(1);
    const access = await accounts.access('id1', 'smtp');
    expect(access.ok && passwordOf(access.value)).toBe('pw-smtp');
    await accounts.save({ id: 'id1', change: again });
    expect(passwordOf(attempts.smtp[1]!.request)).toBe('mistyped');
  });

  test('a newer save aborts the attempt, and the old verdict is not stored', async () => {
    const { accounts, attempts } = await start();
    await accounts.save({ change: change({ imap: undefined }) });
    await accounts.save({ id: 'id1', change: change({ imap: undefined }) });
    expect(attempts.smtp[0]!.listeners.signal.aborted).toBe(true);
    attempts.smtp[0]!.end(refused);
    attempts.smtp[1]!.end(verified);
    await expect.poll(() => states(accounts)).toEqual([['verified', undefined]]);
  });

  test.each([
    ['host', { host: 'evil.test' }],
    ['port', { port: 25 }],
    ['username', { username: 'bob' }],
    ['secure', { secure: false }],
    ['allowUnencrypted', { secure: false, allowUnencrypted: true }],
  ])('a changed %s needs the password again', async (_, over) => {
    const { accounts, attempts } = await start();
    await accounts.save({ change: change() });
    const edited = change();
    const result = await accounts.save({
      id: 'id1',
      change: { ...edited, smtp: { ...server, pool: false, ...over }, imap: { ...server, port: 993 } },
    });
    expect(result).toEqual({ refused: 'password-required', legs: ['smtp'] });
    expect(attempts.smtp).toHaveLength(1);
  });

  test('label and pool change without the password', async () => {
    const { accounts, attempts } = await start();
    await accounts.save({ change: change() });
    await accounts.save({
      id: 'id1',
      change: { label: 'New', address: 'ann@mail.test', smtp: { ...server, pool: true }, imap: { ...server, port: 993 } },
    });
    expect(attempts.smtp[1]!.request).toMatchObject({ settings: { pool: true } });
    expect(passwordOf(attempts.smtp[1]!.request)).toBe('pw-smtp');
  });

  test('two saves at once leave one account', async () => {
    const { accounts } = await start();
    await Promise.all([accounts.save({ change: change() }), accounts.save({ change: change() })]);
    expect((await accounts.list()).accounts).toHaveLength(1);
  });
});

describe('verdicts', () => {
  test('nothing that is read or published holds a password', async () => {
    const { accounts, attempts, published } = await start();
    const saved = await accounts.save({ change: change() });
    attempts.smtp[0]!.end(refused);
    await expect.poll(() => published.length).toBeGreaterThan(2);
    expect(JSON.stringify([saved, await accounts.list(), published])).not.toMatch(/pw-smtp|pw-imap/);
  });

  test('cancel closes the attempt and goes back to what was known before', async () => {
    const { accounts, attempts } = await start();
    await accounts.save({ change: change() });
    attempts.smtp[0]!.end(verified);
    attempts.imap[0]!.end(refused);
    await expect.poll(() => states(accounts)).toEqual([['verified', 'failed']]);
    await accounts.verify({ id: 'id1' });
    expect(await states(accounts)).toEqual([['checking', 'checking']]);
    await accounts.cancel({ id: 'id1' });
    expect(attempts.smtp[1]!.listeners.signal.aborted).toBe(true);
    expect(await states(accounts)).toEqual([['verified', 'failed']]);
  });

  test('removing an account aborts its attempt and forgets it', async () => {
    const { accounts, attempts, stored, published } = await start();
    await accounts.save({ change: change() });
    await accounts.remove({ id: 'id1' });
    expect(attempts.imap[0]!.listeners.signal.aborted).toBe(true);
    expect(stored.size).toBe(0);
    expect(published.at(-1)).toEqual({ type: 'account.removed', accountId: 'id1' });
    expect(await accounts.remove({ id: 'id1' })).toEqual({ refused: 'not-found' });
  });

  test('refused sign-ins are counted over fifteen minutes, also across a restart', async () => {
    const { accounts, attempts, stored, advance } = await start();
    for (let round = 0; round < 2; round += 1) {
      await accounts.save({ change: change({ imap: undefined }) });
      attempts.smtp[round]!.end(refused);
      await expect.poll(() => states(accounts)).toEqual([['failed', undefined]]);
    }
    expect((await (await start(stored)).accounts.list()).accounts[0]!.smtp!.refusals).toBe(2);
    expect((await accounts.list()).accounts[0]!.smtp!.refusals).toBe(2);
    advance(15 * 60_000);
    expect((await accounts.list()).accounts[0]!.smtp!.refusals).toBe(0);
  });

  test('a leg that was not heard of for hours is tried again by itself; a refused password is not', async () => {
    const { accounts, attempts, advance } = await start();
    await accounts.save({ change: change() });
    attempts.smtp[0]!.end(refused);
    attempts.imap[0]!.end(verified);
    await expect.poll(() => states(accounts)).toEqual([['failed', 'verified']]);
    await accounts.retestStale();
    expect(await states(accounts)).toEqual([['failed', 'verified']]);
    advance(7 * 60 * 60_000);
    await accounts.retestStale();
    expect(await states(accounts)).toEqual([['failed', 'checking']]);
    expect(attempts.smtp).toHaveLength(1);
  });

  test('an account whose store was edited makes no connection', async () => {
    const { accounts, attempts, stored } = await start();
    await accounts.save({ change: change({ imap: undefined }) });
    const record = stored.get('id1') as { smtp: { settings: { host: string } } };
    record.smtp.settings.host = 'evil.test';
    await accounts.verify({ id: 'id1' });
    expect(attempts.smtp).toHaveLength(1);
    expect((await accounts.list()).accounts[0]!.smtp!.status).toMatchObject({ state: 'failed', failure: { kind: 'config.invalid' } });
  });

  test('a damaged record is reported and left alone; the others are listed', async () => {
    const { accounts, stored, problems } = await start();
    await accounts.save({ change: change() });
    stored.set('broken', { id: 'broken' });
    expect((await accounts.list()).accounts).toHaveLength(1);
    expect(problems).toEqual(['the record of account broken is damaged and was left alone']);
    expect(stored.has('broken')).toBe(true);
  });
});

describe('use', () => {
  const verifiedLeg = async () => {
    const started = await start();
    await started.accounts.save({ change: change({ imap: undefined }) });
    expect(await started.accounts.access('id1', 'smtp')).toEqual(fail('not-verified'));
    started.attempts.smtp[0]!.end(verified);
    await expect.poll(() => states(started.accounts)).toEqual([['verified', undefined]]);
    return started;
  };

  test('only a verified leg gives out its password, to those inside', async () => {
    const { accounts } = await verifiedLeg();
    const access = await accounts.access('id1', 'smtp');
    expect(access.ok && [passwordOf(access.value), access.value.security]).toEqual(['pw-smtp', 'implicit-tls']);
    expect(await accounts.access('id1', 'imap')).toEqual(fail('not-found'));
  });

  test('a refused sign-in in use ends the verdict; a passing failure does not', async () => {
    const { accounts } = await verifiedLeg();
    await accounts.noteUse('id1', 'smtp', { kind: 'net.unreachable', stage: 'connect', confidence: 'certain' });
    expect(await states(accounts)).toEqual([['verified', undefined]]);
    await accounts.noteUse('id1', 'smtp', { kind: 'auth.invalid_credentials', stage: 'sign-in', confidence: 'certain' });
    expect(await states(accounts)).toEqual([['failed', undefined]]);
    expect(await accounts.access('id1', 'smtp')).toEqual(fail('not-verified'));
  });

  test('use renews the time of the verdict', async () => {
    const { accounts, advance } = await verifiedLeg();
    const before = (await accounts.list()).accounts[0]!.smtp!.status;
    advance(60 * 60_000);
    await accounts.noteUse('id1', 'smtp', null);
    const after = (await accounts.list()).accounts[0]!.smtp!.status;
    expect(after.state === 'verified' && before.state === 'verified' && after.at - before.at).toBeGreaterThan(59 * 60_000);
  });
});

test('a failure that nothing mends says whose turn it is, and counts as one refusal', async () => {
  const { accounts, attempts } = await start();
  await accounts.save({ change: change({ smtp: undefined }) });
  attempts.imap[0]!.end(refused);
  await expect
    .poll(async () => (await accounts.list()).accounts[0]!.imap)
    .toMatchObject({ status: { state: 'failed', proposals: [], turn: { turn: 'account', reason: 'kind' } }, refusals: 1 });
});

test('sealing anew is complete only where every record could be read', async () => {
  const { accounts, stored } = await start();
  await accounts.save({ change: change() });
  expect(await accounts.resealSecrets()).toBe(true);
  stored.set('broken', { id: 'broken' });
  expect(await accounts.resealSecrets()).toBe(false);
  expect(stored.get('broken')).toEqual({ id: 'broken' });
});

describe('proposals', () => {
  const failed = async () => {
    const started = await start();
    await started.accounts.save({ change: change({ imap: undefined }) });
    started.attempts.smtp[0]!.end(refused);
    await expect
      .poll(async () => (await started.accounts.list()).accounts[0]!.smtp!.status)
      .toMatchObject({ state: 'failed', proposals: [{ id: 'p1' }, { id: 'p2' }] });
    return started;
  };

  test('one press applies a proposal on the same host with the stored password, once', async () => {
    const { accounts, attempts } = await failed();
    const applied = await accounts.applyProposal({ id: 'id1', leg: 'smtp', proposalId: 'p1' });
    expect(applied).toMatchObject({ account: { smtp: { settings: { port: 587 }, status: { state: 'checking' } } } });
    expect(passwordOf(attempts.smtp[1]!.request)).toBe('pw-smtp');
    expect(await accounts.applyProposal({ id: 'id1', leg: 'smtp', proposalId: 'p1' })).toEqual({ refused: 'proposal-expired' });
  });

  test('another host never gets the stored password, whatever the proposal says of itself', async () => {
    const { accounts, attempts } = await failed();
    expect(await accounts.applyProposal({ id: 'id1', leg: 'smtp', proposalId: 'p2' })).toEqual({
      refused: 'password-required',
      legs: ['smtp'],
    });
    await accounts.applyProposal({ id: 'id1', leg: 'smtp', proposalId: 'p2', password: new Secret('typed again') });
    expect(passwordOf(attempts.smtp[1]!.request)).toBe('typed again');
  });

  test('a proposal is worth nothing after ten minutes', async () => {
    const { accounts, advance } = await failed();
    advance(10 * 60_000);
    expect(await accounts.applyProposal({ id: 'id1', leg: 'smtp', proposalId: 'p1' })).toEqual({ refused: 'proposal-expired' });
  });
});

describe('certificates', () => {
  const certificate = (spki: string) => ({
    subject: 'CN=mail.test',
    issuer: 'CN=mail.test',
    names: ['mail.test'],
    validFrom: '',
    validTo: '',
    fingerprint: '',
    spki,
  });
  const untrusted = (kind: 'tls.self_signed' | 'tls.hostname_mismatch', spki: string): LegVerdict => ({
    ...refused,
    state: 'failed',
    failure: { kind, stage: 'tls', confidence: 'certain', certificate: certificate(spki) },
  });
  const failedOn = async (verdict: LegVerdict) => {
    const started = await start();
    await started.accounts.save({ change: change({ smtp: undefined }) });
    started.attempts.imap[0]!.end(verdict);
    await expect.poll(() => states(started.accounts)).toEqual([[undefined, 'failed']]);
    return started;
  };
  const trust = { accountId: 'id1', leg: 'imap', spki: 'one' } as const;

  test('only what was shown can be trusted; then the account is verified again', async () => {
    const { accounts, attempts } = await failedOn(untrusted('tls.self_signed', 'one'));
    expect(await accounts.trustCertificate({ ...trust, spki: 'two' })).toEqual({ refused: 'not-shown' });
    expect(await accounts.trustCertificate(trust)).toMatchObject({ account: { imap: { status: { state: 'checking' } } } });
    expect(attempts.imap).toHaveLength(2);
  });

  test('a certificate for another name needs the host name typed', async () => {
    const { accounts } = await failedOn(untrusted('tls.hostname_mismatch', 'one'));
    expect(await accounts.trustCertificate(trust)).toEqual({ refused: 'host-name-required' });
    expect(await accounts.trustCertificate({ ...trust, confirmHost: 'mail.tset' })).toEqual({ refused: 'host-name-required' });
    expect(await accounts.trustCertificate({ ...trust, confirmHost: 'Mail.test' })).toHaveProperty('account');
  });

  test('another key than the trusted one is shown beside it', async () => {
    const { accounts, attempts } = await failedOn(untrusted('tls.self_signed', 'one'));
    await accounts.trustCertificate(trust);
    attempts.imap[1]!.end(untrusted('tls.self_signed', 'two'));
    await expect
      .poll(async () => (await accounts.list()).accounts[0]!.imap!.status)
      .toMatchObject({ state: 'failed', failure: { certificate: { spki: 'two' }, trustedBefore: { spki: 'one' } } });
  });
});
