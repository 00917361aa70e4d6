import { vaultState } from '@kurrier/shared/api/vault';
import { listDevices } from '@kurrier/shared/api/devices';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { apiVersion } from '@kurrier/shared/bridge/call';
import { toHex } from '@kurrier/shared/channel/bytes';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { BridgeClientDeps, Connection } from './bridge-client.ts';
import { bridgesAmong, type PortAnswer } from './find-bridges.ts';

type Check = {
  check: 'permission' | 'ports' | 'pairing' | 'call' | 'version' | 'vault';
  state: 'good' | 'bad' | 'unknown';
  detail: string;
};

/** Looks at everything on the way to the bridge. What it finds names ports, versions and the start of ids; no key, address or password. */
export const diagnoseBridge = async (
  deps: BridgeClientDeps & { connect: () => Promise<Outcome<Connection, BridgeProblem>> },
): Promise<{ checks: Check[]; problem: BridgeProblem | null }> => {
  const [isPermitted, credential, answers] = await Promise.all([deps.hasPermission(), deps.readCredential(), deps.askPorts()]);
  const connection = await deps.connect();
  const startedAt = performance.now();
  if (connection.ok) await connection.value.call(listDevices, {});
  const tookMs = Math.round(performance.now() - startedAt);
  const vault = connection.ok ? await connection.value.call(vaultState, {}) : null;
  const lock = vault?.ok ? vault.value : null;
  const bridges = bridgesAmong(answers);
  const own = credential && bridges.find(({ found }) => toHex(found.bridgeId) === toHex(credential.bridgeId));
  const api = own?.found.api;
  const checks: Check[] = [
    {
      check: 'permission',
      state: isPermitted ? 'good' : 'bad',
      detail: isPermitted ? 'http://127.0.0.1/*' : 'http://127.0.0.1/* not granted',
    },
    { check: 'ports', state: bridges.length > 0 ? 'good' : 'bad', detail: answers.map(describePort).join(', ') },
    {
      check: 'pairing',
      state: own ? 'good' : credential ? 'unknown' : 'bad',
      detail: credential ? `paired with ${toHex(credential.bridgeId).slice(0, 8)}` : 'not paired',
    },
    {
      check: 'call',
      state: connection.ok ? 'good' : own ? 'bad' : 'unknown',
      detail: connection.ok ? `port ${connection.value.port} answered in ${tookMs} ms` : connection.failure,
    },
    {
      check: 'version',
      state: !api ? 'unknown' : apiVersion >= api[0] && apiVersion <= api[1] ? 'good' : 'bad',
      detail: api ? `extension ${apiVersion}, bridge ${api[0]} to ${api[1]}` : `extension ${apiVersion}`,
    },
    {
      check: 'vault',
      state: !lock ? 'unknown' : lock.state === 'open' ? 'good' : 'bad',
      detail: !lock ? 'not asked' : lock.state === 'open' ? `open, kept by ${lock.keyHolder}` : lock.reason,
    },
  ];
  return { checks, problem: !connection.ok ? connection.failure : lock?.state === 'locked' ? 'locked' : null };
};

const describePort = ({ port, found }: PortAnswer): string => {
  if (found === 'no-answer') return `${port} closed`;
  return found === 'stranger' ? `${port} another program` : `${port} bridge ${toHex(found.bridgeId).slice(0, 8)}`;
};
