import { Secret } from '@kurrier/shared/secret';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import type { ImapSession } from '../../bridge/src/imap/imap-session.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import type { OpenRecords } from '../../bridge/src/mail-store/key-value-records.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { damages, type Damage } from './line-damages.ts';
import { password, user } from './mail-server.ts';
import { readStore, type Contents } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startDamagingProxy, type DamagingProxy } from './start-damaging-proxy.ts';
import { capabilitySets, startMail, type Mail } from './start-mail.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261130);
/** Of each kind of damage one, or, with the three servers, more than five thousand. */
const conversations = process.env.KURRIER_SOAK === undefined ? damages.length : 1_800;
/** On a busy machine a server may be a while about an answer. */
const silenceMs = 10_000;

/** Processes that serve one connection after the other: a conversation takes milliseconds. */
const quick = 'service imap-login {\n  service_count = 0\n}\nservice imap {\n  service_count = 0\n  process_min_avail = 1\n}\n';

const patient = { connectMs: 20_000, answerMs: 20_000, saidMs: 30_000, endMs: 60_000, silenceMs: 10_000 };

type Spaces = Map<string, Map<string, unknown>>;

const openMemory = (spaces: Spaces): OpenRecords =>
  ((namespace: string) => {
    const values = (): Map<string, unknown> => spaces.get(namespace) ?? spaces.set(namespace, new Map()).get(namespace)!;
    return {
      get: async (key: string) => values().get(key),
      set: async (key: string, value: unknown) => void values().set(key, value),
      deleteMany: async (keys: string[]) => keys.forEach((key) => values().delete(key)),
      clear: async () => values().clear(),
    };
  }) as OpenRecords;

/** The messages that a line speaks of: what is said of these may be wrong for good, for nothing tells that it is. */
const uidsIn = (line: string): Set<string> =>
  new Set([...line.matchAll(/(?:UID |VANISHED (?:\(EARLIER\) )?)(\d+)/gi)].map(([, uid]) => uid!));

describe.concurrent.each(Object.entries(capabilitySets))('%s', (name, capabilities) => {
  let mail: Mail;
  let proxy: DamagingProxy;
  let server: Contents;
  /** An account as it was before the mailbox changed. */
  const before: Spaces = new Map();

  const openSession = async (): Promise<ImapSession | null> => {
    const settings = { host: '127.0.0.1', port: proxy.port, username: user, secure: false, allowUnencrypted: false };
    const opened = await createOpenImapSession(createProtocolDeps({ budgets: patient }))(
      { settings, password: new Secret(password) },
      { signal: new AbortController().signal },
    );
    if (!opened.ok) return null;
    return { ...opened.value, command: (parts, options) => opened.value.command(parts, { ...options, silenceMs }) };
  };

  /** One sync over one connection: `lost`, or how many mailboxes were named as failed. */
  const sync = async (spaces: Spaces): Promise<{ lost: boolean; failures: number; contents: Contents }> => {
    const account = await openMailAccountStore('a', openMemory(spaces));
    const session = await openSession();
    const synced = session && (await syncOnce(prepareConnection(session), account));
    session?.close();
    return { lost: !synced?.ok, failures: synced?.ok ? synced.value.failures.length : 0, contents: await readStore(account) };
  };

  beforeAll(async () => {
    mail = await startMail({ capabilities, extra: quick });
    proxy = await startDamagingProxy(mail);
    const other = await mail.connectOther();
    const append = (path: string, subject: string, flags: string[] = []) =>
      other.append(path, `Subject: ${subject}\r\nFrom: "Ann (A)" <a@mail.test>\r\n\r\n${'x'.repeat(subject.length)}\r\n`, flags);
    for (let i = 1; i <= 9; i++) await append('INBOX', `message ${i}`, i % 3 === 0 ? ['\\Seen'] : []);
    for (const path of ['Sent', 'box "a"', 'box b/c']) {
      if (path !== 'Sent') await other.mailboxCreate(path);
      for (let i = 1; i <= 3; i++) await append(path, `in ${path} ${i}`);
    }
    expect(await sync(before)).toMatchObject({ lost: false, failures: 0 });
    await other.mailboxOpen('INBOX');
    await other.messageFlagsAdd('2,5', ['\\Flagged'], { uid: true });
    await other.messageDelete('4', { uid: true });
    await append('INBOX', 'new "one" 1');
    await append('INBOX', 'new one 2');
    await other.mailboxOpen('Sent');
    await other.messageFlagsAdd('1', ['\\Answered'], { uid: true });
    await append('box b/c', 'new one 3');
    await other.logout();
    server = await mail.read();
  }, 60_000);
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await mail[Symbol.asyncDispose]();
  });

  test(
    'whatever happens to one line, everything else is stored, on that connection or on the next one',
    { timeout: 60_000 + conversations * 2_000 },
    async () => {
      const random = createRandom(seed + name.length);
      /** How many untagged lines a conversation has that begins with nothing, and one that goes on. */
      const lengths = new Map<boolean, number>();
      for (const isNew of [true, false]) {
        proxy.use((response, index) => (lengths.set(isNew, index + 1), response));
        await sync(isNew ? new Map() : structuredClone(before));
      }
      for (let i = 0; i < conversations; i++) {
        const isNew = random.chance(0.5);
        const damage: Damage = damages[i % damages.length]!;
        // Where no greeting comes, TLS is offered on a second connection.
        const at = random.int(1, lengths.get(isNew)! - 1);
        let hit = { was: '', is: '' };
        const spoil = (response: string, index: number): string => {
          if (index !== at) return response;
          hit = { was: response, is: damage.apply(response, random) };
          return hit.is;
        };
        // A literal that is said to be longer than it is takes the answer with it: nothing comes any more.
        proxy.use(spoil, { endsSilent: damage.isFraming });
        const spaces: Spaces = isNew ? new Map() : structuredClone(before);
        const first = await sync(spaces);
        const where = `seed ${seed}, ${name}, conversation ${i} (${isNew ? 'new' : 'going on'}): ${damage.name}\n${JSON.stringify(hit.was)}\n${JSON.stringify(hit.is)}`;
        const isSignIn = /^\* (?:OK \[CAPABILITY|CAPABILITY)/.test(hit.was);
        if (first.lost) expect(damage.isFraming || isSignIn, `${where}\nended the connection`).toBe(true);
        const doubtful = new Set([...uidsIn(hit.was), ...uidsIn(hit.is)]);
        const certain = (contents: Contents) =>
          Object.fromEntries(
            Object.entries(contents).map(([path, lines]) => [path, lines.filter((line) => !doubtful.has(line.split(' ')[0]!))]),
          );
        proxy.use((response) => response);
        const second = await sync(spaces);
        expect(second, where).toMatchObject({ lost: false, failures: 0 });
        expect(certain(second.contents), where).toEqual(certain(server));
        // Lists of mailboxes that say what is not: the mailbox is named, or back with the next list.
        const isAboutAll = /^\* (?:LIST|STATUS|OK|CAPABILITY|ENABLED)/i.test(hit.was);
        if (!first.lost && first.failures === 0 && !isAboutAll && damage.name !== 'never')
          expect(certain(first.contents), `${where}\non the first connection`).toEqual(certain(server));
      }
    },
  );
});
