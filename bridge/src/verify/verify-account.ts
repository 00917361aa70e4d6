import type { AccountDraft } from '@kurrier/shared/account/account-draft';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Step } from '@kurrier/shared/account/account';
import { draftCredential, type Credential } from '@kurrier/shared/account/credential';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { LegVerdict, VerificationReport } from '@kurrier/shared/account/verdict';

/** Tries one leg, step by step, to its verdict; never rejects, and ends by its own deadline or when `signal` is aborted. */
export type VerifyLeg = (
  request: Credential & { address: string; settings: ServerSettings },
  listeners: { signal: AbortSignal; onStep: (step: Step) => void; onInterim: (failure: Failure) => void },
) => Promise<LegVerdict>;

interface AccountListeners {
  signal: AbortSignal;
  onStep?: (leg: Leg, step: Step) => void;
  onInterim?: (leg: Leg, failure: Failure) => void;
}

export type VerifyAccount = (draft: AccountDraft, listeners: AccountListeners) => Promise<VerificationReport>;

/** Verifies all configured legs of a draft at once, each with its own verdict. Nothing is stored. */
export const createVerifyAccount =
  (verify: Record<Leg, VerifyLeg>): VerifyAccount =>
  async ({ address, smtp, imap }, { signal, onStep, onInterim }) => {
    const verifyLeg = async (leg: Leg, draft: AccountDraft['smtp'] | AccountDraft['imap']) => {
      if (!draft) return undefined;
      const { password, accessToken, ...settings } = draft;
      return verify[leg](
        { address, settings, ...draftCredential({ password, accessToken }) },
        { signal, onStep: (step) => onStep?.(leg, step), onInterim: (failure) => onInterim?.(leg, failure) },
      );
    };
    const [smtpVerdict, imapVerdict] = await Promise.all([verifyLeg('smtp', smtp), verifyLeg('imap', imap)]);
    return { address, ...(smtpVerdict && { smtp: smtpVerdict }), ...(imapVerdict && { imap: imapVerdict }) };
  };
