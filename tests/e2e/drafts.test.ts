import { afterAll, beforeAll, expect, test } from 'vitest';
import { ImapFlow } from 'imapflow';
import { inEachBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { ada, startMailPage, type MailPageSetUp } from './mail-page-set-up.ts';
import { takePicture } from './take-picture.ts';
import { press, valueOf } from './use-form.ts';

inEachBrowser('%s: drafts', (browser) => {
  let mail: MailPageSetUp;
  let other: ImapFlow;
  beforeAll(async () => {
    mail = await startMailPage({ browser });
    other = new ImapFlow({
      host: '127.0.0.1',
      port: mail.dovecot.ports.imaps,
      secure: true,
      tls: { rejectUnauthorized: false },
      auth: { user: ada, pass: 'canary horse battery ' },
      logger: false,
    });
    await other.connect();
  });
  afterAll(async () => {
    other.close();
    await mail[Symbol.asyncDispose]();
  });

  const inDrafts = async (): Promise<[subject: string, source: string][]> => {
    const { exists } = await other.mailboxOpen('Drafts');
    const all = exists === 0 ? [] : await other.fetchAll('1:*', { envelope: true, source: true });
    await other.mailboxClose();
    return all.map(({ envelope, source }) => [envelope?.subject ?? '', String(source)]);
  };
  /** What another program does that edits a draft. */
  const replaceAll = async (source: string) => {
    await other.append('Drafts', source, ['\\Draft', '\\Seen']);
    const { exists } = await other.mailboxOpen('Drafts');
    if (exists > 1) await other.messageDelete(`1:${exists - 1}`);
    await other.mailboxClose();
  };
  const fill = async (label: string, value: string) => {
    const id = await mail.page.$eval(`::-p-xpath(//form[contains(@class, "compose")]//label[normalize-space() = "${label}"])`, (found) =>
      found.getAttribute('for'),
    );
    await mail.page.locator(`[id="${id}"]`).fill(value);
  };

  test('left here, continued in another program, and here again', async () => {
    const { page } = mail;
    await mail.go('#/compose');
    await page.waitForSelector('form.compose');
    await fill('Subject', 'from here');
    await fill('Message', 'Dear Bob,');
    await press(page, 'Close, keep as draft');
    await page.waitForSelector('form.compose', { hidden: true });
    expect(await inDrafts()).toEqual([['from here', expect.stringContaining('Dear Bob,')]]);

    const theirs = `From: ${ada}\r\nTo: bob@mail.test\r\nSubject: from there\r\nMessage-ID: <theirs@mail.test>\r\n\r\nDear Bob, hello\r\n`;
    await replaceAll(theirs);
    await page.locator('::-p-xpath(//nav//a[starts-with(normalize-space(), "Drafts")])').click();
    // What other programs do there is heard of when it is next compared: asked for, it is now.
    await page.waitForSelector('.sync-actions');
    await expect
      .poll(
        async () => {
          await press(page, 'Sync now');
          return page.$$eval('.message-row .subject', (cells) => cells.map((cell) => cell.textContent));
        },
        { timeout: 20_000, interval: 500 },
      )
      .toEqual(['from there']);
    await page.locator('.message-row').click();
    await page.waitForSelector('.mail-text');
    expect(await findViolations(page)).toEqual([]);
    await press(page, 'Continue writing');
    await page.waitForSelector('form.compose');
    expect([await valueOf(page, 'To'), await valueOf(page, 'Subject')]).toEqual(['bob@mail.test', 'from there']);
    await fill('Subject', 'from here again');
    await page.waitForFunction(() => document.querySelector('.draft-line')?.textContent?.startsWith('Saved among the drafts'));
    expect(await inDrafts()).toEqual([['from here again', expect.stringContaining('Dear Bob, hello')]]);
    expect(await findViolations(page)).toEqual([]);
    if (browser === 'Chromium') await takePicture(page, 'draft');
    await press(page, 'Send');
    await page.waitForSelector('.outbox-item');
    // Until it has left it is a draft still.
    expect((await inDrafts()).length).toBe(1);
  });

  test('changed elsewhere while it is written, it is asked about, and both can stay', async () => {
    const { page } = mail;
    await mail.go('#/compose');
    await page.waitForSelector('form.compose');
    await fill('Subject', 'mine');
    await page.waitForFunction(() => document.querySelector('.draft-line')?.textContent?.startsWith('Saved among the drafts'));
    await replaceAll(`From: ${ada}\r\nSubject: theirs\r\nMessage-ID: <other@mail.test>\r\n\r\nx\r\n`);
    await fill('Subject', 'mine still');
    await page.waitForSelector('.draft-line .warning');
    expect((await inDrafts()).map(([subject]) => subject)).toEqual(['theirs']);
    expect(await findViolations(page)).toEqual([]);
    await page.setViewport({ width: 400, height: 860 });
    if (browser === 'Chromium') await takePicture(page, 'draft-changed-400');
    await page.setViewport({ width: 1360, height: 860 });
    await press(page, 'Keep mine as a draft of its own');
    await page.waitForFunction(() => document.querySelector('.draft-line')?.textContent?.startsWith('Saved among the drafts'));
    expect((await inDrafts()).map(([subject]) => subject).sort()).toEqual(['mine still', 'theirs']);
    await press(page, 'Discard');
    await press(page, 'Discard message');
    await expect.poll(async () => (await inDrafts()).map(([subject]) => subject)).toEqual(['theirs']);
  });
});
