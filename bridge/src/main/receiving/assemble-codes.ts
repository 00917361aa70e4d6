import { textsOf } from '@kurrier/shared/mail/text-choice';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import { createReadCodeOrLink, type ReadCodeOrLinkDeps } from '../../messages/arrivals/read-code-or-link.ts';
import { openSignInCodes, type SignInCodeDeps } from '../../messages/arrivals/sign-in-codes.ts';
import { createTextWaits } from '../../messages/arrivals/text-waits.ts';
import type { KeptTexts } from '../../messages/texts/kept-texts.ts';
import { registrableDomain } from '../../discover/registrable-domain.ts';
import type { MailSync } from '../../sync/engine/create-mail-sync.ts';

export interface CodeParts
  extends
    Pick<ReadCodeOrLinkDeps, 'findMessage' | 'onDemand' | 'reader' | 'receiverOf'>,
    Pick<SignInCodeDeps, 'record' | 'onChange' | 'report'> {
  sync: Pick<MailSync, 'account'>;
  texts: Pick<KeptTexts, 'read'>;
}

/** Assembles the search for codes in arriving messages: over the texts that are fetched anyway, where they come soon. */
export const assembleCodes = async ({ sync, texts, findMessage, onDemand, reader, receiverOf, record, onChange, report }: CodeParts) => {
  /** The live connection is on INBOX, and fetches texts before it listens again. */
  const isComing = async ({ accountId, mailboxId }: MessageRef): Promise<boolean> => {
    const stored = (await sync.account(accountId))?.read();
    if (!stored || textsOf(stored.choice).days === 0) return false;
    return stored.mailboxes.find(({ id }) => id === mailboxId)?.role === 'inbox';
  };
  const waits = createTextWaits({ isComing, isAtHand: async (ref) => (await texts.read(ref)) !== null });
  const codes = await openSignInCodes({
    openMailbox: async (accountId, mailboxId) => (await sync.account(accountId))?.mailbox(mailboxId) ?? null,
    readSignIn: createReadCodeOrLink({ findMessage, onDemand, reader, receiverOf, registrable: registrableDomain, now: Date.now }),
    untilReadable: (ref) => waits.until(ref),
    record,
    now: Date.now,
    onChange,
    report,
  });
  return {
    codes,
    noteTexts: (accountId: string, mailboxId: string): void => waits.note(accountId, mailboxId),
    closeCodes: (): Promise<void> => {
      waits.close();
      return codes.close();
    },
  };
};
