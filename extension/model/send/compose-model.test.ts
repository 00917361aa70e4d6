import { expect, test } from 'vitest';
import { OutgoingMessage } from '@kurrier/shared/mail/outgoing-message';
import type { Call } from '../call.ts';
import { emptyMessage, findComposeErrors, messageOf, type ComposeFields } from './compose-fields.ts';
import { provedOf } from './aliases-model.ts';
import type { SenderSettings } from './sender-settings.ts';
import { createComposeModel, type ComposeDraft } from './compose-model.ts';

const typed = (change: Partial<ComposeFields> = {}): ComposeFields => ({
  ...emptyMessage(),
  accountId: 'a',
  from: 'ada@example.org',
  to: 'bob@example.org',
  ...change,
});

test.each<[string, Partial<ComposeFields>, object]>([
  ['good', {}, {}],
  ['good with bcc alone', { to: '', bcc: 'cid@example.org' }, {}],
  ['no recipient', { to: ' ' }, { to: { error: 'no-recipient' } }],
  ['no sender', { from: '' }, { from: { error: 'no-sender' } }],
  ['a bad address', { cc: 'bob@' }, { cc: { error: 'bad-addresses', bad: ['bob@'] } }],
  ['a line break in the subject', { subject: 'a\r\nBcc: eve@example.org' }, { subject: { error: 'line' } }],
  ['a line break in the name', { fromName: 'a\nb' }, { fromName: { error: 'line' } }],
  ['a text that is too long', { text: 'x'.repeat(400_001) }, { text: { error: 'text-too-long' } }],
  ['NUL in the text', { text: 'a\0b' }, { text: { error: 'text-character' } }],
])('errors: %s', (_name, change, errors) => {
  const fields = typed(change);
  expect(findComposeErrors(fields)).toEqual(errors);
  // What is let through here is let through by the bridge, and nothing else; what is no address never gets there.
  const isLetThrough = Object.keys(errors).length === 0 || 'cc' in errors;
  expect(OutgoingMessage.safeParse(messageOf(fields, [])).success).toBe(isLetThrough);
});

const createCompose = (answers: Record<string, unknown>, draft: Partial<ComposeDraft> | null = { fields: typed() }) => {
  const asked: [string, Record<string, unknown>][] = [];
  const kept: (ComposeDraft | null)[] = [];
  let id = 0;
  const model = createComposeModel({
    call: ((name, body) => {
      asked.push([name, body]);
      return Promise.resolve(answers[name]);
    }) as Call,
    append: () => new Promise(() => {}),
    sleep: () => new Promise(() => {}),
    createId: () => `key-${(id += 1)}-0000`,
    keepDraft: (kept_) => (kept.push(kept_), Promise.resolve()),
    draft,
  });
  const keys = () => asked.flatMap(([name, body]) => (name === 'send.message' ? [body['idempotencyKey']] : []));
  return { model, asked, kept, keys };
};
const away = { ok: false, failure: 'not-running' };
const entry = { id: 'e1', status: { state: 'queued', heldUntil: 1 } };

test('what is typed is kept, and comes back', () => {
  const { model, kept } = createCompose({}, null);
  model.edit({ to: 'bob@example.org', text: 'hello' });
  expect(kept.at(-1)).toMatchObject({ fields: { to: 'bob@example.org', text: 'hello' } });
  const again = createCompose({}, JSON.parse(JSON.stringify(kept.at(-1))) as ComposeDraft);
  expect(again.model.fields.value).toEqual(model.fields.value);
  expect(again.model.isWritten()).toBe(true);
});

test('the draft is forgotten once the message is accepted, not before', async () => {
  const { model, kept } = createCompose({ 'send.message': { ok: true, value: { entry, existing: false } } });
  await model.send();
  expect(model.phase.value).toEqual({ phase: 'accepted', entry });
  expect(kept.at(-1)).toBeNull();
  const refused = createCompose({ 'send.message': { ok: true, value: { refused: 'receive-only' } } });
  await refused.model.send();
  expect(refused.kept.at(-1)).not.toBeNull();
  expect(refused.model.phase.value).toEqual({ phase: 'refused', refusal: { reason: 'receive-only' } });
});

