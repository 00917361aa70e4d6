import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Account } from '@kurrier/shared/account/account';
import { succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { createMailSync } from '../../bridge/src/sync/engine/create-mail-sync.ts';
import { honestMailbox, startImapMailbox, type FalseAnswer } from '../servers/imap-mailbox.ts';
import { until } from '../setup/until.ts';

/** What the server told of is looked at before it would be anyway. */
const beforeNextPollMs = 7_000;

/** A sync that follows one account on a server of the test's making; `lines` are what it was told. */
const startWith = async (answer: FalseAnswer, capabilities = '') => {
  const lines: string[] = [];
  const server = await startImapMailbox(
    (command) => {
      lines.push(command.text);
      return answer(command);
    },
    honestMailbox,
    capabilities,
  );
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-other-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const settings = { host: '127.0.0.1', port: server.port, username: 'ann', secure: false, allowUnencrypted: false };
  const sync = createMailSync({
    open: store.namespace,
    access: async () => succeed({ settings, password: new Secret('x') }),
    openSession: createOpenImapSession(createProtocolDeps()),
    noteUse: async () => {},
    publish: () => {},
    report: (problem) => console.error(problem),
  });
  await sync.follow({ id: 'a', imap: { settings, status: { state: 'verified' } } } as unknown as Account);
  return {
    lines,
    sync,
    state: async () => (await sync.list())[0]!.state,
    async [Symbol.asyncDispose]() {
      await sync.close();
      store.close();
      await server[Symbol.asyncDispose]();
      rmSync(dir, { recursive: true });
    },
  };
};

const holdIdle: FalseAnswer = ({ tag, text, say, socket }) => {
  if (text !== 'IDLE') return false;
  say('+ idling');
  socket.on('data', (chunk: Buffer) => chunk.toString().includes('DONE') && say(`${tag} OK done`));
  return true;
};

test('NOTIFY: what a server tells of another mailbox is looked at at once', async () => {
  const idling: { say?: (line: string) => void } = {};
  await using live = await startWith((command) => {
    if (command.text === 'IDLE') idling.say = command.say;
    return holdIdle(command);
  }, ' IDLE NOTIFY');
  await until(() => expect(live.lines.at(-1)).toBe('IDLE'));
  expect(live.lines.filter((line) => line.startsWith('NOTIFY SET'))).toHaveLength(1);
  const before = live.lines.filter((line) => line.startsWith('LIST')).length;
  idling.say!('* STATUS Other (MESSAGES 5 UIDNEXT 6 UIDVALIDITY 9)');
  await until(() => expect(live.lines.filter((line) => line.startsWith('LIST'))).toHaveLength(before + 1), beforeNextPollMs);
});

test('NOTIFY: what is told while something else is asked is not lost', async () => {
  let isTold = false;
  await using live = await startWith((command) => {
    if (command.text.startsWith('EXAMINE') && !isTold) {
      isTold = true;
      command.say('* STATUS Other (MESSAGES 5 UIDNEXT 6 UNSEEN 1)');
    }
    return holdIdle(command);
  }, ' IDLE NOTIFY');
  await until(() => expect(live.lines.at(-1)).toBe('IDLE'));
  expect(live.lines.filter((line) => line.startsWith('LIST'))).toHaveLength(2);
});

test('NOTIFY: a server that does not tell of new mailboxes is asked for the rest', async () => {
  await using live = await startWith((command) => {
    const { tag, text, say } = command;
    if (!text.includes('MailboxName')) return holdIdle(command);
    say(`${tag} NO [BADEVENT (MessageNew MessageExpunge FlagChange)] not all of these`);
    return true;
  }, ' IDLE NOTIFY');
  await until(() => expect(live.lines.at(-1)).toBe('IDLE'));
  expect(live.lines.filter((line) => line.startsWith('NOTIFY'))).toEqual([
    'NOTIFY SET (SELECTED-DELAYED (MessageNew MessageExpunge FlagChange)) (PERSONAL (MessageNew MessageExpunge FlagChange MailboxName))',
    'NOTIFY SET (SELECTED-DELAYED (MessageNew MessageExpunge FlagChange)) (PERSONAL (MessageNew MessageExpunge FlagChange))',
  ]);
});

test('NOTIFY: a server that gives up telling is asked at once, and listened to no more', async () => {
  const idling: { say?: (line: string) => void } = {};
  await using live = await startWith((command) => {
    if (command.text === 'IDLE') idling.say = command.say;
    return holdIdle(command);
  }, ' IDLE NOTIFY');
  await until(() => expect(live.lines.at(-1)).toBe('IDLE'));
  idling.say!('* OK [NOTIFICATIONOVERFLOW] too much going on');
  const surveys = () => live.lines.filter((line) => line.startsWith('LIST'));
  await until(() => expect(surveys()).toHaveLength(2), beforeNextPollMs);
  await live.sync.syncNow({ accountId: 'a' });
  await until(() => expect(surveys()).toHaveLength(3), beforeNextPollMs);
  expect(live.lines.filter((line) => line === 'IDLE')).toHaveLength(1);
});

test('a server that asks to be left alone is, and that is shown', async () => {
  await using live = await startWith(({ tag, text, say }) => {
    if (!text.startsWith('AUTHENTICATE')) return false;
    say(`${tag} NO [LIMIT] Too many simultaneous connections`);
    return true;
  });
  const startedAt = Date.now();
  const state = await until(async () => {
    const now = await live.state();
    if (now.phase !== 'waiting') throw new Error(now.phase);
    return now;
  });
  expect(state.failure.kind).toBe('server.too_many_connections');
  expect(state.retryAt - startedAt).toBeGreaterThanOrEqual(30_000);
});

test('a server without IDLE is live all the same', async () => {
  await using live = await startWith(() => false);
  await until(async () => expect(await live.state()).toEqual({ phase: 'live' }));
  expect(live.lines).not.toContain('IDLE');
});

test.each(['BAD Unknown command', 'NO not now'])(
  'a server that refuses IDLE with %j is live, on one connection, and not asked to again',
  async (refusal) => {
    let greetings = 0;
    await using live = await startWith(({ tag, text, say }) => {
      if (text.startsWith('AUTHENTICATE')) greetings++;
      if (text !== 'IDLE') return false;
      say(`${tag} ${refusal}`);
      return true;
    }, ' IDLE');
    await until(() => expect(live.lines).toContain('IDLE'));
    const surveys = () => live.lines.filter((line) => line.startsWith('LIST')).length;
    await live.sync.syncNow({ accountId: 'a' });
    await until(() => expect(surveys()).toBe(2), beforeNextPollMs);
    await until(async () => expect(await live.state()).toEqual({ phase: 'live' }), beforeNextPollMs);
    expect(live.lines.filter((line) => line === 'IDLE')).toHaveLength(1);
    expect(greetings).toBe(1);
  },
);

test('a message that ends every connection: the account is live soon, with all the others', async () => {
  await using live = await startWith((command) => {
    if (!/^UID FETCH (?:2|1:2|2:3|1:3|\d+:\*) .*ENVELOPE/.test(command.text)) return holdIdle(command);
    command.socket.destroySoon();
    return true;
  }, ' IDLE');
  await until(async () => expect(await live.state()).toEqual({ phase: 'live' }), 25_000);
  expect(live.lines.filter((line) => /^UID FETCH 2 .*ENVELOPE/.test(line))).toHaveLength(3);
});

test('the first page of a new account is on its way while the mailboxes are still being listed', async () => {
  await using live = await startWith(async ({ text, waiting }) => {
    if (text.startsWith('LIST'))
      await until(() => expect(waiting()).toContainEqual(expect.stringMatching(/^UID SEARCH/)), beforeNextPollMs);
    return false;
  });
  await until(async () => expect(await live.state()).toEqual({ phase: 'live' }));
  expect(live.lines.filter((line) => line.startsWith('UID SEARCH'))).toHaveLength(1);
});

/** Lists INBOX and another mailbox with these attributes; each of three messages. */
const listWith = (attributes: () => string): FalseAnswer => {
  return ({ tag, text, say }) => {
    if (!text.startsWith('LIST')) return false;
    say('* LIST () "/" INBOX');
    say('* STATUS INBOX (MESSAGES 3 UIDNEXT 4 UIDVALIDITY 7 UNSEEN 0)');
    say(`* LIST (${attributes()}) "/" Other`);
    if (attributes() === '') say('* STATUS Other (MESSAGES 3 UIDNEXT 4 UIDVALIDITY 7 UNSEEN 0)');
    say(`${tag} OK done`);
    return true;
  };
};

test('a mailbox that was deleted and still has others below it loses its messages here', async () => {
  let attributes = '';
  await using live = await startWith(listWith(() => attributes));
  const stored = async () => (await live.sync.list())[0]!.mailboxes.map((mailbox) => mailbox.stored);
  await until(async () => expect(await stored()).toEqual([3, 3]));
  attributes = '\\Noselect';
  await live.sync.syncNow({ accountId: 'a' });
  await until(async () => expect(await stored()).toEqual([3, 0]));
});

test('a mailbox that fails is no failure any more once it is left out', async () => {
  const list = listWith(() => '');
  await using live = await startWith((command) => {
    if (!/^EXAMINE "?Other/.test(command.text)) return list(command);
    command.say(`${command.tag} NO [NOPERM] not for you`);
    return true;
  });
  const view = async () => (await live.sync.list())[0]!;
  await until(async () => expect((await view()).failures).toHaveLength(1));
  expect((await view()).lastSyncAt).toBeNull();
  const { mailboxId } = (await view()).failures[0]!;
  await live.sync.choose({ accountId: 'a', choice: { included: [], excluded: [mailboxId], sinceDays: null } });
  await until(async () => expect(await view()).toMatchObject({ failures: [], lastSyncAt: expect.any(Number) }));
});

test('a server that says with every answer how many messages there are is live all the same', async () => {
  await using live = await startWith(({ say }) => {
    say('* 3 EXISTS');
    return false;
  });
  await until(async () => expect(await live.state()).toEqual({ phase: 'live' }));
});
