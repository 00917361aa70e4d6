import { bindingOf, grantBindingOf, legsOf, type LegRecord } from '../account-record.ts';
import type { AccountsContext } from '../accounts-context.ts';

/**
 * Seals every stored password and grant anew, under the vault's newest key. Resolves to whether it was all of them: one that does not
 * open, or stands in a damaged record, stays as it is and still needs its old key.
 */
export const createResealSecrets =
  ({ inTurn, records, vault }: AccountsContext) =>
  (): Promise<boolean> =>
    inTurn(async () => {
      let isComplete = await records.isWhole();
      /** The secret under the newest key; the old text where it does not open. */
      const reseal = async (sealed: string, binding: Parameters<typeof vault.seal>[1]): Promise<string> => {
        const opened = await vault.open(sealed, binding);
        if (!opened.ok) isComplete = false;
        return opened.ok ? vault.seal(opened.value, binding) : sealed;
      };
      for (const record of await records.list()) {
        const resealed = { ...record };
        for (const [leg, stored] of legsOf(record)) {
          if (stored.password === undefined) continue;
          const password = await reseal(stored.password, bindingOf(record.id, leg, stored.settings));
          Object.assign(resealed, { [leg]: { ...stored, password } satisfies LegRecord });
        }
        const { signIn } = record;
        if (signIn) resealed.signIn = { ...signIn, grant: await reseal(signIn.grant, grantBindingOf(record, signIn.issuer)) };
        await records.set(resealed);
      }
      return isComplete;
    });
