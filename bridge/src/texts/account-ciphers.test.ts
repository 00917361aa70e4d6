import { expect, test } from 'vitest';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { startIndex } from '../../../tests/search/start-index.ts';
import { createAccountCiphers } from './account-ciphers.ts';

/** A vault whose data key can be changed: what was sealed under an older one does not open. */
const createVault = () => {
  let key = 1;
  let isLocked = false;
  return {
    rotate: () => key++,
    lock: (locked: boolean) => (isLocked = locked),
    seal: async (secret: Secret) => `${key} ${secret.reveal()}`,
    open: async (record: string) => {
      const [sealedWith, text = ''] = record.split(' ');
      if (isLocked) return fail('locked' as const);
      return Number(sealedWith) === key ? succeed(new Secret(text)) : fail('unreadable' as const);
    },
    isLocked: () => isLocked,
  };
};

test('an account keeps its key, also over a rotation that seals it anew; where that was not done, what it sealed is forgotten', async () => {
  using started = await startIndex();
  const { account, mailboxId } = started;
  await account.update({ mailKey: '1 '.padEnd(66, 'a') });
  const vault = createVault();
  const sealed = (await createAccountCiphers(vault).of('a', account))!.seal('x', Buffer.from('text'));
  const derived = account.derived(mailboxId, 'texts');
  await derived.write(derived.generation(), [['k', sealed]]);

  // As the vault does it: new records under the new key, the old ones read under the old one.
  const opened = await vault.open(account.read().mailKey!);
  vault.rotate();
  await account.update({ mailKey: await vault.seal((opened as { value: Secret }).value) });
  expect((await createAccountCiphers(vault).of('a', account))?.open('x', (await derived.get('k'))!)).toEqual(Buffer.from('text'));

  vault.rotate();
  expect((await createAccountCiphers(vault).of('a', account))?.open('x', sealed)).toBeNull();
  expect(await derived.get('k')).toBeUndefined();
});

test('while the vault is locked there is no key, and nothing is forgotten for that', async () => {
  using started = await startIndex();
  const { account, mailboxId } = started;
  const vault = createVault();
  await account.update({ mailKey: '1 '.padEnd(66, 'a') });
  const derived = account.derived(mailboxId, 'search');
  await derived.write(derived.generation(), [['k', 'x']]);
  vault.lock(true);
  const ciphers = createAccountCiphers(vault);
  expect(await ciphers.of('a', account)).toBeNull();
  expect(await derived.get('k')).toBe('x');
  vault.lock(false);
  expect(await ciphers.of('a', account)).not.toBeNull();
});
