import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Step } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { Secret } from '@kurrier/shared/secret';
import type { LegVerdict } from '@kurrier/shared/account/verdict';
import type { Budgets } from '../../../bridge/src/net/time-limits.ts';
import { createProtocolDeps, type LookUpMx } from '../../../bridge/src/net/connection-deps.ts';
import { createTrust, type TrustedKey } from '../../../bridge/src/net/trust.ts';
import { createVerifyImap } from '../../../bridge/src/verify/verify-imap.ts';
import { createVerifySmtp } from '../../../bridge/src/verify/verify-smtp.ts';
import type { LookUp } from '../../../bridge/src/net/address/look-up-addresses.ts';
import type { TestCa } from '../../servers/create-ca.ts';

/** The host name that every test types. */
const host = 'mail.test';

export interface LegCheck {
  leg: Leg;
  /** The port that is typed; the connection goes to `server`. */
  port: number;
  server: { host: string; port: number };
  settings?: Partial<ServerSettings>;
  password?: string;
  /** Instead of a password. */
  accessToken?: string;
  address?: string;
  ca?: TestCa;
  trustedKeys?: readonly TrustedKey[];
  budgets?: Partial<Budgets>;
  lookUp?: LookUp;
  lookUpMx?: LookUpMx;
  signal?: AbortSignal;
}

export interface CheckedLeg {
  verdict: LegVerdict;
  /** Everything that was told on the way. */
  told: Step[];
  interims: Failure[];
}

/** Verifies one leg of ann@mail.test against a server of the test, as if it were `mail.test` and the typed port. */
export const checkLeg = async (check: LegCheck): Promise<CheckedLeg> => {
  const { leg, port, server, settings = {}, password = 'pw-ann', address = 'ann@mail.test', ca, trustedKeys = [], budgets = {} } = check;
  const deps = createProtocolDeps({
    trust: createTrust({ ca: ca ? [ca.pem] : [], trustedKeys: () => trustedKeys }),
    connectTo: (typedHost, typedPort) => (typedPort === port ? server : { host: typedHost, port: typedPort }),
    budgets,
    ...(check.lookUp && { lookUp: check.lookUp }),
    lookUpMx: check.lookUpMx,
  });
  const told: Step[] = [];
  const interims: Failure[] = [];
  const verify = leg === 'smtp' ? createVerifySmtp(deps) : createVerifyImap(deps);
  const verdict = await verify(
    {
      address,
      settings: { host, port, username: 'ann@mail.test', secure: true, allowUnencrypted: false, ...settings },
      ...(check.accessToken === undefined ? { password: new Secret(password) } : { accessToken: new Secret(check.accessToken) }),
    },
    {
      signal: check.signal ?? new AbortController().signal,
      onStep: (step) => told.push(step),
      onInterim: (failure) => interims.push(failure),
    },
  );
  return { verdict, told, interims };
};

/** `verified · starttls`, or the failure's kind and stage: what most tests want to know. */
export const summarize = ({ verdict }: CheckedLeg): string =>
  verdict.state === 'verified'
    ? ['verified', verdict.security, ...verdict.warnings.map(({ kind }) => `warning ${kind}`)].join(' · ')
    : `${verdict.failure.kind} · ${verdict.failure.stage}`;
