import { signal, type ReadonlySignal } from '@preact/signals';
import { noExtras, type ExtrasOptions } from './extras-options.ts';

export type OptionalPermission = 'notifications' | 'scripting' | 'nativeMessaging';

export interface ExtrasModel {
  options: ReadonlySignal<ExtrasOptions>;
  /** The person did not give the permission that was needed. */
  isRefused: ReadonlySignal<boolean>;
  /** The optional permissions that were given. */
  given: ReadonlySignal<readonly OptionalPermission[]>;
  load: () => Promise<void>;
  change: (change: Partial<ExtrasOptions>) => Promise<void>;
  giveBack: (permission: OptionalPermission) => Promise<void>;
}

export interface ExtrasDeps {
  read: () => Promise<ExtrasOptions | null>;
  keep: (options: ExtrasOptions) => Promise<void>;
  /** Asks for the permission to notify; works only from within a press. */
  askToNotify: () => Promise<boolean>;
  listGiven: () => Promise<OptionalPermission[]>;
  remove: (permission: OptionalPermission) => Promise<void>;
}

/** What was switched on, and the permissions that were given for it. What needs one is on only while it is given. */
export const createExtrasModel = ({ read, keep, askToNotify, listGiven, remove }: ExtrasDeps): ExtrasModel => {
  const options = signal<ExtrasOptions>(noExtras);
  const isRefused = signal(false);
  const given = signal<readonly OptionalPermission[]>([]);
  const set = async (change: Partial<ExtrasOptions>) => {
    options.value = { ...options.value, ...change };
    await keep(options.value);
  };
  return {
    options,
    isRefused,
    given,
    load: async () => {
      options.value = { ...noExtras, ...(await read()) };
      given.value = await listGiven();
      if (options.value.notify !== 'off' && !given.value.includes('notifications')) await set({ notify: 'off' });
    },
    change: async (change) => {
      // The browser asks only while the press is still under way: nothing may be waited for before.
      const needsToAsk = change.notify !== undefined && change.notify !== 'off' && !given.value.includes('notifications');
      const isAllowed = !needsToAsk || (await askToNotify());
      isRefused.value = !isAllowed;
      if (isAllowed) await set(change);
      given.value = await listGiven();
    },
    giveBack: async (permission) => {
      await remove(permission);
      if (permission === 'notifications') await set({ notify: 'off' });
      given.value = await listGiven();
    },
  };
};
