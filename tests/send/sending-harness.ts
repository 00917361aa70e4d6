import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { isSettled, type OutboxEntry } from '@kurrier/shared/mail/outbox';
import { OutgoingMessage, type OutgoingMessageInput } from '@kurrier/shared/mail/outgoing-message';
import { Secret } from '@kurrier/shared/secret';
import { composeMessage } from '../../bridge/src/smtp/compose-message.ts';
import { createOpenSmtpSession, type OpenSmtpSession } from '../../bridge/src/smtp/open-smtp-session.ts';
import { createOpenSubmission } from '../../bridge/src/smtp/submission.ts';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createOpenSentMailbox } from '../../bridge/src/imap/on-demand/open-sent-mailbox.ts';
import { createProtocolDeps, type ProtocolOptions } from '../../bridge/src/net/connection-deps.ts';
import { createSending, type SendingDeps } from '../../bridge/src/send/create-sending.ts';
import { connectionLimits } from '../../bridge/src/send/delivery/plan-connections.ts';
import { createDurableNamespace } from '../../bridge/src/store/durable-namespace.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';

/** One account, `acc`, that sends over one server. */
export interface HarnessOptions {
  port: number;
  host?: string;
  secure?: boolean;
  username?: string;
  password?: string;
  address?: string;
  protocol?: ProtocolOptions;
  dir?: string;
  deps?: Partial<SendingDeps>;
  openSession?: OpenSmtpSession;
  /** Below it a server counts as near: with 0 none does. */
  nearMs?: number;
  /** The account has an IMAP leg there, with the same password. */
  imap?: ServerSettings;
  filesItself?: boolean;
}

const noSent: Failure = { kind: 'mailbox.not_found', stage: 'mailbox', leg: 'imap', confidence: 'certain' };

/** The whole outbox over a real store and a real SMTP session. */
export const startHarness = async (options: HarnessOptions) => {
  const { port, host = '127.0.0.1', secure = false, username = 'ann@mail.test', password = 'pw-ann', address = 'ann@mail.test' } = options;
  const dir = options.dir ?? mkdtempSync(path.join(os.tmpdir(), 'sending-'));
  const store = openStore({ file: path.join(dir, 'outbox.sqlite'), durability: 'normal' });
  // Many servers are sent to at once here: a busy machine is not to look like a server that does not answer.
  const protocol = createProtocolDeps({
    ...options.protocol,
    budgets: { connectMs: 30_000, answerMs: 30_000, ...options.protocol?.budgets },
  });
  const openSubmission = createOpenSubmission(
    options.openSession ?? createOpenSmtpSession(protocol),
    options.nearMs === undefined ? {} : { nearMs: options.nearMs },
  );
  const openSentMailbox = createOpenSentMailbox(createOpenImapSession(protocol));
  const settings = { host, port, username, secure, allowUnencrypted: true, pool: true };
  const errors: unknown[] = [];
  const newest = new Map<string, OutboxEntry>();
  const changed: string[] = [];
  const watchers = new Set<() => void>();
  const sending = createSending({
    store: createDurableNamespace(store, 'outbox'),
    setAside: async (damaged) => void errors.push(...damaged),
    folder: dir,
    compose: composeMessage,
    findAccount: async (id) => (id === 'acc' ? { address, hasSmtp: true, hasImap: options.imap !== undefined } : undefined),
    filesCopies: () => options.imap !== undefined,
    aliasesOf: async () => [],
    limitsOf: () => connectionLimits.pooled,
    largestMessage: () => undefined,
    openSession: () => openSubmission({ settings, password: new Secret(password) }, { signal: AbortSignal.timeout(120_000) }),
    async openSent() {
      if (!options.imap) return fail(noSent);
      const opened = await openSentMailbox(
        { settings: options.imap, password: new Secret(password) },
        { signal: AbortSignal.timeout(120_000) },
      );
      return opened.ok ? succeed({ ...opened.value, filesItself: options.filesItself ?? false }) : opened;
    },
    publish: (entry) => {
      newest.set(entry.id, entry);
      changed.push(entry.id);
      watchers.forEach((wake) => wake());
    },
    publishForgotten: () => {},
    report: (error) => errors.push(error),
    ...options.deps,
  });
  await sending.start();

  const list = async (): Promise<OutboxEntry[]> => (await sending.outbox.list({ limit: 500 })).entries;
  return {
    dir,
    sending,
    errors,
    list,
    async send(message: Partial<OutgoingMessageInput>, { key, holdMs = 0 }: { key?: string; holdMs?: number } = {}) {
      const parsed = OutgoingMessage.parse({ from: { address }, to: [{ address: 'bob@mail.test' }], ...message });
      const answer = await sending.sendMessage({ accountId: 'acc', idempotencyKey: key ?? crypto.randomUUID(), holdMs, message: parsed });
      if (!('entry' in answer)) throw new Error(JSON.stringify(answer));
      return answer.entry;
    },
    /** Resolves when every message satisfies `done`: settled, unless told otherwise. */
    async until(done: (entry: OutboxEntry) => boolean = isSettled): Promise<OutboxEntry[]> {
      changed.length = 0;
      const open = new Set((await sending.outbox.list({ limit: 1e9 })).entries.filter((entry) => !done(entry)).map(({ id }) => id));
      while (open.size > 0) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            watchers.delete(wake);
            resolve();
          };
          watchers.add(wake);
        });
        for (const id of changed.splice(0)) if (done(newest.get(id)!)) open.delete(id);
      }
      return (await sending.outbox.list({ limit: 1e9 })).entries;
    },
    async [Symbol.asyncDispose]() {
      await sending.close();
      store.close();
      if (!options.dir) rmSync(dir, { recursive: true });
    },
  };
};
export type Harness = Awaited<ReturnType<typeof startHarness>>;
