import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Step } from '@kurrier/shared/account/account';
import type { Credential } from '@kurrier/shared/account/credential';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { LegVerdict } from '@kurrier/shared/account/verdict';

/** One leg to be verified: `address` is what mail is sent from. */
export type LegRequest = Credential & {
  address: string;
  settings: ServerSettings;
};

export interface LegListeners {
  /** Aborting it closes the sockets at once; the verdict that still comes is of no use then. */
  signal: AbortSignal;
  /** Told when a rung begins and again when it ends; a second try over the other TLS mode reports its rungs anew. */
  onStep: (step: Step) => void;
  /** What can be said after twelve seconds of an attempt that still waits for the answer to its password. */
  onInterim: (failure: Failure) => void;
}

/** Tries one leg, step by step, to its verdict; never rejects, and ends by its own deadline. */
export type VerifyLeg = (request: LegRequest, listeners: LegListeners) => Promise<LegVerdict>;
