import type { Account } from '@kurrier/shared/account/account';
import type { SignInOption, SignInView } from '@kurrier/shared/api/oauth';
import type { Discovery } from '@kurrier/shared/discovery/discovery';
import { expect, test } from 'vitest';
import type { Call } from '../call.ts';
import { createFormModel, type Draft } from '../accounts/form-model.ts';
import { emptyFields } from '../accounts/form-fields.ts';
import { createSignInsModel } from './sign-ins-model.ts';

const option: SignInOption = { id: 'microsoft', name: 'Microsoft', state: 'ready', deviceCode: true, otherWays: [] };
const server = (host: string, port: number) => ({
  host,
  port,
  security: 'implicit-tls' as const,
  username: 'ann@outlook.com',
  password: false,
  oauth2: true,
});
const discovery: Discovery = {
  address: 'ann@outlook.com',
  domain: 'outlook.com',
  provider: { id: 'outlook-com', name: 'Outlook.com', oauth: 'login.microsoftonline.com' },
  oauthIssuer: 'https://login.microsoftonline.com',
  smtp: { state: 'found', server: server('smtp-mail.outlook.com', 587), source: 'provider-facts', consent: false, alternatives: [] },
  imap: { state: 'found', server: server('outlook.office365.com', 993), source: 'provider-facts', consent: false, alternatives: [] },
  prepare: [],
  documentation: [],
  advice: [],
  localServers: [],
  refused: [],
  sources: [],
  tookMs: 1,
};
const view = (status: SignInView['status']): SignInView => ({
  id: 'f'.repeat(32),
  address: 'ann@outlook.com',
  provider: 'Microsoft',
  clientId: 'c',
  status,
});
const waiting = view({ state: 'waiting', url: 'https://login.microsoftonline.com/authorize', until: 1 });

const scripted = (answers: Record<string, (body: never) => unknown>) => {
  const asked: [string, unknown][] = [];
  const call = (async (name: string, body: unknown) => {
    asked.push([name, body]);
    const answer = answers[name];
    return answer ? { ok: true, value: answer(body as never) } : { ok: false, failure: 'not-running' };
  }) as Call;
  return { call, asked };
};

test('a form whose provider takes no passwords begins a sign-in with the servers that were found, and keeps nothing of it', async () => {
  const { call, asked } = scripted({ 'discover.servers': () => discovery, 'oauth.find': () => option, 'oauth.begin': () => waiting });
  const drafts: (Draft | null)[] = [];
  const form = createFormModel({
    call,
    keepDraft: async (draft) => void drafts.push(draft),
    sleep: async () => {},
    draft: { accountId: null, fields: { ...emptyFields(), address: 'ann@outlook.com' }, isOpen: false },
    readManagedClientIds: async () => ({ microsoft: { clientId: 'ours' } }),
  });
  await form.next();
  await expect.poll(() => form.signIn.state.value.phase).toBe('found');
  await form.beginSignIn();
  expect(form.phase.value).toEqual({ phase: 'signing-in', view: waiting });
  expect(asked.find(([name]) => name === 'oauth.begin')?.[1]).toMatchObject({
    of: { issuer: 'https://login.microsoftonline.com' },
    policyClients: { microsoft: { clientId: 'ours' } },
    change: {
      address: 'ann@outlook.com',
      smtp: { host: 'smtp-mail.outlook.com', port: 587 },
      imap: { host: 'outlook.office365.com', port: 993 },
    },
  });
  expect(JSON.stringify(asked)).not.toContain('"password":"');
  expect(drafts.at(-1)).toBeNull();
  form.close();
});

test('a refusal is said where the button is, and the draft stays', async () => {
  const { call } = scripted({
    'discover.servers': () => discovery,
    'oauth.find': () => option,
    'oauth.begin': () => ({ refused: 'foreign-host' }),
  });
  const form = createFormModel({
    call,
    keepDraft: async () => {},
    sleep: async () => {},
    draft: { accountId: null, fields: { ...emptyFields(), address: 'ann@outlook.com' }, isOpen: false },
  });
  await form.next();
  await expect.poll(() => form.signIn.state.value.phase).toBe('found');
  await form.beginSignIn();
  expect([form.phase.value.phase, form.signIn.problem.value]).toEqual(['editing', 'foreign-host']);
  form.close();
});

const readManagedClientIds = async () => ({ microsoft: { clientId: 'of-the-organisation' } });

test('signing in again asks with the organisation’s client ids, as the first time', async () => {
  const { call, asked } = scripted({ 'oauth.begin': () => waiting });
  const model = createSignInsModel({ call, open: () => {}, readManagedClientIds });
  await model.signInAgain({ id: 'a1', address: 'ann@contoso.example', label: 'ann' } as Account, 'https://login.example');
  expect(asked[0]).toEqual([
    'oauth.begin',
    expect.objectContaining({ id: 'a1', policyClients: { microsoft: { clientId: 'of-the-organisation' } } }),
  ]);
});

test('sign-ins that were begun before the page was opened are found, followed to their end, and go when they are done', async () => {
  const states: SignInView['status'][] = [{ state: 'finishing' }, { state: 'done', accountId: 'a1' }];
  const { call } = scripted({ 'oauth.list': () => ({ signIns: [waiting] }), 'oauth.follow': () => view(states.shift()!) });
  const opened: string[] = [];
  const model = createSignInsModel({ call, open: (url) => opened.push(url), readManagedClientIds });
  await model.load();
  await expect.poll(() => model.views.value).toEqual([]);
  expect(opened).toEqual([]);
});

test('one that this page began opens its page; another account is a question; cancel takes it away', async () => {
  const asksBack = view({ state: 'other-account', username: 'ann.lee@contoso.example' });
  const { call, asked } = scripted({ 'oauth.follow': () => asksBack, 'oauth.cancel': () => ({ cancelled: true }) });
  const opened: string[] = [];
  const model = createSignInsModel({ call, open: (url) => opened.push(url), readManagedClientIds });
  model.put(waiting);
  await expect.poll(() => model.views.value[0]?.status.state).toBe('other-account');
  expect(opened).toEqual(['https://login.microsoftonline.com/authorize']);
  await model.cancel(waiting.id);
  expect(model.views.value).toEqual([]);
  expect(asked.at(-1)?.[0]).toBe('oauth.cancel');
});
