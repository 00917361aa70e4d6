import type { FailureKind } from '@kurrier/shared/failure/failure';
import type { VerifyLeg } from './verify-leg.ts';
import { credentialsFor } from '../sasl/credentials.ts';
import { climb, type Climb } from './run-leg.ts';
import { openSmtp } from '../smtp/connect-smtp.ts';
import type { ProtocolDeps } from '../net/connection-deps.ts';
import { probeSender, type SenderRefusal } from './probe-sender.ts';
import { replyError } from '../net/protocol-error.ts';
import type { Failure } from '@kurrier/shared/failure/failure';

/** Verifies a sending side: signs in, and asks whether mail from the account's own address would be taken. Nothing is sent. */
export const createVerifySmtp =
  (deps: ProtocolDeps): VerifyLeg =>
  (request, listeners) =>
    climb('smtp', request, listeners, deps, async ({ attempt, describe }) => {
      const { settings, address } = request;
      const credentials = credentialsFor(request, settings);
      const { connection, security, certificate } = await openSmtp(settings, credentials, attempt, deps);
      attempt.enter('sender');
      const refusal = await probeSender(connection, address);
      const warnings = refusal ? [judgeRefusal(refusal, describe)] : [];
      connection.wire.close('QUIT\r\n');
      return { security, certificate, warnings, detail: address };
    });

/** At the recipient these say something of the own mailbox, not of the right to send. */
const recipientWarnings: ReadonlySet<FailureKind> = new Set([
  'mailbox.not_found',
  'recipient.rejected',
  'quota.exceeded',
  'message.rejected',
  'unknown',
]);

/**
 * Tells a failure (thrown) from a warning. A refusal for now, and a full or unknown own mailbox, are warnings: signing in works, and so does
 * sending to others. "Relay denied" is a failure wherever it is said.
 */
const judgeRefusal = ({ stage, reply }: SenderRefusal, describe: Climb['describe']): Failure => {
  const error = replyError(reply, { stage });
  const failure = describe(error);
  const isForNow = reply.replyCode < 500;
  const isOwnMailbox = failure.kind === 'quota.exceeded' || (stage === 'recipient' && recipientWarnings.has(failure.kind));
  if (failure.kind === 'recipient.relay_denied' || !(isForNow || isOwnMailbox)) throw error;
  return failure;
};
