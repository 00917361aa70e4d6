import { expect, test } from 'vitest';
import { createExtrasModel, type OptionalPermission } from './extras-model.ts';
import { noExtras, type ExtrasOptions } from './extras-options.ts';

const open = ({ isGranted = true, kept = null as ExtrasOptions | null, given = [] as OptionalPermission[] } = {}) => {
  const state = { kept, given: [...given] };
  const model = createExtrasModel({
    read: async () => state.kept,
    keep: async (options) => void (state.kept = options),
    askToNotify: async () => {
      if (isGranted) state.given.push('notifications');
      return isGranted;
    },
    listGiven: async () => [...state.given],
    remove: async (permission) => void (state.given = state.given.filter((other) => other !== permission)),
  });
  return { model, state };
};

test('nothing is on, and what is switched on is kept', async () => {
  const { model, state } = open();
  await model.load();
  expect([model.options.value, state.kept]).toEqual([noExtras, null]);
  await model.change({ badge: 'number' });
  expect(state.kept).toEqual({ ...noExtras, badge: 'number' });
});

test('notifications are on only with the permission, and off when it is given back', async () => {
  const refused = open({ isGranted: false });
  await refused.model.change({ notify: 'content' });
  expect([refused.model.options.value.notify, refused.model.isRefused.value]).toEqual(['off', true]);
  const { model, state } = open();
  await model.change({ notify: 'content' });
  expect([model.options.value.notify, model.given.value]).toEqual(['content', ['notifications']]);
  await model.giveBack('notifications');
  expect([state.kept?.notify, model.given.value]).toEqual(['off', []]);
});

test('a permission that was taken away in the browser switches off what needs it', async () => {
  const { model } = open({ kept: { ...noExtras, notify: 'plain' } });
  await model.load();
  expect(model.options.value.notify).toBe('off');
});

test('a permission that is given is not asked for again', async () => {
  const { model, state } = open({ isGranted: false, given: ['notifications'] });
  await model.load();
  await model.change({ notify: 'plain' });
  expect([state.kept?.notify, model.isRefused.value]).toEqual(['plain', false]);
});
