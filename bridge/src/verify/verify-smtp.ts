import type { FailureKind } from '@kurrier/shared/failure/failure';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import type { VerifyLeg } from './verify-leg.ts';
import { credentialsFor } from '../sasl/credentials.ts';
import { runLeg, type LegAttempt } from './run-leg.ts';
import { openSmtp } from '../smtp/connect-smtp.ts';
import type { ProtocolDeps } from '../net/connection-deps.ts';
import { probeSender, type SenderProbe } from '../smtp/transaction/probe-sender.ts';
import { codeError, replyError } from '../net/protocol-error.ts';
import type { Failure } from '@kurrier/shared/failure/failure';

/**
 * Verifies a sending side: signs in, where the server wants it, and asks whether mail from the account's own address would be taken.
 * Nothing is sent.
 */
export const createVerifySmtp =
  (deps: ProtocolDeps): VerifyLeg =>
  (request, listeners) =>
    runLeg('smtp', request, listeners, deps, async ({ attempt, describe }) => {
      const { settings, address } = request;
      const credentials = credentialsFor(request, settings);
      const { connection, security, certificate } = await openSmtp(settings, credentials, attempt, deps);
      attempt.enter('sender');
      const probe = await probeSender((commands) => connection.flight(commands), connection.capabilities, {
        sender: address,
        recipient: address,
      });
      if (probe.result === 'out-of-step') throw codeError('OUT_OF_STEP', { stage: probe.stage, reply: probe.reply });
      if (probe.result === 'unanswered') throw connection.wire.failure ?? codeError('CLOSED');
      const warnings = probe.result === 'refused' ? [judgeRefusal(probe, describe, !wantsNoSignIn(settings))] : [];
      if (probe.result === 'accepted') connection.requireSilence();
      connection.wire.close('QUIT\r\n');
      return { security, certificate, warnings, detail: address };
    });

type RefusedProbe = Extract<SenderProbe, { stage: string; reply: unknown }>;

/** At the recipient these say something of the own mailbox, not of the right to send. */
const recipientWarnings: ReadonlySet<FailureKind> = new Set([
  'mailbox.not_found',
  'recipient.rejected',
  'quota.exceeded',
  'message.rejected',
  'unknown',
]);

/** Said for now, these stay: the server knows the sender, and that it is not one of this user. */
const lastingRefusals: ReadonlySet<FailureKind> = new Set(['sender.not_authorized', 'recipient.relay_denied']);

/**
 * Tells a failure (thrown) from a warning. A refusal for now, and a full or unknown own mailbox, are warnings: signing in works, and so
 * does sending to others. A sender that is not ours and "relay denied" are failures wherever they are said, with 4yz, too: every message
 * would wait for a day, and then fail. Where nobody signed in, only this answer shows that the server takes mail from here.
 */
const judgeRefusal = ({ stage, reply }: RefusedProbe, describe: LegAttempt['describe'], isSignedIn: boolean): Failure => {
  const error = replyError(reply, { stage });
  const failure = describe(error);
  const isForNow = reply.replyCode < 500;
  const isOwnMailbox = failure.kind === 'quota.exceeded' || (isSignedIn && stage === 'recipient' && recipientWarnings.has(failure.kind));
  if (lastingRefusals.has(failure.kind) || !(isForNow || isOwnMailbox)) throw error;
  return failure;
};
