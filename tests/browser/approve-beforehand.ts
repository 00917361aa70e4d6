import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { distribution } from '@kurrier/shared/bridge/distribution';

/**
 * Writes into a new profile of Chromium that a person agreed to these optional permissions once. The extension does not have them; when it asks,
 * it is given them without a prompt, as after `permissions.remove`. What was there before that has to do with what Chromium made of it then.
 */
export const approveBeforehand = (profile: string, permissions: readonly string[]): void => {
  const granted = { api: permissions, explicit_host: [], manifest_permissions: [], scriptable_host: [] };
  const settings = { [distribution.extension.chromium]: { runtime_granted_permissions: granted } };
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify({ extensions: { settings } }));
};
