import { randomUUID } from 'node:crypto';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import { decideWhoseTurn } from '../classify/decide-whose-turn.ts';
import { parseConnectTo } from '../net/address/connect-to.ts';
import { createProbeSurroundings } from '../verify/probe-surroundings.ts';
import { createOpenImapSession } from '../imap/open-imap-session.ts';
import { createOpenSmtpSession } from '../smtp/open-smtp-session.ts';
import { createProbe } from '../verify/probe-port.ts';
import type { SessionOptions, SessionRequest } from '../net/session-request.ts';
import { withRenewedToken } from '../sasl/renew-token.ts';
import { createProtocolDeps, type LookUpMx } from '../net/connection-deps.ts';
import { createTlsSessions } from '../net/tls-sessions.ts';
import { createTrust, type TrustedKey } from '../net/trust.ts';
import type { WireLog } from '../net/wire-log/wire-log.ts';
import type { VerifyLeg } from '../verify/verify-leg.ts';
import { createVerifyImap } from '../verify/verify-imap.ts';
import { createVerifySmtp } from '../verify/verify-smtp.ts';
import { createVerifyAccount } from '../verify/verify-account.ts';
import { endAtInterim } from '../verify/interim-verdict.ts';
import { createProposeRepairs, type RepairDeps } from '../verify/propose-repairs.ts';

export interface MailOptions {
  /** Additional certificate authorities, PEM. */
  ca: readonly string[];
  /** HOST:PORT:ADDRESS:PORT */
  connectTo: readonly string[];
  /** Single keys that the person trusts, as they are at each handshake. */
  trustedKeys?: () => readonly TrustedKey[];
  /** What discovery knows of an address, for repairs; without it only built-in facts are used. */
  findServers?: RepairDeps['findServers'];
  /** MX hosts of an address's domain, where a refusal does not say whose server it was. */
  lookUpMx?: LookUpMx;
  /** Gets every dialogue with a mail server, without anything secret. */
  wireLog?: WireLog;
}

/** Everything that talks to mail servers, with the settings of this bridge. Loaded on its own: it is the slowest part to load. */
export const assembleMailServers = ({ ca, connectTo, trustedKeys = () => [], findServers, lookUpMx, wireLog }: MailOptions) => {
  const deps = createProtocolDeps({ trust: createTrust({ ca, trustedKeys }), connectTo: parseConnectTo(connectTo), lookUpMx, wireLog });
  const resuming = { ...deps, tlsSessions: createTlsSessions() };
  const verify = { smtp: renewing.verdict(createVerifySmtp(deps)), imap: renewing.verdict(createVerifyImap(deps)) } satisfies Record<
    Leg,
    VerifyLeg
  >;
  const probeSurroundings = createProbeSurroundings(deps);
  return {
    verify,
    openSmtpSession: renewing.session(createOpenSmtpSession(resuming)),
    /** Looks for settings that would work, without a password. */
    proposeRepairs: createProposeRepairs({ ...createProbe(deps), ...(findServers && { findServers }), createId: randomUUID }),
    /** Says whose turn it is, after a look around where the server could not be reached. */
    findTurn: async (request: Parameters<typeof probeSurroundings>[0], failure: Failure, signal: AbortSignal) =>
      decideWhoseTurn(failure, await probeSurroundings(request, failure, signal)),
    openImapSession: renewing.session(createOpenImapSession(resuming)),
    /** Waits for an answer that a server holds back, up to the end of the attempt. */
    verifyPatiently: createVerifyAccount(verify),
    /** Ends every leg after at most twelve seconds with what can be said by then. */
    verifyQuickly: createVerifyAccount({ smtp: endAtInterim(verify.smtp), imap: endAtInterim(verify.imap) }),
  };
};

/** Verdicts and sessions that are asked for once more where a token was refused before its time. */
const renewing = {
  verdict: (verify: VerifyLeg): VerifyLeg =>
    withRenewedToken(verify, {
      failureOf: (verdict) => (verdict.state === 'failed' ? verdict.failure : undefined),
      toResult: (failure, { steps, tookMs }) => ({ state: 'failed', failure, steps, tookMs }),
    }),
  session: <Session>(open: (request: SessionRequest, options: SessionOptions) => Promise<Outcome<Session, Failure>>) =>
    withRenewedToken(open, { failureOf: (opened) => (opened.ok ? undefined : opened.failure), toResult: (failure) => fail(failure) }),
};
