import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { listAccounts } from '@kurrier/shared/api/accounts';
import { eventsSince } from '@kurrier/shared/api/events';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { sendMessage } from '@kurrier/shared/api/send';
import type { Call, CallFailure } from '@kurrier/shared/bridge/call';
import { isSettled, type OutboxEntry } from '@kurrier/shared/mail/outbox';
import { OutgoingMessage } from '@kurrier/shared/mail/outgoing-message';
import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { parseInput, readStdin } from '../read-input.ts';
import { uploadFile } from '../upload-file.ts';

const File = z.strictObject({ path: z.string(), fileName: z.optional(z.string()), contentType: z.optional(z.string()) });

/** A message as it is written by hand: files by path, an account by its address where the sender does not say it. */
const Input = z.looseObject({
  account: z.optional(z.string()),
  idempotencyKey: z.optional(z.string()),
  files: z._default(z.array(File), []),
});

export const send: Command = {
  summary: 'sends a message from standard input (JSON); exit 0 sent, 1 not sent or not yet, 2 bad input',
  usage: '[--json] [--no-wait] [--data DIR] < message.json',
  async run(args) {
    const flags = { json: args.includes('--json'), wait: !args.includes('--no-wait') };
    const rest = args.filter((arg) => arg !== '--json' && arg !== '--no-wait');
    const { account, idempotencyKey, files, ...written } = parseInput(Input, await readStdin());
    return callOrExplain(rest, {}, async (call) => {
      const attachments = [];
      for (const file of files) {
        const uploaded = await uploadFile(call, file);
        if (!uploaded.ok) return uploaded.failure;
        attachments.push(uploaded.value);
      }
      const given = (written['attachments'] ?? []) as unknown[];
      const message = parseInput(OutgoingMessage, JSON.stringify({ ...spellOut(written), attachments: [...given, ...attachments] }));
      const accountId = await findAccountId(call, account ?? message.from.address);
      if (typeof accountId !== 'string') return accountId;
      const key = idempotencyKey ?? createHash('sha256').update(`${process.pid} ${performance.timeOrigin}`).digest('hex');
      const start = await call(eventsSince, { cursor: 0, waitMs: 0 });
      if (!start.ok) return start.failure;
      const accepted = await call(sendMessage, { accountId, idempotencyKey: key, holdMs: 0, message });
      if (!accepted.ok) return accepted.failure;
      if ('refused' in accepted.value) throw new UsageError(`the message was not accepted: ${JSON.stringify(accepted.value)}`);
      const entry = flags.wait ? await follow(call, accepted.value.entry, start.value.cursor) : accepted.value.entry;
      if ('kind' in entry) return entry;
      console.log(flags.json ? JSON.stringify(entry) : present(entry));
      return entry.status.state === 'sent' || !flags.wait ? exitCode.ok : exitCode.failed;
    });
  },
};

/** An address may be written as a mere string, and a single one without a list. */
const spellOut = (written: Record<string, unknown>): Record<string, unknown> => {
  const toAddress = (value: unknown) => (typeof value === 'string' ? { address: value } : value);
  const lists = ['to', 'cc', 'bcc', 'replyTo'].filter((field) => written[field] !== undefined);
  return {
    ...written,
    from: toAddress(written['from']),
    ...Object.fromEntries(lists.map((field) => [field, [written[field]].flat().map(toAddress)])),
  };
};

const findAccountId = async (call: Call, named: string): Promise<string | CallFailure> => {
  const listed = await call(listAccounts, {});
  if (!listed.ok) return listed.failure;
  const found = listed.value.accounts.find(({ id, address, label }) => [id, address, label].includes(named));
  if (!found) throw new UsageError(`there is no account ${named}`);
  return found.id;
};

/** Waits until the message is settled or put off. */
const follow = async (call: Call, accepted: OutboxEntry, from: number): Promise<OutboxEntry | CallFailure> => {
  let [entry, cursor] = [accepted, from];
  while (!isSettled(entry) && entry.status.state !== 'deferred') {
    const news = await call(eventsSince, { cursor, waitMs: 20_000 });
    if (!news.ok) return news.failure;
    cursor = news.value.cursor;
    for (const event of news.value.events) if (event.type === 'outbox.changed' && event.entry.id === entry.id) entry = event.entry;
    if (!news.value.missed) continue;
    const listed = await call(listOutbox, { accountId: entry.accountId, limit: 500 });
    if (!listed.ok) return listed.failure;
    entry = listed.value.entries.find(({ id }) => id === accepted.id) ?? entry;
  }
  return entry;
};

const present = ({ status, taken, recipients }: OutboxEntry): string => {
  const lines = [`${status.state}${taken?.queueId ? ` (${taken.queueId})` : ''}`];
  for (const recipient of recipients) {
    const why = 'failure' in recipient && recipient.failure ? `: ${describe(recipient.failure, en).title}` : '';
    lines.push(`  ${recipient.address}  ${recipient.state}${why}`);
  }
  if ('failure' in status && status.failure) lines.push(`  ${describe(status.failure, en).fix}`);
  return lines.join('\n');
};
