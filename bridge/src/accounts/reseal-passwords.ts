import { bindingOf, legsOf, type LegRecord } from './account-record.ts';
import type { AccountsContext } from './accounts-context.ts';

/**
 * Seals every stored password anew, under the vault's newest key. Resolves to whether it was all of them: one that does not
 * open, or stands in a damaged record, stays as it is and still needs its old key.
 */
export const createResealPasswords =
  ({ inTurn, records, vault, openPassword }: AccountsContext) =>
  (): Promise<boolean> =>
    inTurn(async () => {
      let isComplete = await records.isWhole();
      for (const record of await records.list()) {
        const resealed = { ...record };
        for (const [leg, stored] of legsOf(record)) {
          const opened = await openPassword(record.id, leg, stored);
          if (!opened.ok) {
            isComplete = false;
            continue;
          }
          const password = await vault.seal(opened.value, bindingOf(record.id, leg, stored.settings));
          Object.assign(resealed, { [leg]: { ...stored, password } satisfies LegRecord });
        }
        await records.set(resealed);
      }
      return isComplete;
    });
