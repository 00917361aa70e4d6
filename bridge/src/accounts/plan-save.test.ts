import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import type { AccountRecord } from './account-record.ts';
import { planSave } from './plan-save.ts';

const server = { host: 'relay.test', port: 25, secure: false, allowUnencrypted: true, pool: false };
const stored = (username: string): AccountRecord => ({
  id: 'a1',
  label: 'ann',
  address: 'ann@mail.test',
  createdAt: 1,
  smtp: { settings: { ...server, username }, password: 'sealed', status: { state: 'not-tested' }, refusals: [] },
});
const change = (username: string, password?: Secret) => ({
  address: 'ann@mail.test',
  smtp: { ...server, username, ...(password && { password }) },
});

test('without a user name nothing is asked for, and nothing that was stored for another user goes along', () => {
  for (const existing of [undefined, stored('ann')]) {
    const plan = planSave(change(''), existing);
    const leg = 'legs' in plan ? plan.legs.smtp : undefined;
    expect(leg).toMatchObject({ settings: { username: '' } });
    expect(leg && 'password' in leg && leg.password.reveal()).toBe('');
  }
  expect(planSave(change(''), stored(''))).toMatchObject({ legs: { smtp: { keep: { password: 'sealed' } } } });
});

test('a user name asks for a password, also where there was none before', () => {
  expect(planSave(change('ann'), stored(''))).toEqual({ passwordRequired: ['smtp'] });
  expect(planSave(change('ann'), undefined)).toEqual({ passwordRequired: ['smtp'] });
  expect(planSave(change('ann', new Secret('pw')), stored(''))).toMatchObject({ legs: { smtp: { settings: { username: 'ann' } } } });
});
