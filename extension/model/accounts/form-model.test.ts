import { expect, test } from 'vitest';
import type { Account } from '@kurrier/shared/account/account';
import type { Discovery } from '@kurrier/shared/discovery/discovery';
import type { Call } from '../call.ts';
import { firstChoices } from '../discovery/use-found-servers.ts';
import { changeOf, findErrors } from './form-change.ts';
import { emptyFields, fieldsOf, plannedSecurity, tidyAddress, unwrapAddress, type FormFields } from './form-fields.ts';
import { createFormModel, type Draft } from './form-model.ts';

const typed = (
  change: { smtp?: Partial<FormFields['smtp']>; imap?: Partial<FormFields['imap']> } & Partial<Omit<FormFields, 'smtp' | 'imap'>>,
) => {
  const empty = emptyFields();
  return { ...empty, ...change, smtp: { ...empty.smtp, ...change.smtp }, imap: { ...empty.imap, ...change.imap } };
};

const both = typed({
  address: 'ada@example.org',
  smtp: { host: 'smtp.example.org', password: ' secret ' },
  imap: { host: 'imap.example.org' },
});

const stored: Account = {
  id: 'a1',
  label: 'ada@example.org',
  address: 'ada@example.org',
  createdAt: 1,
  smtp: {
    settings: { host: 'smtp.example.org', port: 465, username: 'ada@example.org', secure: true, allowUnencrypted: false, pool: true },
    status: { state: 'not-tested' },
    refusals: 0,
  },
  imap: {
    settings: { host: 'imap.example.org', port: 993, username: 'ada', secure: true, allowUnencrypted: false },
    status: { state: 'not-tested' },
    refusals: 0,
  },
};

test('the empty form has the documented defaults', () => {
  expect(emptyFields()).toMatchObject({
    smtp: { port: '465', secure: true, pool: false, allowUnencrypted: false },
    imap: { port: '993', secure: true, allowUnencrypted: false },
    sameAsSmtp: true,
  });
});

test.each([
  ['587', true, 'starttls'],
  ['465', true, 'implicit-tls'],
  ['993', true, 'implicit-tls'],
  ['143', true, 'starttls'],
  ['2526', true, 'find-out'],
  ['465', false, 'plain-start'],
  ['0', true, null],
  ['65536', true, null],
  ['5 87', true, null],
  ['', true, null],
] as const)('port %s with Secure %s is planned as %s', (port, secure, planned) => {
  expect(plannedSecurity({ port, secure })).toBe(planned);
});

test.each([
  ['mailto:ada@example.org', 'ada@example.org'],
  ['MAILTO:ada@example.org?subject=Hi%20there', 'ada@example.org'],
  ['Ada <ada@example.org>', 'ada@example.org'],
  ['"Lovelace, Ada" < ada@example.org > ', 'ada@example.org'],
  ['<ada@example.org>', 'ada@example.org'],
  ...['ada@example.org', ' ada@example.org ', 'ada@', 'Ada <ada@exam', 'a <b> <c@d.example>', '<ada>', ''].map((text) => [text, text]),
])('an address out of %j is %j', (text, address) => {
  expect(unwrapAddress(text)).toBe(address);
});

test.each([
  ['ada@example.org.', 'ada@example.org'],
  ['ada@example.org, ', 'ada@example.org'],
  [' Ada <ada@example.org>', 'ada@example.org'],
  ['ada@example.org;.', 'ada@example.org'],
  ['.ada@example.org', '.ada@example.org'],
])('typed to its end, %j is %j', (text, address) => {
  expect(tidyAddress(text)).toBe(address);
});

test('a pasted address with a name is the address at once, and what ended a sentence goes when the form goes on or is saved', async () => {
  const asked: unknown[] = [];
  const call = (async (name: string, request: unknown) => {
    asked.push([name, request]);
    return { ok: false, failure: 'not-running' };
  }) as unknown as Call;
  const form = createFormModel({ call, keepDraft: async () => undefined, sleep: async () => undefined });
  form.addressFirst!.type('Ada <ada@example.org>');
  expect(form.fields.value.address).toBe('ada@example.org');
  form.addressFirst!.type('bob@example.org.');
  await form.next();
  expect([form.fields.value.address, form.errors.value]).toEqual(['bob@example.org', {}]);
  expect(asked.at(-1)).toMatchObject(['discover.servers', { address: 'bob@example.org' }]);
  form.edit({ address: 'eve@example.org,' });
  form.editLeg('smtp', { host: 'smtp.example.org', password: 'secret' });
  await form.save();
  expect(asked.at(-1)).toMatchObject(['accounts.save', { change: { address: 'eve@example.org' } }]);
  form.close();
});

