import { expect, test } from 'vitest';
import type { Device } from '@kurrier/shared/api/devices';
import type { Call } from './call.ts';
import { createDevicesModel } from './settings/devices-model.ts';
import { createDiagnoseModel } from './settings/diagnose-model.ts';
import { formatMoment } from './format-time.ts';
import { createPairModel } from './settings/pair-model.ts';
import { visibleText } from './visible-text.ts';
import { hashOf, parseRoute, type Route } from './route.ts';
import { daysUntilExpiry, differencesOf } from './accounts/verdict-model.ts';

const bridge = { bridgeId: 'b1', port: 21_653 };

test('pairing: looks, takes a refused code with its reason, then a good one', async () => {
  const codes: string[] = [];
  const model = createPairModel({
    sleep: () => new Promise(() => {}),
    findBridges: () => Promise.resolve({ ok: true, value: [bridge] }),
    pairByCode: (code) => {
      codes.push(code);
      return Promise.resolve(code === 'good' ? { ok: true, value: bridge } : { ok: false, failure: 'refused' });
    },
  });
  await model.pair('too early');
  await model.look();
  expect(model.state.value).toEqual({ phase: 'ready', bridges: [bridge], refusal: null });
  await model.pair('bad');
  expect(model.state.value).toEqual({ phase: 'ready', bridges: [bridge], refusal: 'refused' });
  await model.pair('good');
  expect(model.state.value).toEqual({ phase: 'paired', bridge });
  expect(codes).toEqual(['bad', 'good']);
});

test('a bridge that is started while the pairing page is open is noticed; one that is there is not looked for again', async () => {
  let isRunning = false;
  let looks = 0;
  const pauses: (() => void)[] = [];
  const model = createPairModel({
    sleep: () => new Promise((resolve) => pauses.push(resolve)),
    findBridges: () => {
      looks += 1;
      return Promise.resolve(isRunning ? { ok: true, value: [bridge] } : { ok: false, failure: 'not-running' });
    },
    pairByCode: () => Promise.resolve({ ok: false, failure: 'refused' }),
  });
  const nextLook = async () => {
    pauses.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  const shown: string[] = [];
  model.state.subscribe(({ phase }) => shown.push(phase));
  await model.look();
  await nextLook();
  expect([model.state.value.phase, looks]).toEqual(['unreachable', 2]);
  isRunning = true;
  await nextLook();
  expect(model.state.value).toMatchObject({ phase: 'ready', bridges: [bridge] });
  await nextLook();
  expect([looks, pauses.length]).toEqual([3, 0]);
  expect(shown).toEqual(['looking', 'looking', 'unreachable', 'ready']);
});

test('devices: after a change the list is what the bridge holds', async () => {
  let devices: Device[] = ['d1', 'd2'].map((id) => ({ id, name: id, pairedAt: 1, lastUsedAt: 1 }));
  const call = ((name, body) => {
    if (name === 'devices.list') return Promise.resolve({ ok: true, value: { devices, thisDevice: 'd1', bridgeId: 'b' } });
    if (name === 'devices.rename') return Promise.resolve({ ok: false, failure: 'not-running' });
    devices = devices.filter(({ id }) => id !== (body as { id: string }).id);
    return Promise.resolve({ ok: true, value: { revoked: true } });
  }) as Call;
  const model = createDevicesModel({ call });
  await model.load();
  await model.revoke('d2');
  expect(model.state.value).toMatchObject({ phase: 'listed', devices: [{ id: 'd1' }], thisDevice: 'd1' });
  await model.rename('d1', 'x');
  expect(model.state.value).toEqual({ phase: 'unreachable', problem: 'not-running' });
});

test('the diagnosis as text', async () => {
  const model = createDiagnoseModel({
    diagnose: () =>
      Promise.resolve({
        checks: [
          { check: 'permission', state: 'good', detail: 'http://127.0.0.1/*' },
          { check: 'ports', state: 'bad', detail: '21653 closed' },
        ],
        problem: 'not-running',
        browser: 'Chromium 156',
        extensionVersion: '0.1.0',
      }),
  });
  await model.run();
  expect(model.state.value).toMatchObject({
    report: 'Kurrier 0.1.0, Chromium 156\ngood    permission  http://127.0.0.1/*\nbad     ports       21653 closed\nresult  not-running',
  });
});

test.each<Route>([{ page: 'providers' }, { page: 'add-account' }, { page: 'edit-account', accountId: 'a/b c' }, { page: 'settings' }])(
  'the address of %o leads back to it',
  (route) => {
    expect(parseRoute(hashOf(route))).toEqual(route);
  },
);

test('an unknown address leads to the providers', () => {
  expect(parseRoute('#/providers/edit/')).toEqual({ page: 'providers' });
  expect(parseRoute('')).toEqual({ page: 'providers' });
});

test('a proposal is shown as what it changes, nothing else', () => {
  const settings = { host: 'h.example', port: 465, username: 'ada', secure: true, allowUnencrypted: false };
  const proposal = {
    id: 'p',
    changes: { host: 'h.example', port: 587, secure: false },
    security: 'starttls',
    needsPassword: false,
  } as const;
  expect(differencesOf(proposal, settings, { yes: 'TRUE', no: 'FALSE' })).toEqual([
    { setting: 'port', from: '465', to: '587' },
    { setting: 'secure', from: 'TRUE', to: 'FALSE' },
  ]);
});

test('a certificate is warned about from 14 days before its end', () => {
  const certificate = { subject: '', issuer: '', names: [], validFrom: '', validTo: '2026-12-15T00:00:00Z', fingerprint: '', spki: '' };
  expect(daysUntilExpiry(certificate, Date.parse('2026-12-01T00:00:00Z'))).toBeNull();
  expect(daysUntilExpiry(certificate, Date.parse('2026-12-01T00:00:01Z'))).toBe(13);
  expect(daysUntilExpiry(certificate, Date.parse('2027-01-01T00:00:00Z'))).toBe(0);
  expect(daysUntilExpiry(undefined, 0)).toBeNull();
});

test('characters that hide or reorder text are shown as what they are', () => {
  expect(visibleText('a\u202Eb\u0000c\td\ne')).toBe('a‹202E›b‹0000›c\td\ne');
});

test('a moment of today is a time, another has its day', () => {
  const now = new Date(2026, 10, 24, 13, 5).getTime();
  expect(formatMoment(now - 60_000, now, 'en-GB')).toBe('13:04');
  expect(formatMoment(now - 86_400_000, now, 'en-GB')).toBe('23 Nov, 13:05');
});
