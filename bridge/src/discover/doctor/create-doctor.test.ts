import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DiscoverDeps } from '../source-contract.ts';
import { createDoctor } from './create-doctor.ts';

const never = <Value>() => new Promise<Value>(() => undefined);

/** SRV answers; nothing else ever does, whatever the signal says. */
const deps: DiscoverDeps = {
  fetchDocument: never,
  dns: {
    srv: async (name) => (name.startsWith('_imaps') ? [{ name: 'imap.own.test', port: 993, priority: 0, weight: 0 }] : []),
    mx: never,
    txt: never,
    ns: never,
    addresses: async () => ['192.0.2.1'],
  },
  probe: never,
  askTokens: async () => ({ takesTokens: false }),
  listenerOf: async () => 'unknown',
  trustedKey: () => undefined,
  baseUrls: {},
  allowsPrivate: false,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers().restoreAllMocks());

test('what is known within eight seconds is reported, and what did not answer is said to be so', async () => {
  // Fake timers do not move the platform's own.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const end = new AbortController();
    setTimeout(() => end.abort(), ms);
    return end.signal;
  });
  const examined = createDoctor(deps)('own.test');
  await vi.advanceTimersByTimeAsync(8000);
  const { findings } = (await examined)!;
  expect(findings.map(({ check, state, subject, detail }) => [check, state, subject, detail].join(' '))).toEqual(
    expect.arrayContaining([
      'srv good _imaps._tcp.own.test imap.own.test:993',
      'autoconfig wrong https://autoconfig.own.test/mail/config-v1.1.xml timed-out',
      'server wrong imap.own.test:993 ',
    ]),
  );
});

test('cancelled, it ends at once', async () => {
  const cancel = new AbortController();
  const examined = createDoctor(deps)('own.test', cancel.signal);
  await vi.advanceTimersByTimeAsync(10);
  cancel.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(await examined).toBeDefined();
});
