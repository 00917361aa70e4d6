import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Makes optional permissions of a copy of the extension given ones: nobody can press on a prompt. */
export const giveOptional = (dir: string, grant: readonly string[]): void => {
  const file = path.join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { permissions: string[]; optional_permissions: string[] };
  manifest.permissions.push(...grant);
  manifest.optional_permissions = manifest.optional_permissions.filter((permission) => !grant.includes(permission));
  writeFileSync(file, JSON.stringify(manifest));
};
