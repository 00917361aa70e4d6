import { signal } from '@preact/signals';
import type { SignInOption, SignInView } from '@kurrier/shared/api/oauth';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import { createFormModel, type FormModel } from '../../../model/accounts/form-model.ts';
import type { SignInOptionModel } from '../../../model/sign-in/sign-in-option-model.ts';
import type { SignInsModel } from '../../../model/sign-in/sign-ins-model.ts';
import { ignore } from './model-samples.ts';

const settle = () => Promise.resolve();

const microsoft: SignInOption = {
  id: 'microsoft',
  name: 'Microsoft',
  state: 'ready',
  client: 'built-in',
  deviceCode: true,
  registration: { by: 'organisation', page: 'https://entra.microsoft.com/', secret: false, tenant: true },
  otherWays: ['administrator', 'forwarding'],
};
const google: SignInOption = {
  ...microsoft,
  id: 'google',
  name: 'Google',
  registration: { by: 'anybody', page: 'https://console.cloud.google.com/auth/clients', secret: true, tenant: false },
  otherWays: ['app-password'],
};

const optionModel = (option: SignInOption, over: Partial<SignInOptionModel> = {}): SignInOptionModel => ({
  state: signal({ phase: 'found', issuer: 'https://login.example.org', option }),
  isClientOpen: signal(false),
  client: signal({ clientId: '', clientSecret: '', tenant: '' }),
  problem: signal(null),
  isBeginning: signal(false),
  look: settle,
  lookAgain: settle,
  openClient: ignore,
  closeClient: ignore,
  editClient: ignore,
  keepClient: () => Promise.resolve(false),
  begin: () => Promise.resolve(null),
  ...over,
});

const withSignIn = (signIn: SignInOptionModel): FormModel => ({
  ...createFormModel({ call: () => Promise.resolve({ ok: false, failure: 'not-running' }), keepDraft: settle, sleep: settle }),
  signIn,
});

/** What stands in the form, by state: `isOnly` where no password is taken. */
export const signInPanels: Record<string, { model: FormModel; isOnly: boolean }> = {
  only: { model: withSignIn(optionModel(microsoft)), isOnly: true },
  'beside a password': { model: withSignIn(optionModel(google)), isOnly: false },
  'not registered': { model: withSignIn(optionModel({ ...microsoft, state: 'no-client' })), isOnly: true },
  'not registered, own possible': { model: withSignIn(optionModel({ ...google, state: 'no-client' })), isOnly: true },
  closed: { model: withSignIn(optionModel({ ...google, id: 'yahoo', name: 'Yahoo', state: 'closed' })), isOnly: true },
  unreachable: {
    model: withSignIn(optionModel({ name: 'login.example.org', state: 'unreachable', deviceCode: false, otherWays: [] })),
    isOnly: true,
  },
  'client id, Microsoft': {
    model: withSignIn(optionModel({ ...microsoft, state: 'no-client' }, { isClientOpen: signal(true) })),
    isOnly: true,
  },
  'client id, Google': { model: withSignIn(optionModel({ ...google, state: 'no-client' }, { isClientOpen: signal(true) })), isOnly: true },
  'client id refused': {
    model: withSignIn(optionModel(microsoft, { problem: signal(sampleFailures['oauth.client_refused']) })),
    isOnly: true,
  },
};

const view = (status: SignInView['status']): SignInView => ({
  id: '0'.repeat(32),
  address: 'ada@contoso.example',
  provider: 'Microsoft',
  providerId: 'microsoft',
  clientId: '11111111-2222-3333-4444-555555555555',
  status,
});
const waiting = { state: 'waiting', url: 'https://login.microsoftonline.com/', until: 0 } as const;

export const signInViews: Record<string, SignInView> = {
  waiting: view(waiting),
  'waiting for a code': view({ ...waiting, code: 'ABCD-EFGH' }),
  finishing: view({ state: 'finishing' }),
  'other account': view({ state: 'other-account', username: 'ada.lovelace@contoso.onmicrosoft.example' }),
  'administrator has to agree': view({
    state: 'failed',
    failure: sampleFailures['oauth.admin_consent_required'],
    adminConsentUrl: 'https://login.microsoftonline.com/contoso.example/adminconsent?client_id=11111111-2222-3333-4444-555555555555',
  }),
  cancelled: view({ state: 'failed', failure: sampleFailures['oauth.not_finished'] }),
};

export const noSignIns: SignInsModel = {
  views: signal([]),
  refusal: signal(null),
  load: settle,
  put: ignore,
  signInAgain: settle,
  confirm: settle,
  retry: settle,
  cancel: settle,
};
