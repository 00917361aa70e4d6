import path from 'node:path';
import { parseArgs } from 'node:util';
import { installWords as words } from '@kurrier/shared/words/program/install';
import { installProgram, type Installed, type InstallFailure, type Release } from '../../install/install-program.ts';
import { foldersFor } from '../../main/config.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { createProgramDeps } from './program-deps.ts';
import { ownRelease, readRelease } from './own-release.ts';
import { showResult } from './show-result.ts';

/** Installs the release that this command is part of. */
export const install: Command = {
  summary: 'installs Kurrier for you: copies it into your data folder, starts it with every session, and tells your browsers of it',
  usage: '[--show]',
  run(args) {
    const { values } = parseArgs({ args, options: { show: { type: 'boolean', default: false } } });
    return installRelease(ownRelease(), words.notARelease, values.show);
  },
};

/** Puts another release in the place of the installed one. */
export const update: Command = {
  summary: 'puts the release in a folder in the place of the installed one; goes back by itself where the new one does not answer',
  usage: 'FOLDER [--show]',
  run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { show: { type: 'boolean', default: false } } });
    const [folder, ...rest] = positionals;
    if (folder === undefined || rest.length > 0) throw new UsageError('the folder of an unpacked release is needed');
    const release = readRelease(path.resolve(folder, 'program')) ?? readRelease(path.resolve(folder));
    return installRelease(release, words.noSuchRelease(folder), values.show);
  },
};

const installRelease = async (release: (Release & { managedBy?: unknown }) | null, notThere: string, show: boolean): Promise<number> => {
  if (release === null) throw new UsageError(notThere);
  if (release.managedBy !== undefined) throw new UsageError(words.managed);
  const folders = foldersFor(undefined);
  const result = await installProgram(createProgramDeps(folders), release);
  await showResult(folders.store, {
    isGood: result.ok,
    text: result.ok ? describeInstalled(result.value) : describeFailure(result.failure),
    show,
  });
  return result.ok ? exitCode.ok : exitCode.failed;
};

const describeInstalled = ({ version, replaced, startedBy }: Installed): string =>
  replaced === null ? `${words.installed(version, startedBy)}\n${words.next}` : words.updated(replaced, version);

const describeFailure = (failure: InstallFailure): string => {
  switch (failure.kind) {
    case 'manifest-unreadable':
      return words.manifestUnreadable(failure.path);
    case 'bridge-by-hand':
      return words.byHand;
    case 'does-not-stop':
      return words.doesNotStop;
    case 'does-not-start': {
      const said = failure.detail === null ? '' : `\n${words.reason(failure.detail)}`;
      if (failure.wentBackTo === null) return `${words.doesNotStart}${said}`;
      return `${(failure.isBack ? words.wentBack : words.wentBackSilent)(failure.wentBackTo)}${said}`;
    }
  }
};