test.each<[string, FormFields, object]>([
  ['nothing typed', emptyFields(), { address: 'address', 'smtp.host': 'noLeg' }],
  ['good', both, {}],
  ['no password', typed({ address: 'a@b.example', smtp: { host: 'h.example' } }), { 'smtp.password': 'password' }],
  ['a URL as host', typed({ ...both, smtp: { ...both.smtp, host: 'https://smtp.example.org' } }), { 'smtp.host': 'host' }],
  ['a bad port', typed({ ...both, imap: { ...both.imap, port: '99999' } }), { 'imap.port': 'port' }],
  ['imap only needs its own password', typed({ address: 'a@b.example', imap: { host: 'h.example' } }), { 'imap.password': 'password' }],
  ['own imap password', typed({ ...both, sameAsSmtp: false }), { 'imap.password': 'password' }],
  ['a line break in a user name', typed({ ...both, smtp: { ...both.smtp, username: 'a\r\nb' } }), { 'smtp.username': 'username' }],
])('errors: %s', (_name, fields, errors) => {
  expect(findErrors(fields, null)).toEqual(errors);
});

test('both legs sign in as the address with the one password, byte for byte', () => {
  const leg = { username: 'ada@example.org', password: ' secret ', secure: true, allowUnencrypted: false };
  expect(changeOf(both)).toEqual({
    address: 'ada@example.org',
    smtp: { ...leg, host: 'smtp.example.org', port: 465, pool: false },
    imap: { ...leg, host: 'imap.example.org', port: 993 },
  });
});

test('a leg without a host is not part of the account', () => {
  expect(changeOf(typed({ ...both, imap: {} }))).not.toHaveProperty('imap');
  expect(changeOf(typed({ address: 'a@b.example', imap: { host: 'h.example', password: 'p' } }))).toEqual({
    address: 'a@b.example',
    imap: { host: 'h.example', port: 993, username: 'a@b.example', password: 'p', secure: true, allowUnencrypted: false },
  });
});

test('no sign-in is said by the person, and only while both fields are empty', () => {
  const said = typed({ ...both, smtp: { host: 'relay.example.org', noSignIn: true } });
  expect(findErrors(said, null)).toEqual({ 'imap.password': 'password' });
  expect(changeOf({ ...said, imap: { ...said.imap, host: '' } })).toEqual({
    address: 'ada@example.org',
    smtp: { host: 'relay.example.org', port: 465, username: '', secure: true, allowUnencrypted: false, pool: false },
  });
  expect(changeOf({ ...said, imap: { ...said.imap, password: 'own' } }).imap).toMatchObject({
    username: 'ada@example.org',
    password: 'own',
  });
  const typedAfter = typed({ ...said, smtp: { ...said.smtp, username: 'ada' } });
  expect(findErrors(typedAfter, null)).toEqual({ 'smtp.password': 'password' });
  expect(changeOf(typedAfter).smtp).toMatchObject({ username: 'ada' });
  const notSaid = typed({ ...said, smtp: { ...said.smtp, noSignIn: false } });
  expect(findErrors(notSaid, null)).toEqual({ 'smtp.password': 'password' });
});

test('a stored leg without a sign-in stays one, and gets a password where one is to be used', () => {
  const relay: Account = { ...stored, smtp: { ...stored.smtp!, settings: { ...stored.smtp!.settings, username: '' } } };
  const fields = fieldsOf(relay);
  expect(fields.smtp.noSignIn).toBe(true);
  expect(findErrors(fields, relay)).toEqual({});
  expect(changeOf(fields).smtp).toMatchObject({ username: '' });
  expect(changeOf(fields).smtp).not.toHaveProperty('password');
  expect(findErrors({ ...fields, smtp: { ...fields.smtp, noSignIn: false } }, relay)).toEqual({ 'smtp.password': 'passwordAgain' });
});

test('"Allow unencrypted" counts only with Secure FALSE', () => {
  const allowed = { ...both.smtp, allowUnencrypted: true };
  expect(changeOf(typed({ ...both, smtp: allowed })).smtp?.allowUnencrypted).toBe(false);
  expect(changeOf(typed({ ...both, smtp: { ...allowed, secure: false } })).smtp?.allowUnencrypted).toBe(true);
});

test('a stored account keeps its passwords unless something they are bound to changes', () => {
  const fields = fieldsOf(stored);
  expect(fields.sameAsSmtp).toBe(false);
  expect(findErrors(fields, stored)).toEqual({});
  expect(changeOf(fields).smtp).not.toHaveProperty('password');
  expect(findErrors({ ...fields, label: 'x', smtp: { ...fields.smtp, pool: false } }, stored)).toEqual({});
  expect(findErrors({ ...fields, smtp: { ...fields.smtp, port: '587' } }, stored)).toEqual({ 'smtp.password': 'passwordAgain' });
  expect(findErrors({ ...fields, imap: { ...fields.imap, username: 'eve' } }, stored)).toEqual({ 'imap.password': 'passwordAgain' });
});

