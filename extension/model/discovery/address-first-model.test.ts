import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Discovery, FoundServer, LegDiscovery } from '@kurrier/shared/discovery/discovery';
import { emptyFields, type FormFields } from '../accounts/form-fields.ts';
import { createAddressFirst } from './address-first-model.ts';
import { canLookOverHttp, preparationsOf } from './use-found-servers.ts';
import { isWholeAddress } from './lookup-model.ts';

const server = (host: string, change: Partial<FoundServer> = {}): FoundServer => ({
  host,
  port: 465,
  security: 'implicit-tls',
  username: 'ada@example.org',
  password: true,
  oauth2: false,
  ...change,
});
type Found = Extract<LegDiscovery, { state: 'found' }>;
const found = (of: FoundServer, change: Partial<Found> = {}): LegDiscovery => ({
  state: 'found',
  server: of,
  source: 'provider-facts',
  consent: false,
  alternatives: [],
  ...change,
});
const discoveryOf = (change: Partial<Discovery>): Discovery => ({
  address: 'ada@example.org',
  domain: 'example.org',
  smtp: { state: 'unknown' },
  imap: { state: 'unknown' },
  prepare: [],
  documentation: [],
  advice: [],
  localServers: [],
  refused: [],
  sources: [],
  tookMs: 1,
  ...change,
});
const both = { smtp: found(server('smtp.example.org')), imap: found(server('imap.example.org', { port: 993 })) };

