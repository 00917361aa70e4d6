import { expect, test } from 'vitest';
import type { Alias } from '@kurrier/shared/api/aliases';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { Call } from '../call.ts';
import { createAliasesModel, provedOf } from './aliases-model.ts';

const proved: Alias = { address: 'a@example.org', name: '', proof: { state: 'proved', at: 1 } };
const refused: Alias = {
  address: 'b@example.org',
  name: '',
  proof: { state: 'refused', at: 1, failure: sampleFailures['sender.not_authorized'] },
};
const ok = (value: unknown) => ({ ok: true, value });

test('shows every address with its proof, and offers only those that the server takes', async () => {
  const asked: unknown[] = [];
  const call = ((name, body) => {
    asked.push(body);
    return Promise.resolve(ok({ aliases: name === 'aliases.list' ? [proved] : [proved, refused] }));
  }) as Call;
  const model = createAliasesModel({ call });
  await model.load('acc');
  await model.add(' b@example.org ', '');
  expect(asked[1]).toEqual({ accountId: 'acc', address: 'b@example.org', name: '' });
  expect(model.state.value).toEqual({ accountId: 'acc', aliases: [proved, refused], phase: 'idle', problem: null });
  expect(provedOf(model.state.value)).toEqual([proved]);
});

test('what is no address is not asked about', async () => {
  const asked: string[] = [];
  const call = ((name) => (asked.push(name), Promise.resolve(ok({ aliases: [] })))) as Call;
  const model = createAliasesModel({ call });
  await model.load('acc');
  await model.add('nobody', '');
  expect(asked).toEqual(['aliases.list']);
  expect(model.state.value.problem).toBe('no-address');
});

test('an answer for an account that is no longer shown is dropped', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const model = createAliasesModel({ call: (() => new Promise<unknown>((resolve) => answers.push(resolve))) as Call });
  const first = model.load('first');
  const second = model.load('second');
  answers[1]!(ok({ aliases: [refused] }));
  answers[0]!(ok({ aliases: [proved] }));
  await Promise.all([first, second]);
  expect(model.state.value).toMatchObject({ accountId: 'second', aliases: [refused] });
});
