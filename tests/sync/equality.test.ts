import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openAccountStore, type AccountStore } from '../../bridge/src/sync/account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/sync-once.ts';
import type { MailServer } from './mail-server.ts';
import { createRandomSteps } from './random-steps.ts';
import { readStore } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startCourierMail } from './start-courier-mail.ts';
import { startGate } from './start-gate.ts';
import { capabilitySets, startMail } from './start-mail.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261125);
const isSoak = process.env.KURRIER_SOAK !== undefined;

interface Server {
  name: string;
  start: () => Promise<MailServer>;
  /** Steps where there is no time for all of them: the poorer the server, the longer one takes. */
  quickSteps: number;
  usualTimes?: number;
}

const servers: Server[] = [
  { name: 'Dovecot with QRESYNC', start: () => startMail({ capabilities: capabilitySets.qresync }), quickSteps: 100 },
  { name: 'Dovecot with CONDSTORE', start: () => startMail({ capabilities: capabilitySets.condstore }), quickSteps: 60 },
  { name: 'Dovecot with neither', start: () => startMail({ capabilities: capabilitySets.poor }), quickSteps: 30 },
  // Courier waits two seconds when a mailbox is deleted or renamed, for the clock that its UIDVALIDITY is taken from.
  { name: 'Courier', start: startCourierMail, quickSteps: 20, usualTimes: 4 },
];

test.for(servers)(
  'after each of many random steps the store equals the server: $name',
  { timeout: isSoak ? 3_600_000 : 120_000 },
  async ({ start, quickSteps, usualTimes = 1 }) => {
    const steps = isSoak ? 1000 : quickSteps;
    await using mail = await start();
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-sync-'));
    const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
    const random = createRandom(seed);
    const others = await createRandomSteps(random, mail, { usualTimes });
    await using gate = await startGate(mail);
    let account = await openAccountStore('a', store.namespace);
    let connection = prepareConnection(await mail.openSession());
    const reconnect = async (): Promise<void> => {
      connection.session.close();
      connection = prepareConnection(await mail.openSession());
    };
    const history: string[] = [];
    for (let i = 0; i < steps; i++) {
      for (let n = random.int(1, 3); n > 0; n--) history.push(await others.step());
      if (random.chance(0.2)) {
        await reconnect();
        account = await openAccountStore('a', store.namespace);
      }
      if (random.chance(0.2)) {
        gate.cutAfter(random.int(2_000, 6_000));
        history.push(`sync cut off: ${await syncThrough(gate.port, mail, account)}`);
      }
      let synced = await syncOnce(connection, account);
      // Dovecot says BYE when the open mailbox was deleted.
      if (!synced.ok) {
        await reconnect();
        synced = await syncOnce(connection, account);
      }
      const where = `seed ${seed}, step ${i}:\n${history.slice(-6).join('\n')}`;
      expect(synced, where).toEqual({ ok: true, value: expect.objectContaining({ failures: [] }) });
      expect(await readStore(account), where).toEqual(await mail.read());
    }
    connection.session.close();
    await others.end();
    store.close();
    rmSync(dir, { recursive: true });
  },
);

/** A sync on a connection of its own; whatever becomes of it. */
const syncThrough = async (port: number, mail: MailServer, account: AccountStore): Promise<string> => {
  try {
    const session = await mail.openSession({ port });
    const synced = await syncOnce(prepareConnection(session), account);
    session.close();
    return synced.ok ? 'too late' : synced.failure.kind;
  } catch {
    return 'before it began';
  }
};
