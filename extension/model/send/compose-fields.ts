import type { OutgoingMessageInput } from '@kurrier/shared/mail/outgoing-message';
import { linePattern } from '@kurrier/shared/account/account-text';
import { parseRecipients } from './recipients.ts';

/** A message as typed. */
export interface ComposeFields {
  accountId: string;
  /** The account's address or one of its aliases. */
  from: string;
  fromName: string;
  to: string;
  cc: string;
  bcc: string;
  replyTo: string;
  subject: string;
  text: string;
  /** Message-IDs of the conversation that this answers, the newest last. */
  references: string[];
}

export const emptyMessage = (): ComposeFields => ({
  accountId: '',
  from: '',
  fromName: '',
  to: '',
  cc: '',
  bcc: '',
  replyTo: '',
  subject: '',
  text: '',
  references: [],
});

type RecipientField = 'to' | 'cc' | 'bcc' | 'replyTo';
export type ComposeError =
  | { error: 'no-sender' | 'no-recipient' | 'line' | 'text-too-long' | 'text-character' }
  | { error: 'bad-addresses'; bad: string[] };
export type ComposeErrors = Partial<Record<'from' | 'fromName' | 'subject' | 'text' | RecipientField, ComposeError>>;

/** What is wrong with a message as typed; empty when it can be sent. */
export const findComposeErrors = (fields: ComposeFields): ComposeErrors => {
  const errors: ComposeErrors = {};
  if (fields.from === '') errors.from = { error: 'no-sender' };
  if (!linePattern.test(fields.fromName) || fields.fromName.length > 200) errors.fromName = { error: 'line' };
  if (!linePattern.test(fields.subject) || fields.subject.length > 900) errors.subject = { error: 'line' };
  if (fields.text.length > 400_000) errors.text = { error: 'text-too-long' };
  else if (/[\0\p{Cs}]/u.test(fields.text)) errors.text = { error: 'text-character' };
  let count = 0;
  for (const field of ['to', 'cc', 'bcc', 'replyTo'] as const) {
    const { recipients, bad } = parseRecipients(fields[field]);
    if (bad.length > 0) errors[field] = { error: 'bad-addresses', bad };
    if (field !== 'replyTo') count += recipients.length + bad.length;
  }
  if (count === 0) errors.to = { error: 'no-recipient' };
  return errors;
};

type UploadedFile = { uploadId: string; fileName: string; contentType: string };

/** Files that are with the bridge, as the message names them. */
export const uploadedFiles = (files: readonly { uploadId: string | null; name: string; type: string }[]): UploadedFile[] =>
  files.map(({ uploadId, name, type }) => ({ uploadId: uploadId ?? '', fileName: name, contentType: type }));

/** The message as the bridge takes it. */
export const messageOf = (fields: ComposeFields, attachments: UploadedFile[]): OutgoingMessageInput => {
  const inReplyTo = fields.references.at(-1);
  return {
    from: { name: fields.fromName.trim(), address: fields.from },
    to: parseRecipients(fields.to).recipients,
    cc: parseRecipients(fields.cc).recipients,
    bcc: parseRecipients(fields.bcc).recipients,
    replyTo: parseRecipients(fields.replyTo).recipients,
    subject: fields.subject.trim(),
    text: fields.text,
    attachments,
    references: fields.references,
    ...(inReplyTo !== undefined && { inReplyTo }),
  };
};
