import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { followSearch, startSearch } from '@kurrier/shared/api/search';
import { ImapFlow } from 'imapflow';
import PostalMime, { type Email } from 'postal-mime';
import type { KeyInput } from 'puppeteer-core';
import { expect } from 'vitest';
import type { BrowserName } from '../../browser/each-browser.ts';
import { startGate, type Gate } from '../../sync/start-gate.ts';
import { writeIntoMaildir } from '../../sync/fill-maildir.ts';
import { ada, adaPassword, bob, startMailPage, waitForSubject, type MailPageSetUp } from '../mail-page-set-up.ts';
import type { MailShape } from './mail-shapes.ts';

export interface Morning extends AsyncDisposable {
  mail: MailPageSetUp;
  /** Takes the IMAP server away, where the texts of these messages are at hand, or lets it come back. */
  cut: (isCut: boolean, coming?: readonly MailShape[]) => Promise<void>;
  type: (...keys: KeyInput[]) => Promise<void>;
  /** Presses Tab, or Shift+Tab, until what matches has the focus, and these words where some are named. */
  tabTo: (selector: string, wanted?: { text?: string; isBack?: boolean }) => Promise<void>;
  /** Waits until a message is open, with the words that it has to show, wherever it shows them. */
  reads: (shape: MailShape) => Promise<void>;
  notice: (text: string) => Promise<void>;
  /** What another program does that goes on with the only draft there is: it puts one with these words in its place. */
  continueElsewhere: (subject: string, text: string) => Promise<void>;
  /** What lies in a mailbox on the server, parsed by another library; `flags` as in the names of its files. */
  messagesIn: (user: 'ada' | 'bob', mailbox?: string) => Promise<(Email & { flags: string })[]>;
}

/** Another program at ada's mailbox, past the way that is cut. */
const openOther = async (port: number) => {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: true,
    tls: { rejectUnauthorized: false },
    auth: { user: ada, pass: adaPassword },
    logger: false,
  });
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.logout() };
};

/** A mailbox with messages in it and one folder, opened in a browser, over a way that can be cut. */
export const startMorning = async (browser: BrowserName, shapes: readonly MailShape[]): Promise<Morning> => {
  let gate: Gate | undefined;
  const mail = await startMailPage({
    browser,
    openWay: async (target) => (gate = await startGate(target)),
    fill: (maildir) => {
      writeIntoMaildir(maildir, shapes);
      writeIntoMaildir(path.join(maildir, '.Projects'), []);
    },
  });
  const { page } = mail;
  await mail.go('#/mail');
  await waitForSubject(page, shapes.at(-1)!.subject);
  const ask = await mail.bridge.call();
  /** The subjects that are found by a word which stands in nothing but texts; without the server these are the texts at hand. */
  const findTexts = async (): Promise<string[]> => {
    const started = await ask(startSearch, { query: 'from:bob@mail.test see', limit: 200 });
    if (!started.ok) throw new Error('nobody searches');
    let state = started.value;
    while (!state.isLocalDone || state.servers.some((server) => server.state === 'searching')) {
      const { searchId, version } = state;
      const followed = await ask(followSearch, { searchId, version, waitMs: 5_000, limit: 200 });
      if (!followed.ok || !('rows' in followed.value)) throw new Error('the search has ended');
      state = followed.value;
    }
    return state.rows.map(({ subject }) => subject);
  };
  const isUpToDate = (wished: boolean) =>
    page.waitForFunction(
      (isThere) => (document.querySelector('.mail-main')?.textContent?.includes('up to date') ?? false) === isThere,
      { timeout: 20_000 },
      wished,
    );
  const type: Morning['type'] = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  return {
    mail,
    async cut(isCut, coming = []) {
      for (;;) {
        gate!.block(isCut);
        await isUpToDate(!isCut);
        const here = isCut ? await findTexts() : [];
        if (coming.every(({ subject }) => here.includes(subject))) return;
        gate!.block(false);
        await isUpToDate(true);
      }
    },
    type,
    async tabTo(selector, { text, isBack = false } = {}) {
      const isThere = () =>
        page.evaluate(
          (wished, words) =>
            document.activeElement?.matches(wished) === true && (words === null || document.activeElement.textContent?.trim() === words),
          selector,
          text ?? null,
        );
      if (isBack) await page.keyboard.down('Shift');
      for (let pressed = 0; !(await isThere()); pressed++) {
        if (pressed > 40) throw new Error(`no Tab leads to ${text ?? selector}`);
        await page.keyboard.press('Tab');
      }
      if (isBack) await page.keyboard.up('Shift');
    },
    async reads({ subject, shows }) {
      await page
        .waitForFunction(
          (wished, words) => {
            if (document.querySelector('#reader-subject')?.textContent !== wished) return false;
            const frames = [...document.querySelectorAll<HTMLIFrameElement>('.reader iframe')];
            const texts = [
              document.querySelector('.reader')?.textContent,
              ...frames.map((frame) => frame.contentDocument?.body?.textContent),
            ];
            return texts.some((text) => text?.includes(words));
          },
          {},
          subject,
          shows,
        )
        .catch(async (error: unknown) => {
          const main = await page.$eval('.mail-main', (found) => (found as HTMLElement).innerText);
          throw new Error(`“${subject}” is not read; the page shows:\n${main}`, { cause: error });
        });
    },
    async notice(text) {
      await page.waitForFunction((wished) => document.querySelector('.mail-notice')?.textContent?.includes(wished), {}, text);
    },
    continueElsewhere: async (subject, text) => {
      const source = `From: ${ada}\r\nTo: ${bob}\r\nSubject: ${subject}\r\nMessage-ID: <${Date.now()}@other.test>\r\n\r\n${text}\r\n`;
      await using other = await openOther(mail.dovecot.ports.imaps);
      // The last version is there before the one that it replaces is gone.
      await other.client.mailboxOpen('Drafts');
      const count = async () => {
        await other.client.noop();
        return other.client.mailbox && other.client.mailbox.exists;
      };
      await expect.poll(count).toBe(1);
      await other.client.append('Drafts', source, ['\\Draft', '\\Seen']);
      await other.client.messageDelete('1');
    },
    messagesIn: async (user, mailbox = '') => {
      const folder = path.join(mail.dovecot.maildir(user === 'ada' ? ada : bob), mailbox);
      const files = ['new', 'cur'].flatMap((name) => readdirSync(path.join(folder, name)).map((file) => path.join(folder, name, file)));
      return Promise.all(
        files.map(async (file) => ({ ...(await PostalMime.parse(readFileSync(file))), flags: /,([A-Za-z]*)$/.exec(file)?.[1] ?? '' })),
      );
    },
    [Symbol.asyncDispose]: async () => {
      await mail[Symbol.asyncDispose]();
      await gate?.[Symbol.asyncDispose]();
    },
  };
};
