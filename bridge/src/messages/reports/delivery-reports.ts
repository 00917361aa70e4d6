import { succeed } from '@kurrier/shared/failure/outcome';
import type { DeliveryReport, ReportedRecipient } from '@kurrier/shared/mail/delivery-report';
import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import { classify } from '../../classify/classify.ts';
import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import type { OnDemandConnections, OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { readHeaderFields } from '../../mime/header-fields.ts';
import { decodeHeaderText } from '../../mime/header-text.ts';
import type { FindMessage } from '../find-message.ts';
import { readHeaders } from '../message-row.ts';
import { decodeTransfer } from '../reading/decode-transfer.ts';
import { toShownLine } from '../safe-text.ts';
import { findSent } from './find-sent.ts';
import { mayBeReport } from './may-be-report.ts';
import { parseDeliveryStatus } from './parse-delivery-status.ts';
import { parsePlainReport } from './parse-plain-report.ts';
import type { Reported } from './reported.ts';

export interface DeliveryReportsDeps {
  findMessage: FindMessage;
  onDemand: OnDemandConnections;
  accountOf: (accountId: string) => Promise<MailAccountStore | null>;
  /** Opens a message as a person does. */
  open: (request: { ref: MessageRef }) => Promise<MessageContent | OnDemandFailure>;
}

/** Of a status, and of the heads of the message that came back, more is not read. */
const longestPart = 64 * 1024;

/** What a report says, and the head of the message that it is about. */
interface Read {
  recipients: Reported[];
  original: { messageId: string; subject: string };
}

/** Reads messages as delivery reports. */
export const createDeliveryReports =
  ({ findMessage, onDemand, accountOf, open }: DeliveryReportsDeps) =>
  async ({ ref }: { ref: MessageRef }): Promise<{ report: DeliveryReport | null } | OnDemandFailure> => {
    const found = await findMessage(ref);
    const account = await accountOf(ref.accountId);
    if (!found || !account) return { refused: 'not-found' };
    const { structure, envelope } = readHeaders(found.message);
    if (!mayBeReport(structure, envelope)) return { report: null };
    const parts = structure ? findParts(structure) : {};
    let read: Read | null = null;
    if (parts.status) {
      const wanted = [parts.status, parts.headers].flatMap((part) => (part ? [part] : []));
      const sections = wanted.map((part) => ({ section: part.part ?? '1', offset: 0, length: longestPart }));
      const fetched = await onDemand.run({ ...ref, mailbox: found.mailbox, write: false }, async (mailbox) => {
        const pieces = await mailbox.fetchSections(ref.uid, sections);
        return pieces.ok ? succeed(pieces.value) : pieces;
      });
      if (!fetched.ok) return fetched.failure;
      if (!fetched.value) return { refused: 'not-found' };
      const [status = '', headers = ''] = fetched.value.map((bytes, at) =>
        decodeTransfer(bytes, wanted[at]!.encoding ?? '').toString('latin1'),
      );
      const inner = parts.message?.envelope;
      const original = inner ? { messageId: inner.messageId ?? '', subject: inner.subject ?? '' } : readOriginal(headers);
      read = { recipients: parseDeliveryStatus(status), original };
    }
    if (!read || read.recipients.length === 0) {
      const opened = await open({ ref });
      if (!('text' in opened)) return opened;
      const plain = parsePlainReport(opened.text);
      read = plain && { recipients: plain.recipients, original: read?.original.messageId ? read.original : readOriginal(plain.original) };
    }
    if (!read) return { report: null };
    const { messageId, subject } = read.original;
    const sent = messageId === '' ? null : await findSent(account, ref.accountId, messageId);
    return { report: { recipients: read.recipients.map(describe), subject: toShownLine(subject), sent } };
  };

/** The parts of a report (RFC 6522), wherever they stand in it. */
const findParts = (node: BodyStructure, depth = 0): { status?: BodyStructure; headers?: BodyStructure; message?: BodyStructure } => {
  if (/^message\/(?:global-)?delivery-status$/.test(node.type)) return { status: node };
  if (/^text\/rfc822-headers$|^message\/global-headers$/.test(node.type)) return { headers: node };
  if (/^message\/(?:rfc822|global)$/.test(node.type)) return { message: node };
  if (depth > 3) return {};
  return (node.childNodes ?? []).reduce((found, child) => ({ ...findParts(child, depth + 1), ...found }), {});
};

const readOriginal = (text: string): Read['original'] => {
  const heads = text.slice(Math.max(0, text.search(/^(?:received|return-path|message-id|from|to|subject|date|mime-version):/im)));
  const fields = readHeaderFields(heads);
  return {
    messageId: /<[^<>\s]{1,900}>/.exec(fields.get('message-id') ?? '')?.[0] ?? '',
    subject: decodeHeaderText(fields.get('subject') ?? ''),
  };
};

/** The server's answer in what a report quotes: from its reply code on, where there is one. */
const answerIn = (words: string): string => words.slice(Math.max(0, words.search(/(?<![\d.])[45]\d\d(?=[ -])/)));

const describe = ({ address, outcome, words, status }: Reported): ReportedRecipient => {
  const shown = toShownLine(address);
  if (outcome === 'delivered') return { address: shown, outcome };
  const text = toShownLine(answerIn(words)) || status;
  const failure = classify({
    leg: 'smtp',
    stage: 'recipient',
    reply: { text, ...(status !== '' && !/^\d\.0\.0$/.test(status) && !text.includes(status) && { enhancedStatusCode: status }) },
  });
  return { address: shown, outcome, failure };
};
