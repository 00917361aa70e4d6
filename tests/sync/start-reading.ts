import type { MessageRef } from '@kurrier/shared/mail/mail';
import { succeed } from '@kurrier/shared/failure/outcome';
import { expect } from 'vitest';
import { createMoveMessages } from '../../bridge/src/changes/move-messages.ts';
import { createEmptyMailbox } from '../../bridge/src/messages/changes/empty-mailbox.ts';
import { createMoveToNewMailbox } from '../../bridge/src/messages/changes/move-to-new-mailbox.ts';
import { createCharsetGuesses } from '../../bridge/src/messages/charset-guesses.ts';
import { createMessageReader } from '../../bridge/src/messages/message-reader.ts';
import { createReadingThread } from '../../bridge/src/messages/reading/reading-thread.ts';
import { createOnDemandConnections } from '../../bridge/src/imap/on-demand/on-demand-connections.ts';
import { createFinders } from '../../bridge/src/messages/find-message.ts';
import { createMessageLists } from '../../bridge/src/messages/lists/message-lists.ts';
import { openChanges } from '../changes/open-changes.ts';
import { accountId, startLive } from './start-live.ts';
import { until } from '../setup/until.ts';

/** A synced INBOX with these messages, and everything that people do with them. */
export const startReading = async (messages: readonly (string | Buffer)[], options: Parameters<typeof startLive>[0] = {}) => {
  const live = await startLive(options);
  const other = await live.mail.connectOther();
  for (const message of messages)
    await other.append('INBOX', Buffer.isBuffer(message) ? message : Buffer.from(message.replaceAll('\n', '\r\n')));
  await live.sync.follow(live.account());
  await until(async () => expect((await live.sync.list())[0]).toMatchObject({ state: { phase: 'live' } }));
  const own = createOnDemandConnections(async () => succeed(await live.mail.openSession()));
  let asked = 0;
  const onDemand: typeof own = {
    ...own,
    run(...target) {
      asked++;
      return own.run(...target);
    },
  };
  const finders = createFinders(live.sync.account);
  const thread = createReadingThread();
  const guesses = createCharsetGuesses(thread);
  const accountOf = live.sync.account;
  const nudge = () => void live.sync.syncNow({ accountId });
  const changes = openChanges({ ...finders, onDemand, nudge });
  const { list } = createMessageLists({ accounts: live.sync.accounts, guesses });
  return {
    live,
    other,
    /** How often the server was asked for something on behalf of a person. */
    asked: () => asked,
    list,
    reader: createMessageReader({ ...finders, onDemand, thread, guesses }),
    change: changes.change,
    move: createMoveMessages({ changes, accountOf, moveToNewMailbox: createMoveToNewMailbox({ ...finders, onDemand, nudge }) }),
    empty: createEmptyMailbox({ accountOf, onDemand, nudge }),
    refOf: async (subject: string): Promise<MessageRef> =>
      (await list({ offset: 0, limit: 200 })).rows.find((row) => row.subject === subject)!.ref,
    async stop() {
      onDemand.close();
      thread.close();
      await other.logout();
      await live[Symbol.asyncDispose]();
    },
  };
};
export type Reading = Awaited<ReturnType<typeof startReading>>;
