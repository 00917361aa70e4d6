import type { createAccounts } from '../accounts/accounts.ts';
import { mountAccounts } from '../api/mount-accounts.ts';
import { mountDemo } from '../api/mount-demo.ts';
import { mountDiscover } from '../api/mount-discovery.ts';
import { mountOAuth } from '../api/mount-oauth.ts';
import { mountMail } from '../api/mount-received-mail.ts';
import { mountSearch } from '../api/mount-search.ts';
import { mountDevicesAndVault } from '../api/mount-devices-and-vault.ts';
import { mountSending } from '../api/mount-sending.ts';
import { mountStore } from '../api/mount-store.ts';
import type { EventLog } from '../events/event-log.ts';
import { storageProblemOf } from '../files/storage-problem-of.ts';
import { createEndpointTable, type EndpointTable } from '../http/endpoint-table.ts';
import { createDeviceUseCases } from '../pairing/manage-devices.ts';
import type { Report } from '../async/report.ts';
import type { PairingCodes } from '../pairing/pairing-codes.ts';
import type { OpenedData } from './data/open-data.ts';
import { explainError } from './explain-error.ts';
import type { loadDiscovery } from './load-discovery.ts';
import type { AssembledSharing } from './sharing/assemble-sharing.ts';

type Received = Awaited<ReturnType<Parameters<typeof mountMail>[1]>> & Awaited<ReturnType<Parameters<typeof mountSearch>[1]>>;

export interface MountedParts {
  data: Pick<OpenedData, 'devices' | 'backups' | 'isDamaged' | 'vault'>;
  pairingCodes: PairingCodes;
  commandLineId: string;
  port: () => number;
  accounts: ReturnType<typeof createAccounts>;
  certificates: Parameters<typeof mountAccounts>[1]['certificates'];
  events: EventLog;
  discovery: ReturnType<typeof loadDiscovery>;
  loadDemo: Parameters<typeof mountDemo>[1];
  loadOAuth: Parameters<typeof mountOAuth>[1];
  loadSending: Parameters<typeof mountSending>[1];
  loadReceiving: () => Promise<Received & { resealKeys: () => Promise<unknown> }>;
  offeredCodes: Parameters<typeof mountAccounts>[1]['codes'];
  sharing: AssembledSharing | null;
  report: Report;
}

/** Every endpoint with what answers it; what is loaded late is loaded by the first call that needs it. */
export const mountUseCases = (parts: MountedParts): EndpointTable => {
  const { data, pairingCodes, commandLineId, port, accounts, certificates, events, discovery, sharing, report } = parts;
  const { loadDemo, loadOAuth, loadSending, loadReceiving, offeredCodes } = parts;
  const { devices, backups, isDamaged, vault } = data;
  const table = createEndpointTable({
    // What another bridge does is no fault of this one: whoever asked hears of it.
    report: (error, endpoint) => storageProblemOf(error) !== 'held-elsewhere' && report(`${endpoint} failed`, error),
    explain: explainError,
    ...(isDamaged && { blockedBy: 'store-damaged' as const }),
  });
  mountDevicesAndVault(table, {
    devices: createDeviceUseCases({ devices, codes: pairingCodes, commandLineId, port }),
    vault,
    commandLineId,
    resealSecrets: async () => {
      if (!isDamaged) await (await loadReceiving()).resealKeys();
      return accounts.resealSecrets();
    },
    hasOtherBridges: async () => (await sharing?.hasOthers()) ?? false,
    forgetBackups: () => backups.clear(),
    onUnlocked: () => events.wake(),
  });
  mountOAuth(table, loadOAuth);
  mountStore(table, sharing && (() => sharing.state()));
  mountDemo(table, loadDemo);
  mountAccounts(table, { accounts, certificates, events, isLocked: vault.isLocked, codes: offeredCodes });
  mountSending(table, loadSending, accounts);
  mountMail(table, loadReceiving);
  mountSearch(table, loadReceiving);
  mountDiscover(
    table,
    async (...search) => (await discovery()).discover(...search),
    async (...examination) => (await discovery()).doctor(...examination),
  );
  return table;
};
