import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Secret } from '@kurrier/shared/secret';
import { describe, expect, test } from 'vitest';
import { openSharedPlace } from '../../bridge/src/main/sharing/open-shared-place.ts';
import { LeaseLost } from '../../bridge/src/store/shared/shared-store-error.ts';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
import { createVaultSlot } from '../../bridge/src/vault/lockable-vault.ts';
import { openVault } from '../../bridge/src/vault/open-vault.ts';
import type { Binding } from '../../bridge/src/vault/vault.ts';
import { databases } from './each-database.ts';

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  test('a bridge that slept while it made a vault does not write over the one that another made meanwhile', async () => {
    await using server = await databases[name]();
    const target = parseStoreUri(server.server!.uri)!;
    const slept = await openSharedPlace({ target }, 'a');
    const other = await openSharedPlace({ target }, 'b');
    const made = slept.exclusively('vault', async () => {
      expect(await slept.vaultText.read()).toEqual({ ok: true, value: null });
      // The lease runs out at the server.
      await other.database.release((await other.database.leases()).filter(({ holder }) => holder === 'a'));
      await other.exclusively('vault', () => other.vaultText.write('the vault'));
      await slept.vaultText.write('another vault');
    });
    await expect(made).rejects.toThrow(LeaseLost);
    expect(await slept.vaultText.read()).toEqual({ ok: true, value: 'the vault' });
    // A change of the key, later on.
    await slept.vaultText.write('the vault under another key');
    expect(await other.vaultText.read()).toEqual({ ok: true, value: 'the vault under another key' });
    for (const place of [slept, other]) await place.database.close();
  });

  test('a bridge that noticed the loss of the lease while it made a vault is refused at once, and waits for nobody', async () => {
    await using server = await databases[name]();
    const target = parseStoreUri(server.server!.uri)!;
    const slept = await openSharedPlace({ target }, 'a');
    const other = await openSharedPlace({ target }, 'b');
    const made = slept.exclusively('vault', async () => {
      await other.database.release((await other.database.leases()).filter(({ holder }) => holder === 'a'));
      await other.exclusively('vault', () => other.vaultText.write('the vault'));
      await slept.leases.renew();
      expect(slept.leases.has('vault')).toBe(false);
      await slept.vaultText.write('another vault');
    });
    await expect(made).rejects.toThrow(LeaseLost);
    expect(await slept.vaultText.read()).toEqual({ ok: true, value: 'the vault' });
    for (const place of [slept, other]) await place.database.close();
  });

  test('a bridge that another one changed the key behind seals with the new one, or is locked until it has that', async () => {
    await using server = await databases[name]();
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-vaults-'));
    const shared = path.join(dir, 'shared.key');
    const copied = path.join(dir, 'copied.key');
    const open = async (holder: string, keyFile: string) => {
      const place = await openSharedPlace({ target: parseStoreUri(server.server!.uri)! }, holder);
      const folders = { dataDir: path.join(dir, holder, 'store'), keyDir: path.join(dir, holder, 'keys') };
      const alone = <Value>(work: () => Promise<Value>) => place.exclusively('vault', work);
      const vault = await createVaultSlot(() => openVault({ ...folders, text: place.vaultText, keyFile }), alone);
      if (!vault.ok) throw new Error(vault.failure.kind);
      return { place, vault: vault.value };
    };
    const one = await open('one', shared);
    copyFileSync(shared, copied);
    const other = await open('other', shared);
    const apart = await open('apart', copied);
    const binding: Binding = { field: 'mail-key', accountId: 'a' };
    const read = async ({ vault }: typeof one, record: string) => {
      const found = await vault.open(record, binding);
      return found.ok ? found.value.reveal() : found.failure;
    };
    expect(await one.vault.rotate()).toBe('rotated');
    await one.vault.forgetOldKeys();

    const sealed = await other.vault.seal(new Secret('by the other'), binding);
    expect(await read(one, sealed)).toBe('by the other');
    expect(await read(other, await one.vault.seal(new Secret('by the one'), binding))).toBe('by the one');

    await expect(apart.vault.seal(new Secret('apart'), binding)).rejects.toThrow('locked');
    expect(apart.vault.state()).toMatchObject({ state: 'locked', reason: 'key-missing' });
    expect(await read(apart, sealed)).toBe('locked');
    copyFileSync(shared, copied);
    expect(await apart.vault.unlock()).toMatchObject({ state: 'open' });
    expect(await read(one, await apart.vault.seal(new Secret('apart'), binding))).toBe('apart');

    // Two that change it at the same moment do so one after the other, and neither loses the key of the other.
    const both = [one, other].map(async ({ vault }) => {
      await vault.rotate();
      return vault.seal(new Secret('at once'), binding);
    });
    const records = await Promise.all(both);
    // Who does not know the newest one drops none.
    expect(await one.vault.rotate()).toBe('rotated');
    await other.vault.forgetOldKeys();
    for (const record of records) for (const by of [one, other]) expect(await read(by, record)).toBe('at once');
    copyFileSync(shared, copied);
    await apart.vault.seal(new Secret('apart'), binding).catch(() => apart.vault.unlock());

    // What cannot be opened with the key that it has makes it look, too.
    expect(await one.vault.rotate()).toBe('rotated');
    await one.vault.forgetOldKeys();
    const newest = await one.vault.seal(new Secret('newest'), binding);
    expect([await read(other, newest), await read(apart, newest)]).toEqual(['newest', 'locked']);
    for (const { place } of [one, other, apart]) await place.database.close();
    rmSync(dir, { recursive: true });
  });
});
