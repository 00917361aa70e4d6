import type { Report } from '../async/report.ts';
import type { Account } from '@kurrier/shared/account/account';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Certificate, Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { Credential } from '@kurrier/shared/account/credential';
import type { Secret } from '@kurrier/shared/secret';
import type { AccountRecord, GrantBinding, LegRecord, SecretBinding } from './account-record.ts';
import type { AccountRecords } from './account-storage.ts';
import type { TrustedCertificates } from './trusted-certificates.ts';
import type { FindTurn, ProposeRepairs, VerificationRuns, VerifyLeg } from './verification-runs.ts';

/**
 * What accounts need of the vault: it opens a password only for the settings that it was sealed for, a grant only for its issuer and legs.
 */
interface AccountVault {
  seal(secret: Secret, binding: SecretBinding | GrantBinding): Promise<string>;
  open(record: string, binding: SecretBinding | GrantBinding): Promise<Outcome<Secret, 'locked' | 'unreadable'>>;
}

export interface AccountsDeps {
  records: AccountRecords;
  vault: AccountVault;
  /** The account's access token, refreshed where it is due; `refused` is one that the mail server did not take. */
  accessToken: (accountId: string, refused?: Secret) => Promise<Outcome<Secret, 'locked' | Failure>>;
  /** Takes a grant that no account needs any more back at its provider, where that can be done. */
  revokeGrant: (grant: Secret) => void;
  /** Certificates that were trusted by hand; the verifiers judge by the same ones. */
  certificates: TrustedCertificates;
  verify: Record<Leg, VerifyLeg>;
  proposeRepairs: ProposeRepairs;
  /** The certificate that a server on this computer shows now; undefined also for a server of another user. */
  lookAtLocal: (target: { host: string; port: number; leg: Leg }) => Promise<Certificate | undefined>;
  findTurn: FindTurn;
  events: { publish(event: BridgeEvent): void; cursor(): number };
  createId: () => string;
  /** Changes of records one after the other; in this process alone, unless told otherwise. */
  inTurn?: <Result>(work: () => Promise<Result>) => Promise<Result>;
  now: () => number;
  report: Report;
}

/**
 * What a leg signs in with. `locked` and `unreadable`: the vault does not give it out. A `Failure` is why there is no token.
 */
export type OpenCredential = (
  record: AccountRecord,
  leg: Leg,
  stored: LegRecord,
) => Promise<Outcome<Credential, 'locked' | 'unreadable' | Failure>>;

/** Where to go on listening, with the account as it is now. */
export type Ticket = { account: Account; cursor: number };

/** What the use-cases of accounts share: one queue for changes, one set of running verifications. */
export interface AccountsContext extends AccountsDeps {
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  runs: VerificationRuns;
  view: (record: AccountRecord) => Account;
  /** Publishes the account as it is stored now; one that is gone is not published. */
  publish: (id: string) => Promise<void>;
  openCredential: OpenCredential;
  /** Starts the given legs (all, without a choice); the ticket's cursor lies before the first step. */
  startVerification: (record: AccountRecord, only?: readonly Leg[]) => Promise<Ticket>;
}

export const notFound = { refused: 'not-found' } as const;
