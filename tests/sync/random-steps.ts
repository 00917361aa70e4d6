import { setTimeout as wait } from 'node:timers/promises';
import type { MailServer } from './mail-server.ts';
import { listPaths } from './read-server.ts';
import type { SeededRandom } from './seeded-random.ts';

const systemFlags = ['\\Seen', '\\Flagged', '\\Answered', '\\Draft'];
const keywords = ['Urgent', '$Forwarded'];

/** What happens most in life happens most here. */
const usual = ['deliver', 'deliver', 'drop', 'drop', 'flag', 'flag', 'unflag', 'expunge', 'move'];
const seldom = ['create', 'rename', 'remove', 'recreate', 'replace', 'resetUidValidity'];

/** Does random things to a mailbox user's mail, by another client; `usualTimes` makes what changes mailboxes as a whole rarer. */
export const createRandomSteps = async (random: SeededRandom, mail: MailServer, { usualTimes = 1 }: { usualTimes?: number } = {}) => {
  let other = await mail.connectOther();
  const prefix = other.namespace?.prefix ?? '';
  const delimiter = other.namespace?.delimiter ?? '/';
  const possible = seldom.filter((name) => name !== 'resetUidValidity' || 'setUidValidity' in mail);
  const names = [...Array.from({ length: usualTimes }, () => usual).flat(), ...possible];
  const flags = [...systemFlags, ...(mail.exceptions?.includes('keywords') ? [] : keywords)];
  let serial = 0;
  const paths = (): Promise<string[]> => listPaths(other);
  /** Lets the second pass that the server's clock shows. */
  const passSecond = async (): Promise<void> => {
    if (mail.exceptions?.includes('same-second')) await wait(1000 - (Date.now() % 1000));
  };
  for (const path of [['box a'], ['box b'], ['box', 'c']]) await other.mailboxCreate(path);

  const own = async (): Promise<string[]> => (await paths()).filter((path) => path.startsWith(`${prefix}box`));
  const depth = (path: string): number => path.slice(prefix.length).split(delimiter).length;

  const withSome = async (act: (uids: number[], path: string) => Promise<unknown>): Promise<string> => {
    const filled = [];
    for (const path of await paths()) {
      const status = await other.status(path, { messages: true });
      if (status && status.messages) filled.push(path);
    }
    if (filled.length === 0) return 'nothing';
    const path = random.pick(filled);
    const lock = await other.getMailboxLock(path);
    try {
      const uids = (await other.search({ all: true }, { uid: true })) || [];
      const some = uids.filter(() => random.chance(0.3));
      if (some.length === 0) some.push(random.pick(uids));
      await act(some, path);
      return `${path} ${some.join(',')}`;
    } finally {
      lock.release();
    }
  };

  const withOwn = async (act: (path: string, others: string[]) => Promise<string>): Promise<string> => {
    const all = await own();
    if (all.length === 0) return 'nothing';
    const path = random.pick(all);
    return act(
      path,
      all.filter((each) => each !== path),
    );
  };

  const steps: Record<string, () => Promise<string>> = {
    async deliver() {
      const path = random.pick(await paths());
      const count = random.int(1, 4);
      for (let i = 0; i < count; i++)
        await other.append(
          path,
          `Subject: message ${++serial}\r\nFrom: a@mail.test\r\n\r\n${'x'.repeat(random.int(0, 300))}\r\n`,
          random.chance(0.3) ? ['\\Seen'] : [],
        );
      return `${count} to ${path}`;
    },
    async drop() {
      const path = random.pick(await paths());
      const seconds = 1_700_000_000 + random.int(0, 1_000_000);
      await mail.deliver(path, `${seconds}.M${++serial}P1.mail.test`, `Subject: dropped ${serial}\n\nx\n`);
      return `${serial} into ${path}`;
    },
    flag: () => withSome((uids) => other.messageFlagsAdd(uids, [random.pick(flags)], { uid: true })),
    unflag: () => withSome((uids) => other.messageFlagsRemove(uids, [random.pick(flags)], { uid: true })),
    expunge: () => withSome((uids) => other.messageDelete(uids, { uid: true })),
    move: () => withSome(async (uids) => other.messageMove(uids, random.pick(await paths()), { uid: true })),
    async create() {
      const parent = random.chance(0.3) ? [(await own()).find((path) => depth(path) < 3) ?? `${prefix}box`] : [];
      await passSecond();
      const { path } = await other.mailboxCreate([...parent, `${parent.length > 0 ? '' : 'box ü '}${++serial}`]);
      return path;
    },
    rename: () =>
      withOwn(async (from) => {
        const { newPath } = await other.mailboxRename(from, `${prefix}box ${++serial}`);
        return `${from} to ${newPath}`;
      }),
    remove: () =>
      withOwn(async (path) => {
        await other.mailboxDelete(path);
        return path;
      }),
    recreate: () =>
      withOwn(async (path) => {
        await other.mailboxDelete(path);
        await passSecond();
        await other.mailboxCreate(path);
        await other.append(path, `Subject: again ${++serial}\r\n\r\nx\r\n`);
        return path;
      }),
    replace: () =>
      withOwn(async (path, others) => {
        if (others.length === 0) return 'nothing';
        const by = random.pick(others);
        await other.mailboxDelete(path);
        await other.mailboxRename(by, path);
        return `${path} by ${by}`;
      }),
    async resetUidValidity() {
      const path = random.pick(await paths());
      if (other.mailbox) await other.mailboxClose();
      await mail.setUidValidity!(path, 2_000_000_000 + ++serial);
      return path;
    },
  };

  return {
    async step(): Promise<string> {
      const name = random.pick(names);
      try {
        return `${name}: ${await steps[name]!()}`;
      } catch (error) {
        // What chance overrides cannot always be: a mailbox below itself, say.
        if (error instanceof Error && 'responseStatus' in error && error.responseStatus === 'NO') return `${name}: refused`;
        // Dovecot gives a client up whose open mailbox was changed too much under it.
        if (other.usable) throw error;
        other = await mail.connectOther();
        return `${name}: cut off`;
      }
    },
    end: () => other.logout(),
  };
};
