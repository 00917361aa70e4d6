import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { Certificate, Failure } from '@kurrier/shared/failure/failure';
import type { LegListeners, LegRequest } from './verify-leg.ts';
import type { LegVerdict } from '@kurrier/shared/account/verdict';
import { secretsOf } from '../sasl/credentials.ts';
import { askAboutDomain } from './ask-about-domain.ts';
import { Attempt } from '../net/attempt.ts';
import { codeError } from '../net/protocol-error.ts';
import type { ProtocolDeps } from '../net/connection-deps.ts';
import { toFailure } from '../net/to-failure.ts';

/** What a leg that works has proved. */
export interface ProvedLeg {
  security: ConnectionSecurity;
  certificate: Certificate | undefined;
  warnings: Failure[];
  /** What the last step proved, for Details. */
  detail: string;
}

/** What a step can ask for besides its attempt. */
export interface LegAttempt {
  attempt: Attempt;
  /** Classifies something that did not stop the attempt. */
  describe: (error: unknown) => Failure;
  /** Called when twelve seconds have passed in the sign-in; an error that it returns ends the attempt. */
  onLongWait: (check: () => Error | undefined) => void;
}

/**
 * Runs one leg's attempt to its verdict. Never rejects; when it resolves no timer is left, and no socket but one that is just sending its
 * farewell.
 */
export const runLeg = async (
  leg: Leg,
  { settings, address, ...credential }: LegRequest,
  { signal, onStep, onInterim }: LegListeners,
  deps: ProtocolDeps,
  takeSteps: (leg: LegAttempt) => Promise<ProvedLeg>,
): Promise<LegVerdict> => {
  const secrets = secretsOf(credential, settings.host);
  let check: () => Error | undefined = () => undefined;
  using attempt = new Attempt({
    signal,
    budgets: deps.budgets,
    onStep,
    onInterim() {
      const final = check();
      if (final) attempt.fail(final);
      else onInterim(describe(codeError('DEADLINE')));
    },
  });
  const describe = (error: unknown, mxHosts?: readonly string[]): Failure =>
    toFailure(error, {
      leg,
      stage: attempt.stage,
      settings,
      security: attempt.security,
      told: attempt.told,
      ...(mxHosts && { mxHosts }),
      secrets,
    });
  try {
    const { security, certificate, warnings, detail } = await takeSteps({ attempt, describe, onLongWait: (asked) => (check = asked) });
    attempt.log.end('done', detail);
    return {
      state: 'verified',
      security,
      ...(certificate && { certificate }),
      warnings,
      steps: attempt.log.steps,
      tookMs: attempt.log.elapsedMs,
    };
  } catch (error) {
    const failure = await askAboutDomain(describe(error), { address, signal, lookUpMx: deps.lookUpMx }, (mxHosts) =>
      describe(error, mxHosts),
    );
    attempt.log.end('failed', failure.reply?.text ?? failure.code);
    return { state: 'failed', failure, steps: attempt.log.steps, tookMs: attempt.log.elapsedMs };
  }
};
