import { expect, test } from 'vitest';
import { createCa } from '../../servers/create-ca.ts';
import { startDovecot } from '../../servers/start-dovecot.ts';
import { checkLeg, summarize } from './check-leg.ts';

/** A stock Dovecot answers the first wrong password after two seconds, and later ones after up to seventeen. */
const { tries, budgets } = process.env.KURRIER_SOAK ? { tries: 5, budgets: {} } : { tries: 1, budgets: { saidMs: 1000 } };

test('a stock Dovecot holds back its answer: that is said first, and the late answer replaces it', { timeout: 120_000 }, async () => {
  const ca = await createCa();
  await using dovecot = await startDovecot({ certificate: await ca.issue(), penalties: true });
  const server = { host: dovecot.host, port: dovecot.ports.imaps };
  const interims: string[] = [];
  for (let attempt = 0; attempt < tries; attempt++) {
    const checked = await checkLeg({ leg: 'imap', port: 993, server, ca, password: `wrong ${attempt}`, budgets });
    expect(summarize(checked)).toBe('auth.invalid_credentials · sign-in');
    interims.push(...checked.interims.map(({ kind, stage }) => `${kind} · ${stage}`));
  }
  expect(new Set(interims)).toEqual(new Set(['net.timeout · sign-in']));
  expect(summarize(await checkLeg({ leg: 'imap', port: 993, server, ca }))).toBe('verified · implicit-tls');
});
