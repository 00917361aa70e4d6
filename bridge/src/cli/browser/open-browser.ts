import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createDevtoolsPipe, DevtoolsError } from './devtools-pipe.ts';

export interface OpenedBrowser {
  process: ChildProcess;
  extensionId: string;
}

/**
 * Starts a browser with a profile of its own, loads the unpacked extension into it and opens `page` of the extension.
 * Branded browsers ignore `--load-extension`, so the extension is loaded over DevTools, and its own answer is what counts:
 * rejects with a `DevtoolsError` where this browser does not take it. The browser ends with this process.
 */
export const openBrowser = async (request: {
  executable: string;
  profileDir: string;
  extensionDir: string;
  page: string;
}): Promise<OpenedBrowser> => {
  const { executable, profileDir, extensionDir, page } = request;
  const child = spawn(
    executable,
    [
      `--user-data-dir=${profileDir}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--remote-debugging-pipe',
      '--enable-unsafe-extension-debugging',
      // Chromium refuses to run as root inside its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const failedToStart = new Promise<never>((_, reject) => child.once('error', (error) => reject(new DevtoolsError(error.message))));
  const call = createDevtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const load = async (): Promise<OpenedBrowser> => {
    const { id } = await call('Extensions.loadUnpacked', { path: extensionDir });
    const extensionId = String(id);
    const { targetInfos } = (await call('Target.getTargets', {})) as { targetInfos?: { type: string; url: string; targetId: string }[] };
    await call('Target.createTarget', { url: `chrome-extension://${extensionId}/${page}` });
    const blank = targetInfos?.find(({ type, url }) => type === 'page' && url === 'about:blank');
    if (blank) await call('Target.closeTarget', { targetId: blank.targetId });
    return { process: child, extensionId };
  };
  try {
    return await Promise.race([load(), failedToStart]);
  } catch (error) {
    child.kill();
    throw error;
  }
};
