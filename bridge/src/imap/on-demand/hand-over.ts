import type { ImapFlow } from 'imapflow';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { replyError } from '../../net/protocol-error.ts';
import { protocolViolation } from '../protocol-violation.ts';
import { clientInfo } from '../client-id.ts';
import type { OwnedImapSession } from '../create-imap-session.ts';
import { readObjectId } from '../grammar/mailbox-status.ts';
import { announcedCapabilities } from './announced-capabilities.ts';
import type { OpenedStatus } from './open-on-session.ts';
import { ImapDuplex, parseRefusal } from './imap-duplex.ts';

/** A signed-in connection with imapflow on it. */
export interface MailClient {
  /**
   * Runs some work with imapflow. `false`, which is how imapflow says that the server refused, and whatever it throws become a failure with
   * the server's own words. After a failure of the connection `closed` settles.
   */
  run<Value>(work: (client: ImapFlow) => Promise<Value | false>): Promise<Outcome<Value, Failure>>;
  /** Opens a mailbox by the name that the server lists it under; what is 0 was not told. */
  open(name: string, options: { readOnly: boolean }): Promise<Outcome<OpenedStatus, Failure>>;
  /** In capitals, as the server told them after the sign-in. */
  capabilities: ReadonlySet<string>;
  closed: Promise<void>;
  /** Says LOGOUT, does not wait for the answer, and closes. */
  close(): void;
}

/** Names in modified UTF-7, ranges of messages within our own bounds, nothing logged, nothing asked that was not asked for. */
export const clientOptions = {
  secure: false,
  doSTARTTLS: false,
  logger: false,
  disableAutoIdle: true,
  disableAutoEnable: true,
  disableCompression: true,
  disableBinary: true,
  disableIMAP4rev2: true,
  clientInfo,
  maxLineLength: 512 * 1024,
  maxLiteralSize: 1024 * 1024,
  maxResponseSize: 2 * 1024 * 1024,
  maxResponseTokens: 50_000,
  socketTimeout: 60_000,
  greetingTimeout: 5_000,
  connectionTimeout: 5_000,
} as const;

/**
 * Hands a signed-in session over to imapflow: what was dialled, judged and signed in to by us is what is used, and no flight is spent.
 * `delimiter` separates the levels of the account's mailbox names; null where it has none.
 */
export const handOver = async (
  session: OwnedImapSession,
  { delimiter }: { delimiter: string | null },
): Promise<Outcome<MailClient, Failure>> => {
  const { ImapFlow } = await import('imapflow');
  const capabilities = session.capabilities();
  const greeting = `* PREAUTH [CAPABILITY ${announcedCapabilities(capabilities).join(' ')}] signed in\r\n`;
  const duplex = new ImapDuplex(session, { delimiter, greeting });
  const client = new ImapFlow({
    ...clientOptions,
    host: 'handed.over.invalid',
    port: 143,
    transport: {
      connect: (_, onConnect) => {
        setImmediate(onConnect);
        return duplex;
      },
    },
  });
  // Each error also rejects what was running, and there it is told.
  client.on('error', () => undefined);

  const explain = (error: unknown): Failure => {
    if (duplex.failure) return session.describe(duplex.failure);
    const words = duplex.takeRefusal();
    if (words !== undefined) return session.describe(replyError(parseRefusal(words)));
    return error === undefined ? protocolViolation('REFUSED_WITHOUT_WORDS') : session.describe(error);
  };
  const run: MailClient['run'] = async (work) => {
    duplex.takeRefusal();
    try {
      const value = await work(client);
      return value === false ? fail(explain(undefined)) : succeed(value);
    } catch (error) {
      return fail(explain(error));
    }
  };

  const connected = await run(() => client.connect());
  if (!connected.ok) {
    client.close();
    session.close();
    return connected;
  }
  // Names go to the server as it wrote them: whatever encoding they are in, imapflow is not to encode them again.
  client.enabled.add('UTF8=ACCEPT');
  return succeed({
    run,
    async open(name, { readOnly }) {
      const opened = await run((imap) => imap.mailboxOpen(name, { readOnly }));
      if (!opened.ok) return opened;
      const { uidValidity, uidNext, mailboxId } = opened.value as Partial<typeof opened.value> & { mailboxId?: unknown };
      return succeed({
        uidValidity: Number(uidValidity ?? 0),
        uidNext: uidNext ?? 0,
        objectId: typeof mailboxId === 'string' ? readObjectId(`(${mailboxId})`) : null,
      });
    },
    capabilities,
    closed: session.closed,
    close: () => {
      session.close();
      client.close();
    },
  });
};
