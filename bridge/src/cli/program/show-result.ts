import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { resultPage } from '@kurrier/shared/words/program/install-page';
import { logsFolder } from '../../files/rotating-log.ts';
import { writeAtomic } from '../../files/write-atomic.ts';

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Says how something ended: on the terminal, and with `show`, which the installers for a double click give, on a page in the browser, since
 * nobody sees the terminal then.
 */
export const showResult = async (
  store: string,
  { isGood, text, show }: { isGood: boolean; text: string; show: boolean },
): Promise<void> => {
  if (isGood) console.log(text);
  else console.error(`kurrier: ${text}`);
  if (!show) return;
  const file = path.join(logsFolder(store), 'installation.html');
  await mkdir(logsFolder(store), { recursive: true, mode: 0o700 });
  await writeAtomic(file, resultPage(isGood, text));
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, file], { detached: true, stdio: 'ignore' });
  // Without a program that opens pages, the terminal has said it.
  child.on('error', () => undefined);
  child.unref();
};
