import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser } from '../browser/each-browser.ts';
import { startMailPage, waitForSubject, type MailPageSetUp } from './mail-page-set-up.ts';
import { press, valueOf } from './use-form.ts';

inEachBrowser('%s: reading', (browser) => {
  let mail: MailPageSetUp;
  beforeAll(async () => {
    mail = await startMailPage({ browser });
    await mail.go('#/mail');
  });
  afterAll(() => mail[Symbol.asyncDispose]());

  /** Delivers a message, whose characters are a byte each, and opens it. */
  const open = async (source: string, subject: string): Promise<void> => {
    await mail.deliver({ subject: '', raw: Buffer.from(source.replaceAll('\n', '\r\n'), 'latin1') });
    await waitForSubject(mail.page, subject);
    await mail.page.focus('[role=listbox]');
    await mail.page.keyboard.press('Home');
    await mail.page.keyboard.press('Enter');
    await mail.page.waitForFunction((title) => document.querySelector('#reader-subject')?.textContent === title, {}, subject);
    await mail.page.waitForSelector('.mail-text, .html-frame[data-state=shown]');
  };
  const text = () => mail.page.$eval('.mail-text', (element) => element.textContent);
  const hints = () => mail.page.$$eval('.reader .hint', (elements) => elements.map((element) => element.textContent));
  const isWide = () => mail.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

  test('of a long address its host is shown, the whole on request; raw bytes of a subject are read', async () => {
    const address = `https://click.acme.example/ls/click?upn=${'u001.Ab3'.repeat(30)}`;
    const html = `<h1>Autumn sale</h1><p>Dear Ada, everything is half the price until Sunday, in all our shops.</p><a href="${address}">Shop now</a>`;
    const parts = `--b\nContent-Type: text/plain\n\nThis message needs HTML.\n--b\nContent-Type: text/html\n\n${html}\n--b--\n`;
    const head = 'From: news@acme.example\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n';
    await open(`Subject: \xc1\xd6\xb8\xbb\xc6\xaf\xb0\xa1\n${head}\n${parts}`, '주말특가');
    await press(mail.page, 'Show as text');
    await expect.poll(text).toMatch(/^Autumn sale[^]*Shop now \[click\.acme\.example\/…\]$/);
    await press(mail.page, 'Show the long address in full');
    await expect.poll(text).toContain(`Shop now [${address}]`);
    for (const width of [1280, 400]) {
      await mail.page.setViewport({ width, height: 900 });
      expect(await isWide()).toBe(false);
    }
    await mail.page.setViewport({ width: 1360, height: 860 });
    await press(mail.page, 'Shorten long addresses');
    await expect.poll(text).not.toContain('upn=');
    await mail.page.keyboard.press('Escape');
  });

  test('a message that is put together wrongly is read, and it is said', async () => {
    await open(
      'Subject: broken\nFrom: MAILER-DAEMON\nContent-Type: multipart/mixed; boundary=a\n\n--b\nContent-Type: plain\n\nIt could not be delivered.\n--b--\n',
      'broken',
    );
    expect(await text()).toBe('It could not be delivered.');
    expect((await hints()).join()).toMatch(/put together wrongly/);
    expect(await mail.page.$eval('.facts', (facts) => facts.textContent)).toMatch(/FromMAILER-DAEMON(?!@)/);
    await mail.page.keyboard.press('Escape');
  });

  test('an answer to all goes to everybody', async () => {
    const everybody = Array.from({ length: 30 }, (_, at) => `p${at}@x.example`);
    await open(`Subject: everybody\nFrom: bob@x.example\nTo: ${everybody.join(',\n ')}\n\nhello\n`, 'everybody');
    await press(mail.page, 'Reply all');
    await expect.poll(() => valueOf(mail.page, 'Cc')).toBe(everybody.join(', '));
  });
});
