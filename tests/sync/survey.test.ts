import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { surveyAccount } from '../../bridge/src/sync/engine/survey-account.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { capabilitySets, startMail, type MailOverrides } from './start-mail.ts';

const dayMs = 24 * 60 * 60_000;

/** An account on a Dovecot, and another client of its mailbox user. */
const startSurvey = async (overrides: MailOverrides = {}) => {
  const mail = await startMail(overrides);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-survey-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const other = await mail.connectOther();
  const session = await mail.openSession();
  return {
    other,
    account: await openMailAccountStore('a', store.namespace),
    connection: prepareConnection(session),
    async [Symbol.asyncDispose]() {
      session.close();
      await other.logout();
      store.close();
      await mail[Symbol.asyncDispose]();
      rmSync(dir, { recursive: true });
    },
  };
};

test.each([
  ['QRESYNC', capabilitySets.qresync],
  ['CONDSTORE', capabilitySets.condstore],
])('where old messages are left out, a mailbox in which nothing changed is left alone: %s', async (_, capabilities) => {
  await using survey = await startSurvey({ capabilities });
  const { other, account, connection } = survey;
  for (const age of [100, 90, 2]) await other.append('INBOX', `Subject: ${age}\r\n\r\nx\r\n`, [], new Date(Date.now() - age * dayMs));
  await account.update({ choice: { included: [], excluded: [], sinceDays: 30 } });
  expect(await syncOnce(connection, account)).toMatchObject({ ok: true, value: { messages: 1 } });
  expect(await surveyAccount(connection, account, { thorough: true })).toEqual({ ok: true, value: { pending: [], failures: [] } });
  // What is old goes without a trace, and is seen once.
  const lock = await other.getMailboxLock('INBOX');
  await other.messageDelete('1');
  lock.release();
  expect(await syncOnce(connection, account)).toMatchObject({ ok: true, value: { messages: 1 } });
  expect(await surveyAccount(connection, account, { thorough: true })).toEqual({ ok: true, value: { pending: [], failures: [] } });
});
