import { signInProviders } from '@kurrier/shared/oauth/sign-in-providers';
import { fail } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import { createClientIds, type ClientsByProvider } from './client-ids.ts';

const createStore = () => {
  const values = new Map<string, unknown>();
  return {
    get: async (key: string) => values.get(key),
    set: async (key: string, value: unknown) => Boolean(values.set(key, value)),
    delete: async (key: string) => values.delete(key),
  };
};
const createIds = (file: ClientsByProvider = {}) =>
  createClientIds({
    builtIn: {},
    organisation: async () => file,
    store: createStore(),
    vault: { seal: async () => 'sealed', open: async () => fail('locked') },
  });

const unknownIssuers = ['https://login.example', 'https://accounts.google.com.login.example', 'login.microsoftonline.com', 'Microsoft', ''];

test.each(unknownIssuers)('of nobody who is not known a client id is taken from a policy or a file: %s', async (issuer) => {
  const clients = { [issuer]: { clientId: 'of-the-policy' } };
  const ids = createIds(clients);
  expect(await ids.find(issuer, clients)).toBeUndefined();
  // What the person entered for it counts all the same.
  await ids.keep('own', issuer, { clientId: 'entered' });
  expect(await ids.find(issuer, clients)).toEqual({ client: { clientId: 'entered' }, source: 'own' });
});

test.each(signInProviders.map(({ id }) => id))(
  'for %s the policy’s comes before the file’s, and both before the person’s own',
  async (id) => {
    const ids = createIds({ [id]: { clientId: 'of-the-file' } });
    await ids.keep('own', id, { clientId: 'entered' });
    const found = async (policy?: ClientsByProvider) => (await ids.find(id, policy))?.client.clientId;
    expect([await found({ [id]: { clientId: 'of-the-policy' } }), await found({ other: { clientId: 'another' } })]).toEqual([
      'of-the-policy',
      'of-the-file',
    ]);
  },
);
