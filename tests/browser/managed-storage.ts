import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What an organisation sets for an extension, by policy: what it reads as `storage.managed`. */
export type ManagedStorage = Record<string, unknown>;

/** A program to start a browser by, and the folder that it is in, with the policy; to be removed afterwards. */
interface ManagedBrowser {
  program: string;
  folder: string;
}

/**
 * A program that starts the browser where its folder of policies holds this one file, and nowhere else: in a mount namespace of its own,
 * which only root can make.
 */
const createManaged = ({
  browser,
  policies,
  file,
  content,
}: Record<'browser' | 'policies' | 'file', string> & { content: object }): ManagedBrowser => {
  if (process.getuid?.() !== 0) throw new Error('a policy for a browser is only seen as root: run the tests with sudo');
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-policy-'));
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(folder, file), JSON.stringify(content));
  const program = path.join(folder, 'browser');
  const inside = `mount --bind "$0" ${policies} && exec ${browser} "$@"`;
  writeFileSync(program, `#!/bin/sh\nexec unshare --mount /bin/sh -c '${inside}' '${folder}' "$@"\n`);
  chmodSync(program, 0o755);
  return { program, folder };
};

/** Chromium with a policy for an extension (https://www.chromium.org/administrators/configuring-policy-for-extensions). */
export const createManagedChromium = (extensionId: string, data: ManagedStorage): ManagedBrowser =>
  createManaged({
    browser: '/usr/bin/chromium',
    policies: '/etc/chromium',
    file: 'policies/managed/kurrier.json',
    content: { '3rdparty': { extensions: { [extensionId]: data } } },
  });

/** Firefox with a policy for an extension (https://mozilla.github.io/policy-templates/#3rdparty). */
export const createManagedFirefox = (extensionId: string, data: ManagedStorage): ManagedBrowser =>
  createManaged({
    browser: '/usr/bin/firefox-esr',
    policies: '/usr/lib/firefox-esr/distribution',
    file: 'policies.json',
    content: { policies: { '3rdparty': { Extensions: { [extensionId]: data } } } },
  });
