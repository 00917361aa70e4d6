import { describe, expect, test } from 'vitest';
import { openSharedPlace } from '../../bridge/src/main/sharing/open-shared-place.ts';
import { LeaseLost } from '../../bridge/src/store/shared/shared-store-error.ts';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
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
});
