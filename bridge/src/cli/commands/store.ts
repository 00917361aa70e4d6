import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeStorageProblem } from '@kurrier/shared/words/command-line';
import { copyWords } from '@kurrier/shared/words/shared-store';
import { takeLock } from '../../files/lock-file.ts';
import { preparePrivateDirectory } from '../../files/private-file.ts';
import { createScratchFolder } from '../../files/scratch-folder.ts';
import { foldersFor, mailOptions, readCaFiles } from '../../main/config.ts';
import { refuseStorage } from '../../main/data/refuse-storage.ts';
import { openDatabase } from '../../store/shared/open-database.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { copyAll, type CopyRefusal, type CopyResult } from '../store/copy-all.ts';
import type { CopyPlace } from '../store/copy-place.ts';
import { openFolderCopy } from '../store/folder-place.ts';
import { OutboxDamaged } from '../store/group-outbox.ts';
import { hasBridges, openSharedCopy } from '../store/shared-place.ts';
import { readStoreTarget } from '../store-options.ts';

/** Something is in use or not there: nothing was copied. */
class CannotCopy extends Error {}

/** Copies everything between data folders and shared stores. */
export const store: Command = {
  summary:
    'copies everything from one store to another, each a data folder or a file with the address of a shared store; no bridge may run on either; exit 0 copied and compared, 1 not',
  usage: 'copy --from DIR|FILE --to DIR|FILE [--ca FILE]',
  async run(args) {
    const options = { from: { type: 'string' }, to: { type: 'string' }, ca: mailOptions.ca } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const { from, to } = values;
    if (positionals.join(' ') !== 'copy' || from === undefined || to === undefined) throw new UsageError(copyWords.usage);
    if (path.resolve(from) === path.resolve(to)) throw new UsageError(copyWords.same);
    try {
      await using opened = new AsyncDisposableStack();
      const ca = readCaFiles(values.ca);
      const source = await open(from, 'from', ca, opened);
      const target = await open(to, 'to', ca, opened);
      return say(await copyAll(source, target, (namespace) => console.error(copyWords.at(namespace))));
    } catch (error) {
      if (error instanceof CannotCopy || error instanceof OutboxDamaged) {
        console.error(`kurrier: ${error instanceof CannotCopy ? error.message : copyWords.outboxDamaged}`);
        return exitCode.failed;
      }
      const refused = refuseStorage(error);
      if (!refused.ok) console.error(`kurrier: ${describeStorageProblem(refused.failure.problem)} (${refused.failure.detail})`);
      return exitCode.failed;
    }
  },
};

const open = async (where: string, side: 'from' | 'to', ca: readonly string[], opened: AsyncDisposableStack): Promise<CopyPlace> => {
  const isFile = existsSync(where) && statSync(where).isFile();
  const place = isFile ? await openShared(where, ca) : await openFolder(where, side, opened);
  opened.defer(() => place.close());
  return place;
};

const openShared = async (file: string, ca: readonly string[]): Promise<CopyPlace> => {
  const database = await openDatabase(await readStoreTarget(file, ca));
  try {
    await database.check();
    if (await hasBridges(database)) throw new CannotCopy(copyWords.inUse(database.address));
    return openSharedCopy(database);
  } catch (error) {
    await database.close();
    throw error;
  }
};

const openFolder = async (data: string, side: 'from' | 'to', opened: AsyncDisposableStack): Promise<CopyPlace> => {
  const { store: folder } = foldersFor(data);
  if (side === 'from' && !existsSync(path.join(folder, 'accounts.sqlite'))) throw new CannotCopy(copyWords.nothingThere(folder));
  const prepared = await preparePrivateDirectory(folder);
  if (!prepared.ok) throw new CannotCopy(copyWords.notPrivate(prepared.failure.path, prepared.failure.mend));
  const lock = await takeLock(path.join(folder, 'bridge.lock'), () => Promise.resolve(true));
  if (!lock.ok) throw new CannotCopy(copyWords.inUse(folder));
  opened.defer(() => lock.value.release());
  if (side === 'to') return openFolderCopy(folder, null);
  const scratch = await createScratchFolder(folder);
  opened.use(scratch);
  return openFolderCopy(folder, scratch.path);
};

const say = (result: CopyResult | CopyRefusal): number => {
  if (!('kind' in result)) {
    console.log(copyWords.done(result));
    return exitCode.ok;
  }
  if (result.kind === 'not-empty') console.error(`kurrier: ${copyWords.notEmpty}`);
  if (result.kind === 'handed-over') console.error(`kurrier: ${copyWords.handedOver}`);
  if (result.kind === 'half-copied') console.error(`kurrier: ${describeStorageProblem('store-half-copied')}`);
  if (result.kind === 'other-copy') console.error(`kurrier: ${copyWords.otherCopy(result.from)}`);
  if (result.kind === 'differs') console.error(`kurrier: ${copyWords.differs(result.namespace)}`);
  return exitCode.failed;
};
