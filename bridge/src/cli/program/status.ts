import path from 'node:path';
import { parseArgs } from 'node:util';
import { listAccounts } from '@kurrier/shared/api/accounts';
import { listDevices } from '@kurrier/shared/api/devices';
import { vaultState } from '@kurrier/shared/api/vault';
import { installWords, statusWords as words } from '@kurrier/shared/words/program/install';
import { findHolder } from '../../files/lock-file.ts';
import { readManifest } from '../../install/manifest.ts';
import { foldersFor } from '../../main/config.ts';
import { exitCode, type Command } from '../command.ts';
import { connectBridge } from '../connect-bridge.ts';
import { ownRelease } from './own-release.ts';

/** Says in a few lines what is installed and whether it runs. */
export const status: Command = {
  summary: 'says what is installed, whether the bridge runs, and for whom; exit 0 it answers, 1 it does not',
  usage: '[--data DIR]',
  async run(args) {
    const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
    const { store } = foldersFor(values.data);
    console.log(await describeInstallation(store));
    console.log(words.data(store));
    const holder = await findHolder(path.join(store, 'bridge.lock'));
    if (!holder?.lock) {
      console.log(words.stopped);
      return exitCode.failed;
    }
    const answer = await askBridge(store);
    const { port, pid } = holder.lock;
    console.log(answer ? [words.running(port, pid), ...answer].join('\n') : words.silent(pid));
    return answer ? exitCode.ok : exitCode.failed;
  },
};

const describeInstallation = async (store: string): Promise<string> => {
  const own = ownRelease();
  if (own?.managedBy !== undefined) return words.installed(own.version, own.folder);
  const found = await readManifest(store);
  if (!found.ok) return installWords.manifestUnreadable(found.failure.path);
  if (!found.value) return words.notInstalled;
  const { program, startedBy } = found.value;
  return `${words.installed(program.version, program.folder)}\n${words.startedBy(startedBy)}`;
};

/** Lines about the running bridge; null where it does not answer. */
const askBridge = async (store: string): Promise<string[] | null> => {
  const connected = await connectBridge(store);
  if (!connected.ok) return null;
  const [vault, devices, accounts] = await Promise.all([
    connected.value(vaultState, {}),
    connected.value(listDevices, {}),
    connected.value(listAccounts, {}),
  ]);
  if (!vault.ok) return null;
  // The command line is a device itself, and no browser.
  const browsers = devices.ok ? devices.value.devices.filter(({ id }) => id !== devices.value.thisDevice).length : 0;
  return [
    words.browsers(browsers),
    ...(accounts.ok ? [words.accounts(accounts.value.accounts.length)] : []),
    ...(vault.value.state === 'locked' ? [words.locked] : []),
  ];
};
