import { signal } from '@preact/signals';
import type { Account } from '@kurrier/shared/account/account';
import type { AccountsModel, AccountsState } from '../../../model/accounts/accounts-model.ts';
import type { ConnectModel, ConnectState } from '../../../model/settings/connect-model.ts';
import type { DevicesModel, DevicesState } from '../../../model/settings/devices-model.ts';
import type { UnlockModel, UnlockState } from '../../../model/settings/unlock-model.ts';
import { writeReport, type DiagnoseModel, type DiagnoseState, type Diagnosis } from '../../../model/settings/diagnose-model.ts';
import { createFormModel, type FormModel } from '../../../model/accounts/form-model.ts';
import type { PairModel, PairState } from '../../../model/settings/pair-model.ts';
import { emptyFields, type FormFields } from '../../../model/accounts/form-fields.ts';
import { accountSamples } from './account-samples.ts';
import { sampleNow } from './leg-samples.ts';

export const ignore = () => {};
const settle = () => Promise.resolve();

export const unlockModel = (state: UnlockState) => (): Promise<UnlockModel> =>
  Promise.resolve({ state: signal(state), load: settle, unlock: settle });

export const connectModel = (state: ConnectState): ConnectModel => ({ state: signal(state), connect: settle });

export const noBridgeActions = {
  retry: ignore,
  grant: ignore,
  pair: ignore,
  connect: connectModel({ phase: 'idle' }),
  openUnlock: unlockModel({
    phase: 'locked',
    reason: 'passphrase-needed',
    path: '/home/ada/.local/share/kurrier/vault.json',
    wasTried: false,
  }),
};

const accounts = (state: AccountsState): AccountsModel => ({
  state: signal(state),
  notice: signal(null),
  follow: settle,
  retry: ignore,
  put: ignore,
  verify: settle,
  cancel: settle,
  remove: settle,
  applyProposal: settle,
  enterPassword: settle,
  trustCertificate: settle,
});

const pick = (...names: string[]): Account[] => names.map((name) => accountSamples[name]!);

export const accountsModels = {
  loading: accounts({ phase: 'loading' }),
  empty: accounts({ phase: 'listed', accounts: [], problem: null }),
  checking: accounts({ phase: 'listed', accounts: pick('checking'), problem: null }),
  many: accounts({ phase: 'listed', accounts: pick('wrong password', 'verified', 'smtp only'), problem: null }),
  locked: accounts({ phase: 'listed', accounts: pick('verified'), problem: 'locked' }),
  stale: accounts({ phase: 'listed', accounts: pick('verified'), problem: 'not-running' }),
  unreachable: accounts({ phase: 'unreachable', problem: 'not-running' }),
};

const form = (change: (fields: FormFields) => FormFields, account: Account | null = null): FormModel =>
  createFormModel({
    call: () => Promise.resolve({ ok: false, failure: 'not-running' }),
    keepDraft: settle,
    sleep: settle,
    account,
    draft: account ? null : { accountId: null, fields: change(emptyFields()), isOpen: true },
  });

const fill = (fields: FormFields): FormFields => ({
  ...fields,
  address: 'ada@example.org',
  label: 'Work',
  smtp: { ...fields.smtp, host: 'smtp.example.org', port: '587', password: 'correct horse' },
  imap: { ...fields.imap, host: 'imap.example.org' },
});

const wrong = form((fields) => ({ ...fields, address: 'ada', smtp: { ...fields.smtp, host: 'https://smtp', port: '0' } }));
await wrong.save();
const unreachable = form(fill);
await unreachable.save();

export const formModels = {
  empty: createFormModel({ call: () => Promise.resolve({ ok: false, failure: 'not-running' }), keepDraft: settle, sleep: settle }),
  filled: form(fill),
  'unencrypted, two passwords': form((fields) => {
    const filled = fill(fields);
    return {
      ...filled,
      sameAsSmtp: false,
      smtp: { ...filled.smtp, port: '25', secure: false, allowUnencrypted: true },
      imap: { ...filled.imap, port: '1993' },
    };
  }),
  'with errors': wrong,
  unreachable,
  edit: form(fill, accountSamples['mendable port']),
};

const pair = (state: PairState): PairModel => ({ state: signal(state), look: settle, pair: settle });
const bridges = [{ bridgeId: 'b71c04e9', port: 21_653 }];

export const pairModels = {
  looking: pair({ phase: 'looking' }),
  ready: pair({ phase: 'ready', bridges, refusal: null }),
  refused: pair({ phase: 'ready', bridges, refusal: 'refused' }),
  pairing: pair({ phase: 'pairing', bridges }),
  unreachable: pair({ phase: 'unreachable', problem: 'other-program' }),
};

const devices = (state: DevicesState): DevicesModel => ({ state: signal(state), load: settle, rename: settle, revoke: settle });

export const devicesModels = {
  loading: devices({ phase: 'loading' }),
  listed: devices({
    phase: 'listed',
    thisDevice: 'd1',
    devices: [
      { id: 'd1', name: 'Chromium on Linux', pairedAt: sampleNow - 9e8, lastUsedAt: sampleNow },
      { id: 'd2', name: 'Command line', pairedAt: sampleNow - 9e8, lastUsedAt: sampleNow - 4e7 },
      { id: 'd3', name: 'Firefox on Linux', pairedAt: sampleNow - 5e8, lastUsedAt: sampleNow - 5e8 },
    ],
  }),
  unreachable: devices({ phase: 'unreachable', problem: 'not-running' }),
};

const diagnose = (state: DiagnoseState): DiagnoseModel => ({ state: signal(state), run: settle });
const done = (diagnosis: Diagnosis) => diagnose({ phase: 'done', diagnosis, report: writeReport(diagnosis) });
const facts = { browser: 'Chromium 156', extensionVersion: '0.1.0' };

export const diagnoseModels = {
  idle: diagnose({ phase: 'idle' }),
  running: diagnose({ phase: 'running' }),
  well: done({
    ...facts,
    problem: null,
    checks: [
      { check: 'permission', state: 'good', detail: 'http://127.0.0.1/*' },
      { check: 'ports', state: 'good', detail: '21653 bridge b71c-04e9, 22871 24397 26813 28631 closed' },
      { check: 'pairing', state: 'good', detail: 'paired with b71c-04e9' },
      { check: 'call', state: 'good', detail: 'answered in 3 ms' },
      { check: 'version', state: 'good', detail: 'api 1' },
    ],
  }),
  'other program': done({
    ...facts,
    problem: 'other-program',
    checks: [
      { check: 'permission', state: 'good', detail: 'http://127.0.0.1/*' },
      { check: 'ports', state: 'bad', detail: '21653 another program, 22871 24397 26813 28631 closed' },
      { check: 'pairing', state: 'good', detail: 'paired with b71c-04e9' },
      { check: 'call', state: 'unknown', detail: '' },
      { check: 'version', state: 'unknown', detail: '' },
    ],
  }),
};
