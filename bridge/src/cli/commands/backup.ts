import path from 'node:path';
import { parseArgs } from 'node:util';
import { Secret } from '@kurrier/shared/secret';
import { backupWords as words } from '@kurrier/shared/words/backup';
import { foldersFor } from '../../main/config.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { explainStorageErrors } from '../backup/describe-refusal.ts';
import { readNewPassphrase } from '../read-passphrase.ts';
import { writeBackupFile } from '../backup/write-backup-file.ts';

/** Reads the data folder beside the bridge, which may run or not. */
export const backup: Command = {
  summary:
    'writes accounts, passwords, outbox and settings into one new file, sealed under a passphrase (asked for, or the first line of standard input); the bridge may run',
  usage: 'FILE [--data DIR]',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw new UsageError(words.fileNeeded);
    const passphrase = new Secret(await readNewPassphrase(words.passphrase));
    const problem = await explainStorageErrors(() => writeBackupFile(foldersFor(values.data), path.resolve(file), passphrase));
    if (problem === null) console.log(words.written(path.resolve(file)));
    else console.error(`kurrier: ${problem}`);
    return problem === null ? exitCode.ok : exitCode.failed;
  },
};
