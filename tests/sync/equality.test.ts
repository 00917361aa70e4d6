import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openAccountStore } from '../../bridge/src/sync/account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/sync-once.ts';
import { createRandomSteps } from './random-steps.ts';
import { readServer, readStore } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { capabilitySets, startMail } from './start-mail.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261125);
/** The poorer the server, the longer a step takes. */
const quickSteps: Record<string, number> = { qresync: 100, condstore: 60, poor: 30 };

test.for(Object.entries(capabilitySets))(
  'after each of many random steps the store equals the server: %s',
  { timeout: process.env.KURRIER_SOAK ? 3_600_000 : 120_000 },
  async ([name, capabilities]) => {
    const steps = process.env.KURRIER_SOAK ? 1000 : quickSteps[name]!;
    await using mail = await startMail({ capabilities });
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-sync-'));
    const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
    const random = createRandom(seed);
    const others = createRandomSteps(random, await mail.connectOther(), mail);
    let account = await openAccountStore('a', store.namespace);
    let connection = prepareConnection(await mail.openSession());
    const history: string[] = [];
    for (let i = 0; i < steps; i++) {
      for (let n = random.int(1, 3); n > 0; n--) history.push(await others.step());
      if (random.chance(0.2)) {
        connection.session.close();
        connection = prepareConnection(await mail.openSession());
        account = await openAccountStore('a', store.namespace);
      }
      let synced = await syncOnce(connection, account);
      // Dovecot says BYE when the open mailbox was deleted.
      if (!synced.ok) {
        connection = prepareConnection(await mail.openSession());
        synced = await syncOnce(connection, account);
      }
      const where = `seed ${seed}, step ${i}:\n${history.slice(-6).join('\n')}`;
      expect(synced, where).toEqual({ ok: true, value: expect.objectContaining({ failures: [] }) });
      expect(await readStore(account), where).toEqual(await readServer(mail));
    }
    connection.session.close();
    await others.end();
    store.close();
    rmSync(dir, { recursive: true });
  },
);
