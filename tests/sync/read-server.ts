import type { AccountStore } from '../../bridge/src/sync/account-store.ts';
import { parseEnvelope } from '../../bridge/src/sync/envelope.ts';
import { isSelectable } from '../../bridge/src/sync/plan-mailboxes.ts';
import { fromIndexPage } from '../../bridge/src/sync/stored-page.ts';
import { user, type Mail } from './start-mail.ts';

/** Mailbox → its UIDVALIDITY and its messages, each as `uid flags size subject`. What two readers must agree on. */
export type Contents = Record<string, string[]>;

const line = (uid: number, flags: string, size: number, subject: string): string => `${uid} [${flags}] ${size} ${subject}`;
const sortFlags = (flags: string): string =>
  flags
    .split(' ')
    .filter((flag) => flag !== '' && flag !== '\\Recent')
    .sort()
    .join(' ');

/** What is on the server, read by doveadm. */
export const readServer = async ({ doveadm }: Mail): Promise<Contents> => {
  const contents: Contents = {};
  const statuses = await doveadm('-f', 'tab', 'mailbox', 'status', '-u', user, 'uidvalidity', '*');
  for (const row of statuses.split('\n').slice(1)) {
    const [mailbox, uidValidity] = row.split('\t');
    if (uidValidity !== undefined) contents[mailbox!] = [`UIDVALIDITY ${uidValidity}`];
  }
  const fetched = await doveadm('-f', 'tab', 'fetch', '-u', user, 'mailbox uid flags size.virtual hdr.subject', 'mailbox', '*');
  for (const row of fetched.split('\n').slice(1)) {
    const [mailbox, uid, flags, size, subject] = row.split('\t');
    if (uid !== undefined) contents[mailbox!]!.push(line(Number(uid), sortFlags(flags!), Number(size), subject!));
  }
  return contents;
};

/** What is in the store. */
export const readStore = async (account: AccountStore): Promise<Contents> => {
  const contents: Contents = {};
  for (const mailbox of account.read().mailboxes) {
    if (!isSelectable(mailbox)) continue;
    const store = await account.mailbox(mailbox.id);
    const lines = [`UIDVALIDITY ${store.cursor()?.uidValidity}`];
    for await (const page of store.readIndex())
      for (const { uid, flags } of fromIndexPage(page)) {
        const [message] = await store.readMany([uid]);
        lines.push(line(uid, flags, message?.size ?? -1, parseEnvelope(message?.envelope ?? '').subject ?? ''));
      }
    contents[mailbox.path] = lines;
  }
  return contents;
};
