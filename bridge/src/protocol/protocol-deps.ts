import type { Budgets } from './budgets.ts';
import { defaultBudgets } from './budgets.ts';
import type { ConnectTo } from './connect-to.ts';
import { lookUpAddresses, type LookUp } from './look-up.ts';
import type { OpenDeps } from './opening.ts';
import { createTrust, type Trust } from './trust.ts';

/** What a bridge can be set to, for everything that speaks to mail servers. All of it has a default. */
export interface ProtocolOptions {
  trust?: Trust;
  lookUp?: LookUp;
  connectTo?: ConnectTo;
  budgets?: Partial<Budgets>;
}

export interface ProtocolDeps extends OpenDeps {
  budgets: Budgets;
}

/** Fills in the defaults: the system's resolver and authorities, no redirections, the product's budgets. */
export const createProtocolDeps = ({ trust, lookUp, connectTo, budgets }: ProtocolOptions = {}): ProtocolDeps => ({
  trust: trust ?? createTrust(),
  lookUp: lookUp ?? lookUpAddresses,
  connectTo: connectTo ?? (() => undefined),
  budgets: { ...defaultBudgets, ...budgets },
});
