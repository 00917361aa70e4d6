import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findPassword } from '../servers/find-password.ts';

/** In which form a password stands in these bytes, reversed included; null where it does not. */
export const findCanary = (bytes: Buffer, canary: string, username: string): string | null => {
  const form = findPassword(bytes, canary, username);
  if (form) return form;
  return bytes.includes(canary.split('').reverse().join('')) ? 'reversed' : null;
};

/** The files below a folder that hold the password in any form: path → form. */
export const findCanaryInFiles = (folder: string, canary: string, username: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((file) => statSync(file).isFile())
      .flatMap((file) => {
        const form = findCanary(Buffer.concat([Buffer.from(file), readFileSync(file)]), canary, username);
        return form ? [[file, form]] : [];
      }),
  );
