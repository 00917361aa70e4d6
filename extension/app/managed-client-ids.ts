import { browser } from 'wxt/browser';
import type { PolicyClients } from '../model/sign-in/policy-clients.ts';

/** The client ids that an organisation's browser policy sets (`oauthClients`, managed-schema.json); none where there is no policy. */
export const readManagedClientIds = async (): Promise<PolicyClients> => {
  try {
    const { oauthClients } = await browser.storage.managed.get('oauthClients');
    return isClients(oauthClients) ? oauthClients : {};
  } catch {
    // Firefox rejects where no policy was set.
    return {};
  }
};

/** Calls back when the policy was set or changed: a browser that just started reads it a moment after its first pages are open. Ends by what it returns. */
export const followManagedClientIds = (onChange: () => void): (() => void) => {
  const listener = (_changes: unknown, area: string): void => {
    if (area === 'managed') onChange();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
};

const isClients = (value: unknown): value is PolicyClients =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((client: unknown) => typeof (client as { clientId?: unknown } | null)?.clientId === 'string');
