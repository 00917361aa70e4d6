import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';

/** Files that the page's browser downloads from now on. */
export interface Downloads extends Disposable {
  /** The bytes of the file of this name, when the browser says that it is complete; fails by its name where it does not come. */
  read(name: string): Promise<Buffer>;
}

export const acceptDownloads = async (page: Page): Promise<Downloads> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-downloads-'));
  const session = await page.browser().target().createCDPSession();
  const names = new Map<string, string>();
  const complete = new Set<string>();
  session.on('Browser.downloadWillBegin', ({ guid, suggestedFilename }) => names.set(guid, suggestedFilename));
  session.on('Browser.downloadProgress', ({ guid, state }) => {
    if (state === 'completed') complete.add(names.get(guid) ?? guid);
  });
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  return {
    async read(name) {
      await expect.poll(() => [...complete], { message: `the download of ${name} is complete` }).toContain(name);
      return readFileSync(path.join(folder, name));
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
};
