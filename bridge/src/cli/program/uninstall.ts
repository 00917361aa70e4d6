import { parseArgs } from 'node:util';
import { installWords as words } from '@kurrier/shared/words/program/install';
import { uninstallProgram } from '../../install/install-program.ts';
import { foldersFor } from '../../main/config.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { ownRelease } from './own-release.ts';
import { createProgramDeps } from './program-deps.ts';

export const uninstall: Command = {
  summary: 'removes what the installation made; accounts and mail stay, but with --mail, which removes them for good',
  usage: '[--mail]',
  async run(args) {
    const { values } = parseArgs({ args, options: { mail: { type: 'boolean', default: false } } });
    if (ownRelease()?.managedBy !== undefined) throw new UsageError(words.managed);
    const folders = foldersFor(undefined);
    const removed = await uninstallProgram(createProgramDeps(folders), values.mail);
    if (!removed.ok) {
      console.error(
        `kurrier: ${removed.failure.kind === 'does-not-stop' ? words.doesNotStop : words.manifestUnreadable(removed.failure.path)}`,
      );
      return exitCode.failed;
    }
    if (removed.value === null) {
      console.error(`kurrier: ${words.notInstalled}`);
      return exitCode.failed;
    }
    const left = removed.value.left.map((file) => `\n${words.left(file)}`).join('');
    console.log(`${values.mail ? words.removedWithMail : words.removed}${left}`);
    return exitCode.ok;
  },
};
