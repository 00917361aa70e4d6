import { describe, test } from 'vitest';
import { createParsedNamespace } from '../../bridge/src/store/parsed-namespace.ts';
import { compareAfterSteps } from '../sync/compare-after-steps.ts';
import { mailServers } from '../sync/mail-servers.ts';
import { databases } from './each-database.ts';
import { openUnderLease } from './open-harness.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261130);
const steps = process.env.KURRIER_SOAK === undefined ? 12 : 300;

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  test('after each of many random steps what is stored there equals the mail server', { timeout: 600_000 }, async () => {
    await using place = await databases[name]();
    await using mail = await mailServers['Dovecot with QRESYNC']();
    const database = await place.open();
    const { store } = await openUnderLease(database, 'account:a');
    const namespace: Parameters<typeof compareAfterSteps>[0]['store']['namespace'] = (of, parse) => createParsedNamespace(store, of, parse);
    await compareAfterSteps({ mail, store: { namespace }, steps, seed, isSlow: false, comparable: (contents) => contents });
    await database.close();
  });
});
