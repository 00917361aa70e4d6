import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AccountDraft } from '@kurrier/shared/account/account-draft';
import { draftCredential } from '@kurrier/shared/account/credential';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { foldersFor, mailOptions, readCaFiles } from '../../main/config.ts';
import { createParsedNamespace } from '../../store/parsed-namespace.ts';
import { openStore } from '../../store/open-store.ts';
import { openMailAccountStore } from '../../mail-store/mail-account-store.ts';
import { dataTooNewWords } from '@kurrier/shared/words/command-line';
import { readDataVersion } from '../../files/data-version.ts';
import { toStoreFailure } from '../../mail-store/to-store-failure.ts';
import type { SyncReport } from '../../sync/engine/sync-once.ts';
import { syncPatiently } from '../../sync/engine/sync-with-reconnects.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { parseInput, readStdin } from '../read-input.ts';

/** Syncs the mail of an account from standard input into a data folder, once and completely; a second run fetches what is new. */
export const sync: Command = {
  summary: 'fetches the mail of an account from standard input (JSON) once; exit 0 complete, 1 failed, 2 bad input',
  usage: '--data DIR [--json] [--ca FILE] < account.json',
  async run(args) {
    const { values } = parseArgs({ args, options: { ...mailOptions, data: { type: 'string' }, json: { type: 'boolean' } } });
    if (values.data === undefined) throw new UsageError('--data DIR is missing: the folder to put the mail into');
    const { imap } = parseInput(AccountDraft, await readStdin());
    if (!imap) throw new UsageError('the account has no imap leg');
    const { assembleMailServers } = await import('../../main/assemble-mail-servers.ts');
    const { openImapSession } = assembleMailServers({ ca: readCaFiles(values.ca), connectTo: values['connect-to'] });
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    const startedAt = performance.now();
    const { password, accessToken, ...settings } = imap;
    const request = { settings, ...draftCredential({ password, accessToken }) };
    const { openCounted, traffic } = countTraffic((signal = stop.signal) =>
      openImapSession(request, { signal: AbortSignal.any([stop.signal, signal]) }),
    );
    const version = await readDataVersion(foldersFor(values.data).store);
    if (!version.ok && version.failure.kind === 'data-too-new') throw new UsageError(dataTooNewWords(version.failure));
    const store = openStore({ file: path.join(foldersFor(values.data).store, 'mail.sqlite'), durability: 'normal' });
    try {
      const account = await openMailAccountStore(accountIdOf(settings), (name, parse) => createParsedNamespace(store, name, parse));
      const synced = await syncPatiently(openCounted, account, { signal: stop.signal });
      if (!synced.ok) return report(values.json, { failure: synced.failure });
      const { received, sent } = traffic();
      const seconds = (performance.now() - startedAt) / 1000;
      return report(values.json, { ...synced.value, seconds: Number(seconds.toFixed(3)), bytesReceived: received, bytesSent: sent });
    } catch (error) {
      const failure = toStoreFailure(error);
      if (!failure) throw error;
      return report(values.json, { failure });
    } finally {
      store.close();
    }
  },
};

interface Traffic {
  received: number;
  sent: number;
}

/** Opens sessions, and adds up what went over all of them. */
const countTraffic = <Session extends { traffic(): Traffic }, Reason>(
  open: (signal?: AbortSignal) => Promise<Outcome<Session, Reason>>,
) => {
  const sessions: Session[] = [];
  return {
    openCounted: async (signal?: AbortSignal): Promise<Outcome<Session, Reason>> => {
      const opened = await open(signal);
      if (opened.ok) sessions.push(opened.value);
      return opened;
    },
    traffic: (): Traffic => {
      const each = sessions.map((session) => session.traffic());
      return { received: each.reduce((sum, { received }) => sum + received, 0), sent: each.reduce((sum, { sent }) => sum + sent, 0) };
    },
  };
};

/** The same mailbox user in the same folder goes on where the last run ended. */
const accountIdOf = ({ host, username }: { host: string; username: string }): string =>
  createHash('sha256').update(`${username}\n${host.toLowerCase()}`).digest('hex').slice(0, 16);

type Result = { failure: Parameters<typeof describe>[0] } | (SyncReport & { seconds: number; bytesReceived: number; bytesSent: number });

const report = (asJson: boolean | undefined, result: Result): number => {
  if (asJson) console.log(JSON.stringify(result));
  else if ('failure' in result) console.log(`Failed: ${describe(result.failure, en).title}`);
  else
    console.log(
      `${result.messages} messages in ${result.mailboxes} folders, ${result.seconds} s, ${result.bytesReceived + result.bytesSent} bytes`,
    );
  return 'failure' in result || result.failures.length > 0 ? exitCode.failed : exitCode.ok;
};
