import type { Budgets } from './time-limits.ts';
import { defaultBudgets } from './time-limits.ts';
import type { ConnectTo } from './address/connect-to.ts';
import { lookUpAddresses, nameAddress, type LookUp, type NameAddress } from './address/look-up-addresses.ts';
import type { OpenDeps } from './connect/server-dialect.ts';
import type { ReadTcpTable } from './connect/stay-cleartext.ts';
import { readTcpTable } from './tcp-table.ts';
import { createTrust, type Trust } from './trust.ts';
import type { WireLog } from './wire-log/wire-log.ts';

/** What a bridge can be set to, for everything that speaks to mail servers. All of it has a default. */
export interface ProtocolOptions {
  trust?: Trust;
  lookUp?: LookUp;
  nameAddress?: NameAddress;
  connectTo?: ConnectTo;
  readTcpTable?: ReadTcpTable;
  lookUpMx?: LookUpMx | undefined;
  budgets?: Partial<Budgets>;
  wireLog?: WireLog | undefined;
}

export interface ProtocolDeps extends OpenDeps {
  budgets: Budgets;
  nameAddress: NameAddress;
  /** MX hosts of a domain; without it nobody is asked. */
  lookUpMx?: LookUpMx | undefined;
}

/** Resolves with the MX hosts of a domain, and with none where the look-up failed or was given up. */
export type LookUpMx = (domain: string, signal: AbortSignal) => Promise<readonly string[]>;

/** Fills in the defaults: the system's resolver and authorities, no redirections, the product's budgets. */
export const createProtocolDeps = ({ trust, budgets, wireLog, ...given }: ProtocolOptions = {}): ProtocolDeps => ({
  trust: trust ?? createTrust(),
  lookUp: given.lookUp ?? lookUpAddresses,
  nameAddress: given.nameAddress ?? nameAddress,
  connectTo: given.connectTo ?? (() => undefined),
  lookUpMx: given.lookUpMx,
  readTcpTable: given.readTcpTable ?? readTcpTable,
  budgets: { ...defaultBudgets, ...budgets },
  ...(wireLog && { wireLog }),
});
