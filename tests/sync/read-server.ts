import type { ImapFlow } from 'imapflow';
import type { MailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { parseEnvelope } from '../../bridge/src/imap/grammar/envelope.ts';
import { isSelectable } from '../../bridge/src/imap/grammar/listed-mailbox.ts';
import { fromIndexPage } from '../../bridge/src/mail-store/page-format.ts';
import { user } from './mail-server.ts';

/**
 * Mailbox → its UIDVALIDITY and its messages, each as `uid flags size subject`: what two readers must agree on. Nothing of an empty one,
 * whose UIDVALIDITY says nothing: on Courier it may be another every second.
 */
export type Contents = Record<string, string[]>;

type Found = Map<string, { uidValidity: string; messages: string[] }>;

const toContents = (found: Found): Contents =>
  Object.fromEntries(
    [...found].map(([path, { uidValidity, messages }]) => [path, messages.length === 0 ? [] : [`UIDVALIDITY ${uidValidity}`, ...messages]]),
  );

const line = (uid: number, flags: string, size: number, subject: string): string => `${uid} [${flags}] ${size} ${subject}`;
const sortFlags = (flags: Iterable<string>): string =>
  [...flags]
    .filter((flag) => flag !== '' && flag !== '\\Recent')
    .sort()
    .join(' ');

/** What is on a Dovecot, read by doveadm. */
export const readByDoveadm = async (doveadm: (...args: string[]) => Promise<string>): Promise<Contents> => {
  const found: Found = new Map();
  const statuses = await doveadm('-f', 'tab', 'mailbox', 'status', '-u', user, 'uidvalidity', '*');
  for (const row of statuses.split('\n').slice(1)) {
    const [mailbox, uidValidity] = row.split('\t');
    if (uidValidity !== undefined) found.set(mailbox!, { uidValidity, messages: [] });
  }
  const fetched = await doveadm('-f', 'tab', 'fetch', '-u', user, 'mailbox uid flags size.virtual hdr.subject', 'mailbox', '*');
  for (const row of fetched.split('\n').slice(1)) {
    const [mailbox, uid, flags, size, subject] = row.split('\t');
    if (uid !== undefined) found.get(mailbox!)!.messages.push(line(Number(uid), sortFlags(flags!.split(' ')), Number(size), subject!));
  }
  return toContents(found);
};

/**
 * The mailboxes that another client can open. Not by what is subscribed, as imapflow does unless told; then it leaves out INBOX where all
 * others lie below it.
 */
export const listPaths = async (client: ImapFlow): Promise<string[]> => {
  const listed = await client.list({ listOnly: true });
  return [...new Set(['INBOX', ...listed.filter(({ flags }) => isSelectable({ attributes: [...flags] })).map((mailbox) => mailbox.path)])];
};

/** What is on any server, read by another IMAP client. It opens every mailbox for writing: on Courier UIDs are final only then. */
export const readByImap = async (client: ImapFlow): Promise<Contents> => {
  const found: Found = new Map();
  for (const path of await listPaths(client)) {
    const { uidValidity, exists } = await client.mailboxOpen(path);
    const fetched = exists === 0 ? [] : await client.fetchAll('1:*', { uid: true, flags: true, size: true, envelope: true });
    const messages = fetched.map(({ uid, flags, size, envelope }) => line(uid, sortFlags(flags!), size!, envelope!.subject ?? ''));
    found.set(path, { uidValidity: String(uidValidity), messages });
  }
  // Closing a mailbox that is open for writing would remove what others marked as deleted.
  await client.mailboxOpen('INBOX', { readOnly: true });
  await client.mailboxClose();
  return toContents(found);
};

/** The same without the sizes. */
export const withoutSizes = (contents: Contents): Contents =>
  Object.fromEntries(
    Object.entries(contents).map(([path, lines]) => [path, lines.map((text) => text.replace(/^(\d+ \[[^\]]*\]) -?\d+/, '$1'))]),
  );

/** What is in the store. */
export const readStore = async (account: MailAccountStore): Promise<Contents> => {
  const found: Found = new Map();
  for (const mailbox of account.read().mailboxes) {
    if (!isSelectable(mailbox)) continue;
    const store = await account.mailbox(mailbox.id);
    const messages: string[] = [];
    for await (const page of store.readIndex()) {
      const contents = new Map((await store.readMany([...page.uids])).map((message) => [message.uid, message]));
      for (const { uid, flags } of fromIndexPage(page)) {
        const { size = -1, envelope = '' } = contents.get(uid) ?? {};
        messages.push(line(uid, flags, size, parseEnvelope(envelope).subject ?? ''));
      }
    }
    found.set(mailbox.path, { uidValidity: String(store.cursor()?.uidValidity), messages });
  }
  return toContents(found);
};