const createForm = (answer: unknown, options: { account?: Account; draft?: Draft } = {}) => {
  const asked: unknown[] = [];
  const kept: (Draft | null)[] = [];
  const model = createFormModel({
    call: ((_endpoint, body) => (asked.push(body), Promise.resolve(answer))) as Call,
    sleep: () => Promise.resolve(),
    keepDraft: (draft) => (kept.push(draft), Promise.resolve()),
    ...options,
  });
  return { model, asked, kept };
};

test('every edit is kept as a draft without passwords, and the draft is forgotten once saved', async () => {
  const { model, kept } = createForm({ ok: true, value: { account: stored, cursor: 1, existing: null } });
  model.edit({ address: 'ada@example.org' });
  model.editLeg('smtp', { host: 'smtp.example.org', password: 'canary' });
  expect(kept).toHaveLength(2);
  expect(JSON.stringify(kept)).not.toContain('canary');
  expect(kept[1]?.fields).toMatchObject({ address: 'ada@example.org', smtp: { host: 'smtp.example.org', password: '' } });
  await model.save();
  expect(kept[2]).toBeNull();
  expect(model.phase.value).toEqual({ phase: 'saved', account: stored, cursor: 1, existing: null });
});

test.for([
  [' https://smtp.example.org:465/ ', 'smtp.example.org', '465'],
  ['ada@example.org', 'example.org', '587'],
  ['smtp.example.org.', 'smtp.example.org', '587'],
] as const)('what was pasted around a host is taken away when saving, in the field: %j', async ([typedHost, host, port]) => {
  const { model } = createForm({ ok: true, value: { account: stored, cursor: 1, existing: null } });
  model.edit({ address: 'ada@example.org' });
  model.editLeg('smtp', { host: typedHost, port: '587', password: ' canary ' });
  await model.save();
  expect(model.fields.value.smtp).toMatchObject({ host, port, password: ' canary ' });
});

test('errors are shown from the first attempt to save on, and vanish when mended', async () => {
  const { model, asked } = createForm(
    { ok: false, failure: 'not-running' },
    { draft: { accountId: null, fields: { ...both, address: 'ada' }, isOpen: true } },
  );
  expect(model.errors.value).toEqual({});
  await model.save();
  expect(model.errors.value).toEqual({ address: 'address' });
  expect(asked).toHaveLength(0);
  model.edit({ address: 'ada@example.org' });
  expect(model.errors.value).toEqual({});
  await model.save();
  expect(model.phase.value).toEqual({ phase: 'refused', reason: 'not-running' });
  expect(model.fields.value.smtp.password).toBe(' secret ');
});

test('a password that the bridge asks for again is asked for where it is typed', async () => {
  const { model } = createForm({ ok: true, value: { refused: 'password-required', legs: ['imap'] } }, { account: stored });
  await model.save();
  expect(model.errors.value).toEqual({ 'imap.password': 'passwordAgain' });
  model.editLeg('imap', { password: 'p' });
  expect(model.errors.value).toEqual({});
});

test('saving sends the key that was shown for a server on this computer, and none where the form means another place', async () => {
  const key = 'a'.repeat(64);
  const server = { host: '127.0.0.1', port: 1143, security: 'starttls', username: 'ada@proton.me', password: true, oauth2: false } as const;
  const certificate = { subject: '', issuer: '', names: [], validFrom: '', validTo: '', fingerprint: 'f', spki: key };
  const discovery: Discovery = {
    address: 'ada@proton.me',
    domain: 'proton.me',
    smtp: { state: 'unknown' },
    imap: { state: 'found', server, source: 'local-server', consent: false, alternatives: [] },
    prepare: [],
    documentation: [],
    advice: [],
    localServers: [
      {
        product: 'proton-bridge',
        leg: 'imap',
        host: '127.0.0.1',
        port: 1143,
        security: 'starttls',
        listener: 'own',
        trust: 'new',
        certificate,
      },
    ],
    refused: [],
    sources: [],
    tookMs: 1,
  };
  const fields = typed({ address: 'ada@proton.me', imap: { host: '127.0.0.1', port: '1143', password: 'p' } });
  const draft: Draft = { accountId: null, fields, isOpen: true, found: { discovery, choices: firstChoices } };
  const { model, asked } = createForm({ ok: false, failure: 'not-running' }, { draft });
  await model.save();
  model.editLeg('imap', { port: '143' });
  await model.save();
  expect(asked).toEqual([
    expect.objectContaining({ localKeys: { imap: key } }),
    expect.not.objectContaining({ localKeys: expect.anything() }),
  ]);
});
