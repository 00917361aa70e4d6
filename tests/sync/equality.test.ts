import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { mailServers } from './mail-servers.ts';
import { createRandomSteps } from './random-steps.ts';
import { readStore, withoutSizes, type Contents } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startGate } from './start-gate.ts';
import { trySync } from './try-sync.ts';

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

test.for(Object.keys(mailServers) as (keyof typeof mailServers)[])(
  'after each of many random steps the store equals the server: %s',
  { timeout: isSoak ? 3_600_000 : 120_000 },
  async (name) => {
    const steps = isSoak ? 1000 : quickSteps[name];
    await using mail = await mailServers[name]();
    const comparable = mail.exceptions?.includes('sizes') ? withoutSizes : (contents: Contents) => contents;
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-sync-'));
    const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
    const random = createRandom(seed);
    // Courier waits two seconds when a mailbox is deleted or renamed, for the clock that its UIDVALIDITY is taken from, as does mailutils'.
    const isSlow = name === 'Courier' || name === 'GNU mailutils';
    const others = await createRandomSteps(random, mail, { usualTimes: isSlow ? 4 : 1 });
    await using gate = await startGate(mail);
    let account = await openAccountStore('a', store.namespace);
    let connection = prepareConnection(await mail.openSession());
    const reconnect = async (): Promise<void> => {
      connection.session.close();
      connection = prepareConnection(await mail.openSession());
    };
    const history: string[] = [];
    for (let i = 0; i < steps; i++) {
      for (let n = random.int(1, 3); n > 0; n--) {
        history.push(await others.step());
        if (random.chance(0.2)) history.push(`sync: ${(await syncOnce(connection, account)).ok}`);
      }
      if (random.chance(0.2)) {
        await reconnect();
        account = await openAccountStore('a', store.namespace);
      }
      if (random.chance(0.2)) {
        gate.cutAfter(random.int(2_000, 6_000));
        history.push(`sync cut off: ${await trySync(mail, gate.port, account)}`);
      }
      let synced = await syncOnce(connection, account);
      // Dovecot says BYE when the open mailbox was deleted.
      if (!synced.ok) {
        await reconnect();
        synced = await syncOnce(connection, account);
      }
      const where = `seed ${seed}, step ${i}:\n${history.slice(-6).join('\n')}`;
      expect(synced, where).toEqual({ ok: true, value: expect.objectContaining({ failures: [] }) });
      expect(comparable(await readStore(account)), where).toEqual(comparable(await mail.read()));
    }
    connection.session.close();
    await others.end();
    store.close();
    rmSync(dir, { recursive: true });
  },
);
