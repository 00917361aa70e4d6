import type { StorageProblem } from './storage-problem.ts';

/** Why the bridge could not be asked, or its answer not be believed. Never a mail error. */
export type BridgeProblem =
  /** The browser does not let the extension call 127.0.0.1. */
  | 'no-permission'
  /** Nothing listens on any of the bridge's ports. */
  | 'not-running'
  /** Something answers there that is not the bridge of this pairing. */
  | 'other-program'
  | 'not-paired'
  /** The bridge runs, but cannot open its passwords. */
  | 'locked'
  | 'bridge-too-old'
  | 'extension-too-old'
  /** An answer was changed on the way, or was not the bridge's. */
  | 'not-trustworthy'
  /** The bridge answered with an error of its own. */
  | 'bridge-error'
  /** The bridge runs, but cannot read or write its files. */
  | StorageProblem;
