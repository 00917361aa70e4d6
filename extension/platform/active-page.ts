import { browser } from 'wxt/browser';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { PageText } from '@kurrier/shared/discovery/page-text';
import { readPage } from '../page/read-page.ts';

/** `refused`: the person did not give the permission. `closed`: the browser lets no extension read this page. */
export type PageRefusal = 'refused' | 'closed';

/**
 * Reads the page in the tab that the toolbar button was pressed on, once; works only from within a click there (`activeTab`). Asks for the
 * optional permission to run a function in it, where that was not given yet.
 */
export const readActivePage = async (): Promise<Outcome<PageText, PageRefusal>> => {
  if (!(await browser.permissions.request({ permissions: ['scripting'] }))) return fail('refused');
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return fail('closed');
  try {
    const [injected] = await browser.scripting.executeScript({ target: { tabId: tab.id }, func: readPage });
    return injected?.result ? succeed(injected.result) : fail('closed');
  } catch (error) {
    if (error instanceof Error) return fail('closed');
    throw error;
  }
};
