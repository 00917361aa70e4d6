import type { AccountChangeInput } from '@kurrier/shared/account/account-draft';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import { legs, type Leg } from '@kurrier/shared/account/connection';
import { listAccounts } from '@kurrier/shared/api/accounts';
import { discoverServers } from '@kurrier/shared/api/discover';
import { beginSignIn, cancelSignIn, confirmSignIn, followSignIn, keepOwnClient, type SignInView } from '@kurrier/shared/api/oauth';
import type { Call, CallFailure } from '@kurrier/shared/bridge/call';
import { settingsOf } from '@kurrier/shared/discovery/found-settings';
import { describe } from '@kurrier/shared/words/describe-failure';
import { loginWords as words } from '@kurrier/shared/words/login';
import { signInWords } from '@kurrier/shared/words/pages/sign-in';
import { en } from '@kurrier/shared/words/verdicts-en';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, UsageError, type Command } from '../command.ts';

const options = {
  device: { type: 'boolean' },
  issuer: { type: 'string' },
  'client-id': { type: 'string' },
  smtp: { type: 'string' },
  imap: { type: 'string' },
  'same-mailbox': { type: 'boolean' },
  'shared-mailbox': { type: 'boolean' },
} as const;

interface Values {
  device?: boolean;
  issuer?: string;
  'client-id'?: string;
  smtp?: string;
  imap?: string;
  'same-mailbox'?: boolean;
  'shared-mailbox'?: boolean;
}

/** Signs an account in at its provider: in a browser here, or by a code that is typed in any other one. */
export const login: Command = {
  summary: 'signs an account in at its provider and adds it; exit 0 signed in, 1 not, 2 bad input',
  usage:
    'ADDRESS [--device] [--issuer URL] [--client-id ID] [--smtp HOST:PORT] [--imap HOST:PORT] [--same-mailbox | --shared-mailbox] [--data DIR]',
  run: ([address = '', ...args]) => {
    if (!address.includes('@')) throw new UsageError(words.noAddress);
    return callOrExplain(args, options, (call, values) => signIn(call, address, values));
  },
};

const signIn = async (call: Call, address: string, values: Values): Promise<number | CallFailure> => {
  const found = await findServers(call, address, values);
  if ('kind' in found) return found;
  const { issuer, change } = found;
  if (issuer === undefined) return complain(words.noIssuer(address));
  if (!change.smtp && !change.imap) return complain(words.noServers(address));
  const of = { issuer };
  if (values['client-id'] !== undefined) {
    const kept = await call(keepOwnClient, { of, client: { clientId: values['client-id'] } });
    if (!kept.ok) return kept.failure;
  }
  const listed = await call(listAccounts, {});
  if (!listed.ok) return listed.failure;
  const known = listed.value.accounts.find((account) => account.address.toLowerCase() === address.toLowerCase());
  const method = values.device ? 'device-code' : 'browser';
  const begun = await call(beginSignIn, { of, change, method, ...(known && { id: known.id }) });
  if (!begun.ok) return begun.failure;
  if ('refused' in begun.value) {
    const { value } = begun;
    return complain(value.refused === 'failed' ? sentenceOf(value.failure, issuer) : signInWords.refused[value.refused]);
  }
  return wait(call, begun.value, values);
};

/** Waits for the person; ends the sign-in where the command is ended. */
const wait = async (call: Call, begun: SignInView, values: Values): Promise<number | CallFailure> => {
  const { status } = begun;
  if (status.state === 'waiting') {
    console.log(status.code === undefined ? `${words.open}\n\n${status.url}\n` : words.type(status.url, status.code));
    console.log(words.waiting);
  }
  process.once('SIGINT', () => void call(cancelSignIn, { id: begun.id }).then(() => process.exit(exitCode.failed)));
  let view = begun;
  while (true) {
    const answer = await call(followSignIn, { id: view.id, seen: view.status.state, waitMs: 20_000 });
    if (!answer.ok) return answer.failure;
    if ('refused' in answer.value) return complain(signInWords.refused['not-found']);
    view = answer.value;
    const now = view.status;
    if (now.state === 'done') return report(call, view, now.accountId);
    if (now.state === 'failed') {
      console.error(`kurrier: ${sentenceOf(now.failure, view.provider)}`);
      if (now.adminConsentUrl !== undefined)
        console.error(`\n${signInWords.admin.text({ address: view.address, clientId: view.clientId, url: now.adminConsentUrl })}`);
      return exitCode.failed;
    }
    if (now.state !== 'other-account') continue;
    const as = values['same-mailbox'] ? 'same-mailbox' : values['shared-mailbox'] ? 'shared-mailbox' : null;
    if (as === null) {
      await call(cancelSignIn, { id: view.id });
      return complain(words.otherAccount(now.username, view.address));
    }
    await call(confirmSignIn, { id: view.id, as });
  }
};

const report = async (call: Call, view: SignInView, accountId: string): Promise<number> => {
  const listed = await call(listAccounts, {});
  const account = listed.ok ? listed.value.accounts.find(({ id }) => id === accountId) : undefined;
  console.log(words.done(view.address, account?.signIn?.username ?? view.address));
  return exitCode.ok;
};

interface Found {
  issuer: string | undefined;
  change: AccountChangeInput;
}

/** What was named on the command line, and what is found for the rest. */
const findServers = async (call: Call, address: string, values: Values): Promise<Found | CallFailure> => {
  const named: Partial<Record<Leg, ServerSettings>> = {};
  for (const leg of legs) if (values[leg] !== undefined) named[leg] = readServer(values[leg], address);
  const isAllNamed = values.issuer !== undefined && Object.keys(named).length > 0;
  const looked = isAllNamed ? null : await call(discoverServers, { address, search: crypto.randomUUID() });
  if (looked?.ok === false) return looked.failure;
  const discovery = looked && 'domain' in looked.value ? looked.value : null;
  const settings = (leg: Leg): ServerSettings | undefined => {
    const found = discovery?.[leg];
    return (
      named[leg] ??
      (!isAllNamed && found?.state === 'found' && found.server.oauth2 && !found.consent ? settingsOf(found.server) : undefined)
    );
  };
  const [smtp, imap] = [settings('smtp'), settings('imap')];
  return { issuer: values.issuer ?? discovery?.oauthIssuer, change: { address, ...(smtp && { smtp }), ...(imap && { imap }) } };
};

const readServer = (text: string, username: string): ServerSettings => {
  const [, host, port] = /^(\S+):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || port === undefined) throw new UsageError(words.badServer(text));
  return { host, port: Number(port), username, secure: true, allowUnencrypted: false };
};

const sentenceOf = (failure: Parameters<typeof describe>[0], provider: string): string => {
  const { title, meaning, fix, turn } = describe(failure, en, provider);
  return `${title}. ${meaning}\n${turn}: ${fix}${failure.code === undefined ? '' : ` (${failure.code})`}`;
};

const complain = (text: string): number => {
  console.error(`kurrier: ${text}`);
  return exitCode.failed;
};
