import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'vitest';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { compareAfterSteps } from './compare-after-steps.ts';
import { mailServers } from './mail-servers.ts';
import { withoutSizes, type Contents } from './read-server.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261125);
const isSoak = process.env.KURRIER_SOAK !== undefined;

/** Steps where there is no time for all of them: the poorer the server, the longer one takes. */
const quickSteps: Record<keyof typeof mailServers, number> = {
  'Dovecot with QRESYNC': 100,
  'Dovecot with CONDSTORE': 60,
  'Dovecot with neither': 30,
  Courier: 20,
  Cyrus: 30,
  'GNU mailutils': 8,
};

/** Side by side: each waits for its own server, and some of these for the next second of a clock. */
test.concurrent.for(Object.keys(mailServers) as (keyof typeof mailServers)[])(
  'after each of many random steps the store equals the server: %s',
  { timeout: isSoak ? 3_600_000 : 300_000 },
  async (name) => {
    const steps = isSoak ? 1000 : quickSteps[name];
    await using mail = await mailServers[name]();
    const comparable = mail.exceptions?.includes('sizes') ? withoutSizes : (contents: Contents) => contents;
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-sync-'));
    const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
    await compareAfterSteps({ mail, store, steps, seed, isSlow: name === 'Courier' || name === 'GNU mailutils', comparable });
    store.close();
    rmSync(dir, { recursive: true });
  },
);
