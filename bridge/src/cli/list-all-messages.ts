import { listMessages } from '@kurrier/shared/api/mail';
import type { Call, CallFailure } from '@kurrier/shared/bridge/call';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

const rowsAtOnce = 200;
/** A mailbox that changes more often than that while it is listed is listed as it was found, each message once. */
const mostAttempts = 5;

/**
 * Every message of a mailbox, newest first, each once. Offsets move when messages come or go meanwhile: the list is then read again from
 * its start, so that none is left out.
 */
export const listAllMessages = async (
  call: Call,
  mailbox: { accountId: string; mailboxId: string },
): Promise<Outcome<MessageRow[], CallFailure>> => {
  const found = new Map<string, MessageRow>();
  for (let attempt = 1; ; attempt++) {
    const listed = await listOnce(call, mailbox);
    if (!listed.ok) return listed;
    for (const row of listed.value.rows) found.set(JSON.stringify(row.ref), row);
    if (listed.value.isWhole) return succeed(listed.value.rows);
    if (attempt === mostAttempts) return succeed([...found.values()].sort((a, b) => b.receivedAt - a.receivedAt));
  }
};

/** `isWhole`: nothing changed meanwhile, as far as the number of messages tells. */
const listOnce = async (
  call: Call,
  mailbox: { accountId: string; mailboxId: string },
): Promise<Outcome<{ rows: MessageRow[]; isWhole: boolean }, CallFailure>> => {
  const rows: MessageRow[] = [];
  const totals = new Set<number>();
  for (let [offset, total] = [0, Infinity]; offset < total; offset += rowsAtOnce) {
    const answer = await call(listMessages, { ...mailbox, offset, limit: rowsAtOnce });
    if (!answer.ok) return fail(answer.failure);
    rows.push(...answer.value.rows);
    ({ total } = answer.value);
    totals.add(total);
  }
  const different = new Set(rows.map(({ ref }) => ref.uid)).size;
  return succeed({ rows, isWhole: totals.size === 1 && totals.has(different) });
};
