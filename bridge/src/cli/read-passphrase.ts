import { shortestPassphrase } from '@kurrier/shared/api/vault';
import { UsageError } from './command.ts';
import { readHidden } from './read-hidden.ts';

/** Asks for a passphrase that is to be a new one, at a terminal twice. Throws a `UsageError` where it is too short, or not the same again. */
export const readNewPassphrase = async (prompt: string): Promise<string> => {
  const passphrase = await readHidden(prompt);
  if (Array.from(passphrase.normalize('NFC')).length < shortestPassphrase)
    throw new UsageError(`a passphrase needs ${shortestPassphrase} characters at least`);
  if (process.stdin.isTTY && (await readHidden('Once more: ')) !== passphrase) throw new UsageError('the two were not the same');
  return passphrase;
};
