import type { Leg } from '@kurrier/shared/account/connection';
import type { Secret } from '@kurrier/shared/secret';
import { identifyServer } from '../../classify/server/identify-server.ts';
import { imapDialect } from '../../imap/imap-dialect.ts';
import { askImapIssuer } from '../../imap/sign-in.ts';
import { Attempt } from '../../net/attempt.ts';
import { createProtocolDeps } from '../../net/connection-deps.ts';
import { openServer } from '../../net/connect/open-server.ts';
import { defaultBudgets } from '../../net/time-limits.ts';
import { createTrust, type Trust } from '../../net/trust.ts';
import { askSmtpIssuer } from '../../smtp/sign-in.ts';
import { smtpDialect } from '../../smtp/smtp-dialect.ts';
import { createLookUp } from '../network/look-up-public.ts';
import { readIssuer } from './read-issuer.ts';
import type { AskTokens, TokensTold } from '../source-contract.ts';
import type { ProbeWays } from './probe-server.ts';

/** A server that is to be asked after its tokens has answered by then. */
const askMs = 1500;
const budgets = { ...defaultBudgets, connectMs: askMs, answerMs: askMs, saidMs: askMs, endMs: askMs };
const nothingSecret: readonly Secret[] = [];

/**
 * Asks a mail server, over TLS with a certificate that is good for it, whether it takes tokens and whose. Nothing of the person is
 * said.
 */
export const createAskTokens = ({ dns, allowsPrivate, connectTo = () => undefined, ca = [], wireLog }: ProbeWays): AskTokens => {
  let trust: Trust | undefined;
  return async ({ leg, host, port }, ending) => {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(askMs)]);
    using attempt = new Attempt({ signal, budgets });
    const deps = createProtocolDeps({
      lookUp: createLookUp(dns, allowsPrivate, attempt.signal),
      connectTo,
      trust: (trust ??= createTrust({ ca })),
      ...(wireLog && { wireLog }),
    });
    const settings = { host, port, username: '', secure: true, allowUnencrypted: false };
    const opening = { settings, attempt, deps, secrets: nothingSecret };
    try {
      if (leg === 'smtp') {
        const { connection } = await openServer({ ...opening, dialect: smtpDialect });
        await smtpDialect.learnCapabilities(connection);
        return screened(await askSmtpIssuer(connection, maybeAsk({ leg, host, port }, attempt)));
      }
      const { connection } = await openServer({ ...opening, dialect: imapDialect });
      await imapDialect.learnCapabilities(connection);
      return screened(await askImapIssuer(connection, maybeAsk({ leg, host, port }, attempt)));
    } catch {
      return { takesTokens: false }; // the verification will say why nothing came of it
    }
  };
};

/** Dovecot, which also checks for Postfix, answers an empty token with a plain refusal and delays the next sign-in from this address. */
const sayNothing: ReadonlySet<string | undefined> = new Set(['dovecot', 'postfix']);
const maybeAsk = ({ leg, ...target }: { leg: Leg; host: string; port: number }, { told }: Attempt) =>
  sayNothing.has(identifyServer({ leg, ...told }).product) ? null : target;

/** An issuer that a sign-in must not be sent to is none. */
const screened = ({ takesTokens, issuer }: TokensTold): TokensTold => ({ takesTokens, issuer: readIssuer(issuer) });
