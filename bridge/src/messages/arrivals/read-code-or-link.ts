import { succeed } from '@kurrier/shared/failure/outcome';
import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { findCodeOrLink } from '../../codes/find-code-or-link.ts';
import { offeredForMs } from '../../codes/is-recent.ts';
import { judgeSender, type Receiver, type RegistrableDomain } from '../../codes/judge-sender.ts';
import { mayOffer } from '../../codes/may-offer.ts';
import { shownTexts } from '../../codes/shown-texts.ts';
import type { OnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import type { FindMessage } from '../find-message.ts';
import type { createMessageReader } from '../message-reader.ts';
import { reduceHtml } from '../reading/html-to-text.ts';

export interface ReadCodeOrLinkDeps {
  findMessage: FindMessage;
  onDemand: OnDemandConnections;
  reader: Pick<ReturnType<typeof createMessageReader>, 'open' | 'openHtml'>;
  /** Whose server's word about senders counts; null: the account is gone. */
  receiverOf: (accountId: string) => Promise<Receiver | null>;
  registrable: RegistrableDomain;
  now: () => number;
}

/** Messages that somebody is to type a code from are short. */
const largestMessage = 500_000;
const longestHeader = 64 * 1024;
const senderHeaders = 'HEADER.FIELDS (FROM AUTHENTICATION-RESULTS)';

/** Reads what a message holds to sign in or confirm with, as far as it may be offered; null: nothing, or it cannot be read. */
export const createReadCodeOrLink =
  ({ findMessage, onDemand, reader, receiverOf, registrable, now }: ReadCodeOrLinkDeps) =>
  async (ref: MessageRef): Promise<SignInCode | null> => {
    const found = await findMessage(ref);
    if (!found || found.message.size > largestMessage) return null;
    const opened = await reader.open({ ref });
    if (!('row' in opened)) return null;
    const { row } = opened;
    const finding = findCodeOrLink({ subject: row.subject, texts: await readTexts(ref, opened, reader) });
    if (finding.code === null && finding.link === null) return null;
    const receiver = await receiverOf(ref.accountId);
    const header = await onDemand.run({ ...ref, mailbox: found.mailbox, write: false }, async (mailbox) => {
      const fetched = await mailbox.fetchSections(ref.uid, [{ section: senderHeaders, offset: 0, length: longestHeader }]);
      return fetched.ok ? succeed(fetched.value?.[0]?.toString('latin1') ?? null) : fetched;
    });
    if (!receiver || !header.ok || header.value === null) return null;
    const offer = mayOffer(finding, judgeSender(header.value.slice(0, longestHeader), receiver, registrable), registrable);
    const [sender = { name: '', address: '' }] = row.from;
    const { receivedAt, subject } = row;
    return offer && { ...offer, ref, sender, subject, receivedAt, offeredUntil: Math.min(receivedAt, now()) + offeredForMs };
  };

/** The HTML is asked for only where the text is not made of it: it was fetched with the message. */
const readTexts = async (
  ref: MessageRef,
  { text, links, isFromHtml, hasHtml }: MessageContent,
  reader: ReadCodeOrLinkDeps['reader'],
): Promise<string[]> => {
  const html = hasHtml && !isFromHtml ? await reader.openHtml({ ref }) : null;
  return shownTexts({ text, links, html: html && 'bodies' in html ? html.bodies : [] }, reduceHtml);
};
