import { applyProposal, cancelVerification, listAccounts, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { forgetCertificate, listCertificates, trustCertificate } from '@kurrier/shared/api/certificates';
import { eventsSince } from '@kurrier/shared/api/events';
import type { createAccounts } from '../accounts/accounts.ts';
import type { TrustedCertificates } from '../accounts/trusted-certificates.ts';
import type { EventLog } from '../events/event-log.ts';
import { mount, type App } from '../http/mount.ts';

/** Every endpoint of accounts, trusted certificates and events, one line each; removing an account is mounted where its mail is known. */
export const mountAccounts = (
  app: App,
  { accounts, certificates, events }: { accounts: ReturnType<typeof createAccounts>; certificates: TrustedCertificates; events: EventLog },
): void => {
  mount(app, listAccounts, accounts.list, { whileLocked: true });
  mount(app, saveAccount, accounts.save);
  mount(app, verifyAccount, accounts.verify);
  mount(app, cancelVerification, accounts.cancel);
  mount(app, applyProposal, accounts.applyProposal);
  mount(app, trustCertificate, accounts.trustCertificate);
  mount(app, listCertificates, () => ({ certificates: certificates.list() }));
  mount(app, forgetCertificate, async ({ host, port }) => ({ forgotten: await certificates.forget(host, port) }));
  mount(app, eventsSince, (request, { signal }) => events.since(request, signal), { whileLocked: true });
};