test('the same message keeps its key when the answer was lost, also over a reload; another one gets another', async () => {
  const lost = createCompose({ 'send.message': away });
  await lost.model.send();
  await lost.model.send();
  const reloaded = createCompose({ 'send.message': away }, lost.kept.at(-1) ?? null);
  await reloaded.model.send();
  expect([...lost.keys(), ...reloaded.keys()]).toEqual(['key-1-0000', 'key-1-0000', 'key-1-0000']);
  reloaded.model.edit({ text: 'another' });
  await reloaded.model.send();
  expect(reloaded.keys()[1]).not.toBe(undefined);
  expect(reloaded.model.draft().key).toBe(reloaded.keys()[1]);
  lost.model.edit({ text: 'another' });
  await lost.model.send();
  expect(lost.keys()[2]).toBe('key-2-0000');
});

test('nothing is handed over with an error in it, or while a file is on its way', async () => {
  const wrong = createCompose({}, { fields: typed({ to: 'bob' }) });
  expect(wrong.model.errors.value).toEqual({});
  await wrong.model.send();
  expect(wrong.model.errors.value).toEqual({ to: { error: 'bad-addresses', bad: ['bob'] } });
  const file = { id: 'f', name: 'a', type: 'a/b', size: 9, offset: 3, uploadId: 'u', progress: { state: 'uploading' } } as const;
  const uploading = createCompose({}, { fields: typed(), files: [file] });
  await uploading.model.send();
  expect(wrong.keys()).toEqual([]);
  expect(uploading.keys()).toEqual([]);
});

test('the sender brings the limits of its server and its proved aliases', async () => {
  const proof = { state: 'proved', at: 1 };
  const { model } = createCompose({
    'send.limits': { ok: true, value: { size: 100, attachments: 70, smtpUtf8: true } },
    'aliases.list': {
      ok: true,
      value: {
        aliases: [
          { address: 'countess@example.org', name: 'Countess', proof },
          { address: 'no@example.org', name: '', proof: { state: 'refused', at: 1 } },
        ],
      },
    },
  });
  await model.chooseSender({ accountId: 'a', address: 'ada@example.org', name: 'Work' });
  expect(model.limits.value).toEqual({ state: 'known', attachments: 70, smtpUtf8: true });
  const [proved, ...others] = provedOf(model.aliases.state.value);
  expect(others).toEqual([]);
  await model.chooseSender({ accountId: 'a', ...proved! });
  expect(model.fields.value).toMatchObject({ from: 'countess@example.org', fromName: 'Countess' });
  expect(model.limits.value.state).toBe('known');
});

test('a message that speaks of something attached, and has nothing, is asked about before it is handed over', async () => {
  const answers = { 'send.message': { ok: true, value: { entry, existing: false } } };
  const { model, keys } = createCompose(answers, { fields: typed({ text: 'The report is attached.' }) });
  await model.send();
  expect([model.phase.value.phase, keys().length]).toEqual(['unattached', 0]);
  model.keepWriting();
  expect(model.phase.value.phase).toBe('editing');
  await model.send();
  await model.send(true);
  expect([model.phase.value.phase, keys().length]).toEqual(['accepted', 1]);
  const attached = createCompose(answers, { fields: typed({ text: 'The report is attached.' }), files: [uploaded] });
  await attached.model.send();
  expect(attached.model.phase.value.phase).toBe('accepted');
});

const uploaded = {
  id: 'f',
  name: 'report.pdf',
  type: 'application/pdf',
  size: 3,
  offset: 3,
  uploadId: 'upload-1',
  progress: { state: 'done' as const },
};

test('name and signature come with the sender and change with them; they alone are nothing that was written', async () => {
  const settings: Record<string, SenderSettings> = { a: { name: 'Ada', signature: 'Ada L.' }, b: { name: 'A. L.', signature: '' } };
  const kept: (ComposeDraft | null)[] = [];
  const model = createComposeModel({
    call: (() => Promise.resolve(away)) as unknown as Call,
    append: () => new Promise(() => {}),
    sleep: () => new Promise(() => {}),
    createId: () => 'id',
    keepDraft: (draft) => (kept.push(draft), Promise.resolve()),
    settingsOf: (accountId) => settings[accountId] ?? { name: '', signature: '' },
  });
  await model.chooseSender({ accountId: 'a', address: 'ada@example.org', name: '' });
  expect(model.fields.value).toMatchObject({ fromName: 'Ada', text: '\n\n-- \nAda L.\n' });
  expect([model.isWritten(), kept.at(-1)]).toEqual([false, null]);
  model.edit({ text: `Hello${model.fields.value.text}` });
  await model.chooseSender({ accountId: 'b', address: 'al@example.org', name: '' });
  expect(model.fields.value).toMatchObject({ fromName: 'A. L.', text: 'Hello\n\n' });
  expect(kept.at(-1)?.fields.text).toBe('Hello\n\n');
});
