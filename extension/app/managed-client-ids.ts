import { browser } from 'wxt/browser';
import type { PolicyClients } from '../model/sign-in/sign-in-option-model.ts';

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

const isClients = (value: unknown): value is PolicyClients =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((client: unknown) => typeof (client as { clientId?: unknown } | null)?.clientId === 'string');
