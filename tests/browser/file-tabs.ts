import type { Page } from 'puppeteer-core';

/** A tab that shows a file which a page opened. */
interface FileTab {
  address: string;
  /** As what the browser took it. */
  type: string;
  title: string;
  hasOpener: boolean;
  close: () => Promise<void>;
}

const facts =
  'JSON.stringify({ address: location.href, type: document.contentType, title: document.title, hasOpener: window.opener !== null })';

/** WebDriver BiDi as it is: of tabs that a page of an extension has opened in Firefox, puppeteer hears nothing. */
interface BidiConnection {
  send: (
    method: string,
    params: object,
  ) => Promise<{ result: { contexts: { context: string; url: string }[]; result: { value: string } } }>;
}

/** The tabs that show files of a page by now, in whichever browser it is. */
export const readFileTabs = async (page: Page): Promise<FileTab[]> => {
  const browser = page.browser();
  if (!(await browser.version()).toLowerCase().startsWith('firefox')) {
    const tabs = (await browser.pages()).filter((each) => each.url().startsWith('blob:'));
    return Promise.all(tabs.map(async (tab) => ({ ...parse((await tab.evaluate(facts)) as string), close: () => tab.close() })));
  }
  const { connection } = browser as unknown as { connection: BidiConnection };
  const { contexts } = (await connection.send('browsingContext.getTree', {})).result;
  const shown = contexts.filter(({ url }) => url.startsWith('blob:'));
  return Promise.all(
    shown.map(async ({ context }) => {
      const read = await connection.send('script.evaluate', { expression: facts, target: { context }, awaitPromise: false });
      return {
        ...parse(read.result.result.value),
        close: async () => void (await connection.send('browsingContext.close', { context })),
      };
    }),
  );
};

const parse = (text: string) => JSON.parse(text) as Omit<FileTab, 'close'>;
