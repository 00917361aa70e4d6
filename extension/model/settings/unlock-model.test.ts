import { expect, test } from 'vitest';
import type { Call } from '../call.ts';
import { createUnlockModel } from './unlock-model.ts';

const locked = (reason: string) => ({ ok: true, value: { state: 'locked', reason, path: '/data/vault.json' } });
const open = { ok: true, value: { state: 'open', keyHolder: 'passphrase' } };

const start = (...answers: unknown[]) => {
  const asked: [string, unknown][] = [];
  let opened = 0;
  const call = ((name, body) => {
    asked.push([name, body]);
    return Promise.resolve(answers.shift());
  }) as Call;
  const model = createUnlockModel({ call, onOpened: () => (opened += 1) });
  return { model, asked, opened: () => opened };
};

test('a wrong passphrase is told apart from none, and the right one opens', async () => {
  const { model, asked, opened } = start(locked('passphrase-needed'), locked('passphrase-wrong'), open);
  await model.load();
  expect(model.state.value).toMatchObject({ phase: 'locked', reason: 'passphrase-needed', wasTried: false });
  await model.unlock('far far away');
  expect(model.state.value).toMatchObject({ phase: 'locked', reason: 'passphrase-wrong', wasTried: true });
  expect(opened()).toBe(0);
  await model.unlock('over the hills');
  expect([model.state.value, opened()]).toEqual([{ phase: 'open' }, 1]);
  expect(asked.map(([name]) => name)).toEqual(['vault.state', 'vault.unlock', 'vault.unlock']);
  expect(JSON.stringify(model.state.value)).not.toContain('hills');
});

test.each(['key-missing', 'keyring-unavailable', 'vault-file-broken'])(
  'where it is %s it is tried again without a passphrase',
  async (reason) => {
    const { model, asked } = start(locked(reason), locked(reason));
    await model.load();
    await model.unlock();
    expect(asked.at(-1)).toEqual(['vault.unlock', {}]);
    expect(model.state.value).toMatchObject({ phase: 'locked', reason, wasTried: true });
  },
);

test('a bridge that is away is no lock; one that was opened elsewhere is open', async () => {
  const away = start({ ok: false, failure: 'not-running' });
  await away.model.load();
  expect(away.model.state.value).toEqual({ phase: 'unreachable', problem: 'not-running' });
  const elsewhere = start(open);
  await elsewhere.model.load();
  expect([elsewhere.model.state.value.phase, elsewhere.opened()]).toEqual(['open', 1]);
});
