import type { createAccounts } from '../accounts/accounts.ts';
import { createLazyPart } from '../async/lazy-part.ts';
import { demoDomain } from '../demo/demo-accounts.ts';
import type { Demo } from '../demo/demo.ts';

/** The demo of this bridge, loaded when somebody asks for it; few do. */
export const openDemo = (accounts: Pick<ReturnType<typeof createAccounts>, 'save' | 'list' | 'remove'>) => {
  let loaded: Demo | null = null;
  const part = createLazyPart(async () => (loaded = (await import('../demo/demo.ts')).createDemo(accounts)));
  return {
    load: part.load,
    close: part.close,
    trustedKeys: () => loaded?.trustedKeys() ?? [],
    /** Removes what a bridge left that was ended while its demo ran. */
    async clean(): Promise<void> {
      const { accounts: listed } = await accounts.list();
      if (listed.some(({ address }) => address.endsWith(`@${demoDomain}`))) await (await part.load()).clean();
    },
  };
};