const start = () => {
  const fields = signal<FormFields>(emptyFields());
  const asked: { body: unknown; answer: (value: unknown) => void }[] = [];
  const ended: unknown[] = [];
  let endPause = () => {};
  const model = createAddressFirst({
    call: (name, body) =>
      new Promise((resolve) => (name === 'discover.stop' ? ended.push(body) : asked.push({ body, answer: resolve as never }))),
    sleep: () => new Promise((resolve) => (endPause = resolve)),
    fields,
    change: (next) => (fields.value = next),
    isOpen: false,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    model,
    fields,
    asked,
    /** The searches that the bridge was told to end, by their places among those that were begun. */
    ended: () =>
      ended.map((end) => asked.findIndex(({ body }) => (body as { search: string }).search === (end as { search: string }).search)),
    endPause: () => (endPause(), settle()),
    answer: (change: Partial<Discovery>, index = asked.length - 1) => {
      asked[index]?.answer({ ok: true, value: discoveryOf(change) });
      return settle();
    },
    settle,
  };
};

const discover = async (change: Partial<Discovery>) => {
  const started = start();
  started.model.type('ada@example.org');
  await started.endPause();
  await started.answer(change);
  return started;
};

test.each([
  ['ada@example.org', true],
  ['ada@example.o', false],
  ['ada@example.', false],
  ['ada@localhost', false],
  ['ada', false],
  ['ada@bücher.example', true],
])('%s is whole: %s', (address, isWhole) => expect(isWholeAddress(address)).toBe(isWhole));

test('a pause in the typing starts the search; what is found fills the fields and keeps them folded', async () => {
  const { model, fields, asked, endPause, answer } = start();
  model.type('ada@example.o');
  expect(asked).toHaveLength(0);
  model.type('ada@example.org');
  await endPause();
  expect(asked[0]?.body).toMatchObject({ address: 'ada@example.org', allowHttp: false, tellAddress: false });
  expect(model.lookup.value).toEqual({ phase: 'looking', address: 'ada@example.org' });
  await answer(both);
  expect(model.isOpen.value).toBe(false);
  expect(fields.value).toMatchObject({
    smtp: { host: 'smtp.example.org', port: '465', secure: true, username: 'ada@example.org', allowUnencrypted: false },
    imap: { host: 'imap.example.org', port: '993' },
    sameAsSmtp: true,
  });
});

test('going on does not wait for the pause, and asks only once', async () => {
  const { model, asked, endPause } = start();
  model.type('ada@example.org');
  void model.look();
  void model.look();
  await endPause();
  expect(asked).toHaveLength(1);
});

test('the answer for an address that was changed meanwhile is dropped', async () => {
  const { model, fields, endPause, answer } = start();
  model.type('ada@example.org');
  await endPause();
  model.type('ada@example.com');
  await endPause();
  await answer({ smtp: found(server('smtp.example.com')) });
  await answer(both, 0);
  expect(fields.value.smtp.host).toBe('smtp.example.com');
});

test('another address empties the fields of the former one at once; a password does not move to another domain', async () => {
  const { model, fields } = await discover(both);
  model.typePassword('secret');
  model.type('eve@example.org');
  expect(fields.value).toMatchObject({ smtp: { host: '', password: 'secret' }, imap: { host: '', password: 'secret' } });
  model.type('eve@other.example');
  expect(fields.value).toMatchObject({ smtp: { host: '', password: '' }, imap: { host: '', password: '' } });
});

test('a space after the address changes nothing of what was found', async () => {
  const { model, fields, asked } = await discover(both);
  model.type('ada@example.org ');
  expect([fields.value.smtp.host, model.lookup.value.phase, asked.length]).toEqual(['smtp.example.org', 'found', 1]);
});

test('another look that finds nothing leaves what was typed by hand', async () => {
  const { model, fields, answer } = await discover({});
  fields.value = { ...fields.value, smtp: { ...fields.value.smtp, host: 'smtp.by.hand' } };
  void model.lookAgain({ allowHttp: true });
  await answer({});
  expect([fields.value.smtp.host, model.isOpen.value]).toEqual(['smtp.by.hand', true]);
});

test('a host that nobody vouches for fills nothing before the person agrees', async () => {
  const { model, fields } = await discover({
    smtp: both.smtp,
    imap: found(server('imap.elsewhere.example'), { source: 'mx', consent: true }),
  });
  expect(model.findings.value?.imap.state).toBe('needs-consent');
  expect(fields.value.imap.host).toBe('');
  expect(fields.value.smtp.host).toBe('smtp.example.org');
  model.agree();
  expect(fields.value.imap.host).toBe('imap.elsewhere.example');
});

test('a leg that takes no password is not configured; another server of it can be chosen', async () => {
  const { model, fields } = await discover({
    smtp: both.smtp,
    imap: found(server('imap.example.org', { password: false, oauth2: true }), {
      alternatives: [{ server: server('127.0.0.1', { port: 1143, security: 'starttls' }), source: 'local-server' }],
    }),
  });
  expect(model.findings.value?.imap.state).toBe('no-password');
  expect(fields.value.imap.host).toBe('');
  model.choose('imap', 1);
  expect(fields.value.imap).toMatchObject({ host: '127.0.0.1', port: '1143', secure: true });
});

test('no encryption is never filled in as allowed', async () => {
  const { fields } = await discover({ smtp: found(server('smtp.example.org', { port: 25, security: 'cleartext' })) });
  expect(fields.value.smtp).toMatchObject({ secure: false, allowUnencrypted: false });
});

test('one password serves both legs, also with two user names', async () => {
  const { model, fields } = await discover({ ...both, imap: found(server('imap.example.org', { username: 'ada' })) });
  model.typePassword(' secret ');
  expect(fields.value).toMatchObject({
    sameAsSmtp: false,
    smtp: { password: ' secret ' },
    imap: { username: 'ada', password: ' secret ' },
  });
});

test('nothing found, no bridge, or no patience: all fields, never a dead end', async () => {
  expect((await discover({})).model.isOpen.value).toBe(true);

  const unreachable = start();
  unreachable.model.type('ada@example.org');
  await unreachable.endPause();
  unreachable.asked[0]?.answer({ ok: false, failure: 'not-running' });
  await unreachable.settle();
  expect([unreachable.model.isOpen.value, unreachable.model.lookup.value]).toEqual([true, { phase: 'failed', reason: 'not-running' }]);

  const stopped = start();
  stopped.model.type('ada@example.org');
  await stopped.endPause();
  stopped.model.stop();
  await stopped.answer(both);
  expect([stopped.model.isOpen.value, stopped.fields.value.smtp.host]).toEqual([true, '']);
});

test('the bridge is told to end a search that nobody waits for any more, and no other', async () => {
  const { model, endPause, answer, ended, settle } = start();
  model.type('ada@example.org');
  await endPause();
  model.type('ada@example.co');
  expect(ended()).toEqual([0]);
  await endPause();
  void model.lookAgain();
  expect(ended()).toEqual([0, 1]);
  model.stop();
  expect(ended()).toEqual([0, 1, 2]);
  void model.lookAgain();
  await answer(both);
  model.stop();
  model.close();
  expect(ended()).toEqual([0, 1, 2]);
  void model.lookAgain();
  model.close();
  await settle();
  expect([ended(), model.lookup.value]).toEqual([[0, 1, 2, 4], { phase: 'idle' }]);
});

test('a form that was closed while the typing paused asks nothing', async () => {
  const { model, asked, endPause } = start();
  model.type('ada@example.org');
  model.close();
  await endPause();
  expect(asked).toEqual([]);
});

test('a search that the bridge ended is like one that was stopped: all fields', async () => {
  const { model, asked, endPause, settle } = start();
  model.type('ada@example.org');
  await endPause();
  asked[0]?.answer({ ok: true, value: { refused: 'cancelled' } });
  await settle();
  expect([model.isOpen.value, model.lookup.value]).toEqual([true, { phase: 'stopped' }]);
});

test('what is typed into the open fields stays when the address changes', async () => {
  const { model, fields, asked, endPause } = await discover(both);
  model.open();
  fields.value = { ...fields.value, smtp: { ...fields.value.smtp, host: 'smtp.by.hand', password: 'secret' } };
  model.type('eve@example.com');
  await endPause();
  expect([fields.value.smtp.host, fields.value.smtp.password, asked.length]).toEqual(['smtp.by.hand', 'secret', 1]);
});

const addressesShown = ({ model }: ReturnType<typeof start>) =>
  model.lookup.value.phase === 'found' ? model.lookup.value.discovery.address : model.lookup.value.phase;

test.each<[string, Partial<Discovery>, ((started: ReturnType<typeof start>) => unknown)?]>([
  ['nothing was found', {}],
  [
    'a provider takes no passwords, and Edit was pressed',
    { smtp: found(server('smtp.example.org', { password: false })) },
    ({ model }) => model.open(),
  ],
  ['servers were found, and Edit was pressed', both, ({ model }) => model.open()],
  ['servers were found', both],
  [
    'a server was typed by hand',
    both,
    ({ model, fields }) => {
      model.open();
      fields.value = { ...fields.value, imap: { ...fields.value.imap, host: 'imap.by.hand' } };
    },
  ],
  [
    'nothing was found and it was looked for over HTTP, too',
    {},
    async ({ model, answer }) => (void model.lookAgain({ allowHttp: true }), answer({})),
  ],
])('after another address is typed, nothing of the former one is shown or filled in: %s', async (_, change, then) => {
  const started = await discover(change);
  await then?.(started);
  const before = started.asked.length;
  // Letter by letter, as it is typed.
  for (const typed of ['', 'e', 'eve@other.', 'eve@other.example']) started.model.type(typed);
  expect(addressesShown(started)).toBe('idle');
  expect([started.fields.value.smtp.host, started.fields.value.smtp.username]).toEqual(['', '']);
  await started.endPause();
  if (started.asked.length === before) return;
  expect(addressesShown(started)).toBe('looking');
  await started.answer({ ...both, address: 'eve@other.example', imap: found(server('imap.other.example')) });
  expect(addressesShown(started)).toBe('eve@other.example');
  expect(started.fields.value.imap.host).toBe('imap.other.example');
});

test('a slip corrected after nothing was found leads to the few fields again; who asked for all of them keeps all', async () => {
  const slip = await discover({});
  expect(slip.model.isOpen.value).toBe(true);
  slip.model.type('ada@gmail.com');
  expect(slip.model.isOpen.value).toBe(false);
  const edited = await discover(both);
  edited.model.open();
  edited.model.type('ada@gmail.com');
  expect(edited.model.isOpen.value).toBe(true);
});

test('a search that was begun for a former address changes nothing, whenever it is answered', async () => {
  const started = start();
  started.model.type('ada@gnail.com');
  await started.endPause();
  started.model.type('ada@gmail.com');
  await started.endPause();
  await started.answer({ ...both, address: 'ada@gmail.com' }, 1);
  await started.answer({ address: 'ada@gnail.com' }, 0);
  expect([addressesShown(started), started.fields.value.smtp.host, started.model.isOpen.value]).toEqual([
    'ada@gmail.com',
    'smtp.example.org',
    false,
  ]);
});

test('who entered the servers without a search is not searched for when the address changes', async () => {
  const { model, asked, endPause } = start();
  model.stop();
  model.type('ada@example.org');
  await endPause();
  expect([asked.length, model.lookup.value.phase]).toEqual([0, 'idle']);
});

test('the second look asks with plain HTTP only when told so', async () => {
  const { model, asked } = await discover({});
  void model.lookAgain({ allowHttp: true });
  expect(asked[1]?.body).toMatchObject({ address: 'ada@example.org', allowHttp: true, tellAddress: true });
});

test.each([
  ['one leg is unknown and it was not asked', { ...both, imap: { state: 'unknown' } }, 'not-asked', true],
  ['both are known', both, 'not-asked', false],
  ['it was asked already', {}, 'nothing', false],
] as const)('a look without encryption is offered, where %s', (_name, change, state, isOffered) => {
  expect(canLookOverHttp(discoveryOf({ ...change, sources: [{ source: 'autoconfig-http', state, tookMs: 1 }] }))).toBe(isOffered);
});

test('what both legs need in the same way is said once', () => {
  const url = 'https://example.org/app-passwords';
  const needs = preparationsOf(
    discoveryOf({
      prepare: [
        { need: 'app-password', legs: ['smtp'], url },
        { need: 'app-password', legs: ['imap'], url },
        { need: 'enable-imap', legs: ['imap'] },
      ],
    }),
  );
  expect(needs).toEqual([
    { need: 'app-password', url },
    { need: 'enable-imap', legs: ['imap'] },
  ]);
});

test('a slip in the domain is mended: the mailbox name stays, its servers go, and the right domain is asked', async () => {
  const { model, fields, asked, answer } = await discover({ ...both, didYouMean: 'example.com' });
  model.correctDomain('example.com');
  expect(fields.value).toMatchObject({ address: 'ada@example.com', smtp: { host: '' }, imap: { host: '' } });
  expect(asked.at(-1)?.body).toMatchObject({ address: 'ada@example.com', allowHttp: false, tellAddress: true });
  await answer({ address: 'ada@example.com', smtp: found(server('smtp.example.com')) });
  expect(fields.value.smtp.host).toBe('smtp.example.com');
});

test('what was found is kept with the draft, with the choice among several servers and the consent; nothing is asked again', async () => {
  const { model, fields } = await discover({
    smtp: found(server('mx.other.example'), {
      consent: true,
      alternatives: [{ server: server('smtp.other.example', { port: 587 }), source: 'srv' }],
    }),
    imap: found(server('imap.other.example', { port: 993 }), { consent: true }),
  });
  model.choose('smtp', 1);
  model.agree();
  const kept = model.keep();
  const asked: string[] = [];
  const again = createAddressFirst({
    call: (name) => (asked.push(name), new Promise(() => {})),
    sleep: () => Promise.resolve(),
    fields,
    change: (next) => (fields.value = next),
    isOpen: false,
    kept: structuredClone(kept),
  });
  await again.look();
  expect(again.findings.value).toMatchObject({
    smtp: { state: 'ready', chosen: { server: { host: 'smtp.other.example' } } },
    imap: { state: 'ready' },
  });
  expect([fields.value.smtp.host, fields.value.imap.host, asked]).toEqual(['smtp.other.example', 'imap.other.example', []]);
});

test.each<[string, Partial<Discovery>]>([
  ['nothing was found', {}],
  ['a program on this computer has to be started', { ...both, prepare: [{ need: 'local-bridge' }] }],
  [
    'a program on this computer is running',
    {
      ...both,
      localServers: [
        { product: 'other', leg: 'imap', host: '127.0.0.1', port: 1143, security: 'cleartext', listener: 'own', trust: 'none' },
      ],
    },
  ],
  ['it was found for another address', { ...both, address: 'eve@example.org' }],
])('the search is made anew where %s', async (_what, change) => {
  const { model } = await discover(change);
  expect(model.keep()).toBeNull();
});
