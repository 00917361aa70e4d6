import { Alias, type addAlias, type listAliases, type removeAlias } from '@kurrier/shared/api/aliases';
import type { Endpoint, RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Report } from '../async/report.ts';
import type { SendingAccount } from './accept-message.ts';

type UseCase<E extends Endpoint> = (request: RequestOf<E>) => Promise<ResponseOf<E>>;

/** What is used of a Keyv. */
export interface AliasStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

export interface Aliases {
  list: UseCase<typeof listAliases>;
  add: UseCase<typeof addAlias>;
  remove: UseCase<typeof removeAlias>;
  /** The addresses alone. */
  addressesOf(accountId: string): Promise<string[]>;
  removeAccount(accountId: string): Promise<void>;
}

const notFound = { refused: 'not-found' } as const;

/** Addresses besides the account's own that it sends from, each with what its server said to it as a sender. */
export const createAliases = (deps: {
  store: AliasStore;
  findAccount: (id: string) => Promise<SendingAccount | undefined>;
  /** `null`: the server takes it as a sender. */
  probe: (accountId: string, address: string) => Promise<Failure | null>;
  report: Report;
  now?: () => number;
}): Aliases => {
  const { store, findAccount, probe, report, now = Date.now } = deps;
  /** The aliases that can be read: a damaged one is reported and left out, never repaired by guessing. */
  const read = async (accountId: string): Promise<Alias[]> => {
    const stored = await store.get(accountId);
    if (stored === undefined) return [];
    const entries: unknown[] = Array.isArray(stored) ? stored : [null];
    const parsed = entries.map((entry) => Alias.safeParse(entry));
    if (parsed.some(({ success }) => !success)) report(`an alias of account ${accountId} is damaged and was left out`);
    return parsed.flatMap(({ data }) => data ?? []);
  };
  const others = async (accountId: string, address: string) => (await read(accountId)).filter((alias) => alias.address !== address);

  return {
    list: async ({ accountId }) => ((await findAccount(accountId)) ? { aliases: await read(accountId) } : notFound),
    async add({ accountId, address, name }) {
      const account = await findAccount(accountId);
      if (!account) return notFound;
      if (!account.hasSmtp) return { refused: 'receive-only' };
      const failure = await probe(accountId, address);
      const proof: Alias['proof'] = failure ? { state: 'refused', at: now(), failure } : { state: 'proved', at: now() };
      const aliases = [...(await others(accountId, address)), { address, name, proof }];
      await store.set(accountId, aliases);
      return { aliases };
    },
    async remove({ accountId, address }) {
      if (!(await findAccount(accountId))) return notFound;
      const aliases = await others(accountId, address);
      await store.set(accountId, aliases);
      return { aliases };
    },
    addressesOf: async (accountId) => (await read(accountId)).map(({ address }) => address),
    async removeAccount(accountId) {
      await store.delete(accountId);
    },
  };
};
