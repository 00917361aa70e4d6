import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { createMailboxScheduler } from '../../bridge/src/sync/engine/mailbox-scheduler.ts';
import { createProgressMeter } from '../../bridge/src/sync/progress.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { startImapMailbox } from '../servers/imap-mailbox.ts';

const openSession = createOpenImapSession(createProtocolDeps());

test('many large mailboxes far away take two connections beside the live one, however the work is shared', async () => {
  const mailboxes = Array.from({ length: 20 }, (_, at) => `m${at}`);
  await using server = await startImapMailbox(async ({ tag, text, say, play }) => {
    if (!text.startsWith('LIST')) return false;
    // Far away, so that more connections are worth it.
    await play([{ holdMs: 60 }]);
    say('* LIST () "/" INBOX');
    for (const name of mailboxes) {
      say(`* LIST () "/" ${name}`);
      say(`* STATUS ${name} (MESSAGES 300 UIDNEXT 301 UIDVALIDITY 7 UNSEEN 0)`);
    }
    say(`${tag} OK done`);
    return true;
  });
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-background-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const { signal } = new AbortController();
  const open = () => openSession({ settings, password: new Secret('x') }, { signal });
  const live = await open();
  if (!live.ok) throw new Error(live.failure.kind);
  let asked = 0;
  const problems: string[] = [];
  const scheduler = createMailboxScheduler(account, {
    meter: createProgressMeter(),
    onChange: () => {},
    openMore() {
      asked++;
      return open();
    },
    report: (problem) => void problems.push(problem),
  });
  const connection = prepareConnection(live.value);
  expect(await scheduler.catchUp(connection, signal)).toBeNull();
  expect(connection.surveyMs).toBeGreaterThanOrEqual(50);
  // One for the long work, and one that helps with it.
  await expect.poll(() => asked).toBe(2);
  await expect.poll(() => account.read().lastSyncAt).not.toBeNull();
  expect([asked, server.mostOpen(), problems]).toEqual([2, 3, []]);
  await scheduler.end();
  live.value.close();
  store.close();
  rmSync(dir, { recursive: true });
});
