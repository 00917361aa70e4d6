import { applyProposal, cancelVerification, listAccounts, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { forgetCertificate, listCertificates, trustCertificate } from '@kurrier/shared/api/certificates';
import { AddedEvent, eventsSince } from '@kurrier/shared/api/events';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import type { createAccounts } from '../accounts/accounts.ts';
import type { TrustedCertificates } from '../accounts/trusted-certificates.ts';
import type { EventLog } from '../events/event-log.ts';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';

/** Every endpoint of accounts, trusted certificates and events, one line each; removing an account is mounted where its mail is known. */
export const mountAccounts = (
  table: EndpointTable,
  {
    accounts,
    certificates,
    events,
    isLocked,
    codes,
  }: {
    accounts: ReturnType<typeof createAccounts>;
    certificates: TrustedCertificates;
    events: EventLog;
    isLocked: () => boolean;
    /** Those that are offered now. */
    codes: () => SignInCode[];
  },
): void => {
  mount(table, listAccounts, async () => ({ ...(await accounts.list()), isLocked: isLocked(), tells: AddedEvent.options }), {
    whileLocked: true,
  });
  mount(table, saveAccount, accounts.save);
  mount(table, verifyAccount, accounts.verify);
  mount(table, cancelVerification, accounts.cancel);
  mount(table, applyProposal, accounts.applyProposal);
  mount(table, trustCertificate, accounts.trustCertificate);
  mount(table, listCertificates, () => ({ certificates: certificates.list() }));
  mount(table, forgetCertificate, async ({ host, port }) => ({ forgotten: await certificates.forget(host, port) }));
  mount(
    table,
    eventsSince,
    async (request, { signal }) => {
      const news = await events.since(request, signal);
      if (!isLocked()) return { ...news, isLocked: false, codes: codes() };
      // What a locked bridge knows of messages it keeps to itself; who sees it opened lists everything anew.
      return { ...news, events: news.events.filter(({ type }) => type !== 'messages.changed'), isLocked: true, codes: [] };
    },
    { whileLocked: true },
  );
};
