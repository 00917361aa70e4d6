import { expect } from 'vitest';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import type { OpenRecords } from '../../bridge/src/mail-store/key-value-records.ts';
import type { MailServer } from './mail-server.ts';
import { createRandomSteps } from './random-steps.ts';
import { readStore, type Contents } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startGate } from './start-gate.ts';
import { trySync } from './try-sync.ts';

export interface Comparison {
  mail: MailServer;
  store: { namespace: OpenRecords };
  steps: number;
  seed: number;
  isSlow: boolean;
  comparable: (contents: Contents) => Contents;
}

/** After each of many random steps of others, with syncs that are cut off in between, what is stored equals what the server has. */
export const compareAfterSteps = async ({ mail, store, steps, seed, isSlow, comparable }: Comparison): Promise<void> => {
  const random = createRandom(seed);
  // Courier waits two seconds when a mailbox is deleted or renamed, for the clock that its UIDVALIDITY is taken from, as does mailutils'.
  const others = await createRandomSteps(random, mail, { usualTimes: isSlow ? 4 : 1 });
  await using gate = await startGate(mail);
  let account = await openMailAccountStore('a', store.namespace);
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
      account = await openMailAccountStore('a', store.namespace);
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
};
