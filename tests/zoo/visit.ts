import { isIP } from 'node:net';
import { defaultPort } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { Secret } from '@kurrier/shared/secret';
import type { LegVerdict } from '@kurrier/shared/account/verdict';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import type { Trust } from '../../bridge/src/net/trust.ts';
import { createVerifyImap } from '../../bridge/src/verify/verify-imap.ts';
import { createVerifySmtp } from '../../bridge/src/verify/verify-smtp.ts';
import type { TestCa } from '../servers/create-ca.ts';
import { findPassword } from '../servers/find-password.ts';
import { startTap } from '../servers/start-tap.ts';
import { serveScenario } from './serve-scenario.ts';
import type { Scenario } from './scenario.ts';

const password = 'pw-ann';
const username = 'ann@mail.test';

/** What came of a visit, in the words of the scenario. */
export interface Visit {
  /** The kind of the failure, or `verified`, with the kind of the warning behind it. */
  said: string;
  saidAfterMs: number;
  /** The form in which the password was seen on the line to the server. */
  passwordSeen: string | null;
  /** The password stood in what a person is shown. */
  passwordShown: boolean;
}

/** Verifies one scenario's server with the product's own verifier, as a person who typed `mail.test`. */
export const visit = async (scenario: Scenario, { ca, trust }: { ca: TestCa; trust: Trust }): Promise<Visit> => {
  const { leg, settings = {}, animal } = scenario;
  await using served = await serveScenario(scenario, ca);
  const port = settings.port ?? defaultPort[leg];
  // A proxy would turn the reset that follows a TLS alert into one that overtakes it; without a handshake no password can be sent anyway.
  const isTapped = typeof animal !== 'string' && !('limits' in animal);
  await using tap = await startTap(served.lookUp ? { port: served.server.port } : served.server, {
    listenHost: scenario.elsewhere ? served.server.host : '127.0.0.1',
  });
  const target = { host: served.lookUp ? 'mail.test' : served.server.host, port: isTapped ? tap.port : served.server.port };
  const deps = createProtocolDeps({
    trust,
    connectTo: (_, typedPort) => (typedPort > 65_535 ? undefined : target),
    lookUp: served.lookUp ?? ((host) => Promise.resolve([isIP(host) ? host : '127.0.0.1'])),
  });
  const verify = leg === 'smtp' ? createVerifySmtp(deps) : createVerifyImap(deps);
  const startedAt = performance.now();
  const controller = new AbortController();
  let interim: Failure | undefined;
  const verdict = await verify(
    {
      address: username,
      settings: { host: 'mail.test', port, username, secure: true, allowUnencrypted: false, ...settings },
      password: new Secret(password),
    },
    {
      signal: controller.signal,
      onStep: () => {},
      // What is said first is what counts here.
      onInterim: (failure) => {
        interim = failure;
        controller.abort();
      },
    },
  );
  return {
    said: interim ? interim.kind : wordOf(verdict),
    saidAfterMs: performance.now() - startedAt,
    passwordSeen: findPassword(tap.toServer(), password, username),
    passwordShown: findPassword(Buffer.from(JSON.stringify(verdict)), password, username) !== null,
  };
};

const wordOf = (verdict: LegVerdict): string =>
  verdict.state === 'failed' ? verdict.failure.kind : ['verified', ...verdict.warnings.map(({ kind }) => kind)].join(' with ');
