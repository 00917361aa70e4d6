import type { ImapFlow } from 'imapflow';
import type { SeededRandom } from './seeded-random.ts';
import { user, type Mail } from './start-mail.ts';

const flags = ['\\Seen', '\\Flagged', '\\Answered', '\\Draft', 'Urgent', '$Forwarded'];

/** Does random things to a mailbox user's mail, by another client. */
export const createRandomSteps = (random: SeededRandom, first: ImapFlow, mail: Mail) => {
  let other = first;
  let serial = 0;
  const paths = async (): Promise<string[]> => (await other.list()).filter((box) => !box.flags.has('\\Noselect')).map((box) => box.path);
  const own = async (): Promise<string[]> => (await paths()).filter((path) => path.startsWith('box'));

  const withSome = async (act: (uids: number[], path: string) => Promise<unknown>): Promise<string> => {
    const path = random.pick(await paths());
    const lock = await other.getMailboxLock(path);
    try {
      const uids = (await other.search({ all: true }, { uid: true })) || [];
      const some = uids.filter(() => random.chance(0.3));
      if (some.length > 0) await act(some, path);
      return `${path} ${some.join(',')}`;
    } finally {
      lock.release();
    }
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
    flag: () => withSome((uids) => other.messageFlagsAdd(uids, [random.pick(flags)], { uid: true })),
    unflag: () => withSome((uids) => other.messageFlagsRemove(uids, [random.pick(flags)], { uid: true })),
    expunge: () => withSome((uids) => other.messageDelete(uids, { uid: true })),
    move: () => withSome(async (uids) => other.messageMove(uids, random.pick(await paths()), { uid: true })),
    async create() {
      const parent = random.chance(0.3) ? `${(await own()).find((path) => path.split('/').length < 3) ?? 'box'}/` : 'box ü ';
      const { path } = await other.mailboxCreate(`${parent}${++serial}`);
      return path;
    },
    async rename() {
      const all = await own();
      if (all.length === 0) return 'nothing';
      const from = random.pick(all);
      const { newPath } = await other.mailboxRename(from, `box ${++serial}`);
      return `${from} to ${newPath}`;
    },
    async remove() {
      const all = await own();
      if (all.length === 0) return 'nothing';
      const path = random.pick(all);
      await other.mailboxDelete(path);
      return path;
    },
    async recreate() {
      const all = await own();
      if (all.length === 0) return 'nothing';
      const path = random.pick(all);
      await other.mailboxDelete(path);
      await other.mailboxCreate(path);
      await other.append(path, `Subject: again ${++serial}\r\n\r\nx\r\n`);
      return path;
    },
    async resetUidValidity() {
      const path = random.pick(await paths());
      if (other.mailbox) await other.mailboxClose();
      await mail.doveadm('mailbox', 'update', '--uid-validity', String(2_000_000_000 + ++serial), '-u', user, path);
      return path;
    },
  };
  // What happens most in life happens most here.
  const names = [
    'deliver',
    'deliver',
    'deliver',
    'flag',
    'flag',
    'unflag',
    'expunge',
    'move',
    'create',
    'rename',
    'remove',
    'recreate',
    'resetUidValidity',
  ];

  return {
    async step(): Promise<string> {
      const name = random.pick(names);
      try {
        return `${name}: ${await steps[name]!()}`;
      } catch (error) {
        // What chance wishes cannot always be: a mailbox below itself, say.
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
