import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Account } from '@kurrier/shared/account/account';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../bridge/src/net/trust.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { createMailSync, type MailSync, type MailSyncDeps } from '../../bridge/src/sync/engine/create-mail-sync.ts';
import type { ImapSession } from '../../bridge/src/imap/imap-session.ts';
import { startGate, type Gate } from './start-gate.ts';
import type { MailServer } from './mail-server.ts';
import { password, startMail, user, type Mail, type MailOverrides } from './start-mail.ts';

export interface Live<Server extends MailServer = Mail> extends AsyncDisposable {
  mail: Server;
  gate: Gate;
  sync: MailSync;
  /** A connection as somebody opens it who needs one. */
  openNeeded(): Promise<Outcome<ImapSession, Failure>>;
  /** What was published, newest last. */
  published: AccountSync[];
  /** What the legs were told of sign-ins. */
  uses: (Failure | null)[];
  /** The account as it is saved with this password, in the given state. */
  account(state?: 'verified' | 'checking' | 'failed'): Account;
  usePassword(password: string): void;
  /** Where the mail is stored. */
  folder: string;
}

export const accountId = 'a';

/** A sync that runs against a Dovecot behind a gate; nothing is followed yet. */
interface LiveOverrides {
  betweenIdles?: NonNullable<MailSyncDeps['betweenIdles']>;
  onPublish?: (sync: AccountSync) => void;
}

export const startLive = async (overrides: MailOverrides = {}, more: LiveOverrides = {}): Promise<Live> =>
  startLiveOn(await startMail(overrides), more);

/** The same against any server, which ends with it. */
export const startLiveOn = async <Server extends MailServer>(mail: Server, more: LiveOverrides = {}): Promise<Live<Server>> => {
  const gate = await startGate(mail);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-live-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const settings = { host: 'localhost', port: 993, username: user, secure: true, allowUnencrypted: false };
  const published: AccountSync[] = [];
  const uses: (Failure | null)[] = [];
  let current = password;
  const openSession = createOpenImapSession(
    createProtocolDeps({ trust: createTrust({ ca: [mail.caPem] }), connectTo: () => ({ host: '127.0.0.1', port: gate.port }) }),
  );
  const sync = createMailSync({
    open: store.namespace,
    access: async () => succeed({ settings, password: new Secret(current) }),
    openSession,
    noteUse: async (_, failure) => void uses.push(failure),
    publish(state) {
      published.push(state);
      more.onPublish?.(state);
    },
    ...(more.betweenIdles && { betweenIdles: more.betweenIdles }),
    report: (problem) => console.error(problem),
  });
  const status = {
    verified: { state: 'verified', at: 0, steps: [], security: 'implicit-tls', warnings: [] },
    checking: { state: 'checking', since: 0, steps: [] },
    failed: {
      state: 'failed',
      at: 0,
      steps: [],
      proposals: [],
      failure: { kind: 'auth.invalid_credentials', stage: 'sign-in', confidence: 'certain' },
    },
  } as const;
  return {
    mail,
    gate,
    sync,
    openNeeded: () => sync.withinBudget(openSession)({ settings, password: new Secret(current) }, { signal: new AbortController().signal }),
    published,
    uses,
    folder: dir,
    usePassword: (next) => (current = next),
    account: (state = 'verified') =>
      ({
        id: accountId,
        label: '',
        address: user,
        createdAt: 0,
        imap: { settings, status: status[state], refusals: 0 },
      }) as unknown as Account,
    async [Symbol.asyncDispose]() {
      await sync.close();
      store.close();
      await gate[Symbol.asyncDispose]();
      await mail[Symbol.asyncDispose]();
      rmSync(dir, { recursive: true });
    },
  };
};
