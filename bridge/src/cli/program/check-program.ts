import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { bridgePorts } from '@kurrier/shared/bridge/bridge-ports';
import { distribution } from '@kurrier/shared/bridge/distribution';
import { storeState } from '@kurrier/shared/bridge/store-state';
import { describeStorageProblem } from '@kurrier/shared/words/command-line';
import { installWords, type programDoctorWords as words } from '@kurrier/shared/words/program/install';
import { connectBridge } from '../connect-bridge.ts';
import { checkPrivateFile } from '../../files/private-file.ts';
import { readDataVersion } from '../../files/data-version.ts';
import { readManifest, type Manifest } from '../../install/manifest.ts';
import { programIn } from '../../install/service-command.ts';
import { accountsFile } from '../../main/data/open-accounts-store.ts';
import { openSystemKeyring } from '../../vault/system-keyring.ts';
import { ownRelease } from './own-release.ts';
import { isAnswering } from './program-deps.ts';

/** The outcome of one check; `detail` names the file or the command that mends it. */
export interface Check {
  what: keyof typeof words;
  isGood: boolean;
  detail: string | null;
}

/** Before this was written, so a clock that says so is wrong. */
const earliest = Date.UTC(2026, 10, 1);

/** Looks at everything that the program needs of this computer; changes nothing, but for a probe of the keyring that is taken back. */
export const checkProgram = async (store: string, now = Date.now()): Promise<Check[]> => {
  const found = await readManifest(store);
  const [data, answers, keyring, port] = await Promise.all([checkData(store), isAnswering(store), openSystemKeyring(), findFreePort()]);
  return [
    ...(found.ok
      ? found.value
        ? checkInstalled(found.value)
        : checkPackaged()
      : [{ what: 'files', isGood: false, detail: installWords.manifestUnreadable(found.failure.path) } as const]),
    data,
    { what: 'running', isGood: answers, detail: null },
    ...(answers ? await checkSharedStore(store) : []),
    { what: 'ports', isGood: answers || port !== null, detail: null },
    { what: 'keyring', isGood: keyring !== null, detail: null },
    { what: 'clock', isGood: now > earliest, detail: new Date(now).toISOString() },
  ];
};

const isAsMade = ({ path: file, sha256 }: Manifest['files'][number]): boolean =>
  existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;

const checkInstalled = ({ program, files }: Manifest): Check[] => {
  const { node, bundle } = programIn(program.folder, process.platform, []);
  const missing = [node, bundle].find((file) => !existsSync(file));
  const changed = files.find((file) => !isAsMade(file));
  const hosts = files.filter(({ path: file }) => path.basename(file) === `${distribution.nativeHost}.json`);
  return [
    { what: 'program', isGood: missing === undefined, detail: missing ?? null },
    { what: 'files', isGood: changed === undefined, detail: changed?.path ?? null },
    { what: 'browsers', isGood: process.platform === 'win32' || hosts.length > 0, detail: null },
  ];
};

/** A package of the system is checked by the system; what runs from its source has nothing installed. */
const checkPackaged = (): Check[] => {
  const own = ownRelease();
  return own ? [{ what: 'program', isGood: existsSync(programIn(own.folder, process.platform, []).node), detail: own.folder }] : [];
};

const checkData = async (store: string): Promise<Check> => {
  const version = await readDataVersion(store);
  const checked = version.ok ? await checkPrivateFile(accountsFile(store)) : version;
  if (checked.ok) return { what: 'data', isGood: true, detail: store };
  return { what: 'data', isGood: false, detail: 'mend' in checked.failure ? checked.failure.mend : checked.failure.path };
};

/** What the running bridge says of the store that it shares with others; nothing where it shares none. */
const checkSharedStore = async (store: string): Promise<Check[]> => {
  const connected = await connectBridge(store);
  const answer = connected.ok ? await connected.value(storeState, {}) : null;
  if (!answer?.ok || !answer.value.shared) return [];
  const { address, problem, canSend } = answer.value.shared;
  const trouble = problem ?? (canSend ? null : 'shared-store-not-durable');
  return [{ what: 'sharedStore', isGood: trouble === null, detail: trouble && `${address}: ${describeStorageProblem(trouble)}` }];
};

const findFreePort = async (): Promise<number | null> => {
  for (const port of bridgePorts) if (await isFree(port)) return port;
  return null;
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
