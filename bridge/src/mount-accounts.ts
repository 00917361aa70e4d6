import { applyProposal, cancelVerification, listAccounts, removeAccount, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { eventsSince } from '@kurrier/shared/api/events';
import type { createAccounts } from './accounts/create-accounts.ts';
import type { EventLog } from './events/event-log.ts';
import { mount, type App } from './server/mount.ts';

/** Every endpoint of accounts and events, one line each. */
export const mountAccounts = (app: App, accounts: ReturnType<typeof createAccounts>, events: EventLog): void => {
  mount(app, listAccounts, accounts.list, { whileLocked: true });
  mount(app, saveAccount, accounts.save);
  mount(app, verifyAccount, accounts.verify);
  mount(app, cancelVerification, accounts.cancel);
  mount(app, removeAccount, accounts.remove);
  mount(app, applyProposal, accounts.applyProposal);
  mount(app, eventsSince, (request, { signal }) => events.since(request, signal), { whileLocked: true });
};
