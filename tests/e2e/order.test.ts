import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { writeIntoMaildir } from '../sync/fill-maildir.ts';
import { startMailPage, waitForSubject, type MailPageSetUp } from './mail-page-set-up.ts';
import { press, valueOf } from './use-form.ts';
import { click } from './click.ts';

const subjects = ['f', 'e', 'd', 'c', 'b', 'a'].map((letter) => `message ${letter}`);
const source = (subject: string) =>
  `From: Bob <bob@mail.test>\nTo: ada@mail.test\nSubject: ${subject}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nText of ${subject}.\n--b\nContent-Type: application/pdf; name="plan.pdf"\nContent-Disposition: attachment; filename="plan.pdf"\n\n%PDF\n--b--\n`;

inEachBrowser('%s: order', (browser) => {
  let mail: MailPageSetUp;
  beforeAll(async () => {
    mail = await startMailPage({
      browser,
      fill: (maildir) =>
        writeIntoMaildir(
          maildir,
          subjects.map((subject) => ({ source: source(subject) })),
        ),
    });
    await mail.go('#/mail');
    await waitForSubject(mail.page, 'message a');
    await mail.page.focus('[role=listbox]');
  });
  afterAll(() => mail[Symbol.asyncDispose]());

  const type = (...keys: Parameters<MailPageSetUp['page']['keyboard']['press']>[0][]) =>
    keys.reduce((before, key) => before.then(() => mail.page.keyboard.press(key)), Promise.resolve());
  const notice = (text: string) =>
    mail.page.waitForFunction((wished) => document.querySelector('.mail-notice')?.textContent?.includes(wished), {}, text);
  test('by keys alone: a star, the archive with its undo, spam, a folder by typed letters, and what the keys are', async () => {
    const { page } = mail;
    await type('Home', 's');
    await page.waitForSelector('.message-row .row-mark[aria-label="Starred"], .message-row .row-mark');
    await type('e');
    await notice('goes to Archive');
    await press(page, 'Undo');
    await waitForSubject(page, 'message a');
    await page.focus('[role=listbox]');
    await type('Home', '!');
    await notice('goes to Spam');
    await type('Home', 'j', 'v');
    await page.waitForSelector('.move-picker [role=option]');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.type('tras');
    await page.waitForFunction(() => document.querySelectorAll('.move-picker [role=option]').length === 1);
    await type('Enter');
    await notice('goes to Trash');
    await type('?');
    await page.waitForSelector('dialog.keys-help[open]');
    expect(await findViolations(page)).toEqual([]);
    await type('Escape');
    await page.waitForSelector('dialog.keys-help', { hidden: true });
    // Both are gone for good once the wait is over.
    await page.waitForFunction((all) => document.querySelectorAll('.message-row').length === all - 2, {}, subjects.length);
  });

  const rows = (count: number) =>
    mail.page.waitForFunction((wished) => document.querySelectorAll('.message-row:not(.leaving)').length === wished, {}, count);

  test('several at once, by keys and by presses: one undo takes all of them back', async () => {
    const { page } = mail;
    await page.focus('[role=listbox]');
    await type('Home');
    await page.keyboard.down('Shift');
    await type('ArrowDown', 'ArrowDown');
    await page.keyboard.up('Shift');
    await page.waitForFunction(() => document.querySelector('.selection-bar')?.textContent?.includes('3 messages selected'));
    expect(await findViolations(page)).toEqual([]);
    await type('e');
    await notice('3 messages go to Archive');
    await rows(1);
    await press(page, 'Undo');
    await rows(4);
    const row = (place: number) => `.message-row[aria-posinset="${place}"]`;
    await page.locator(row(1)).click({ offset: { x: 15, y: 28 } });
    // The bar that comes with it moves the list: the next press waits for it, and until all stands still.
    await page.waitForFunction(() => document.querySelector('.selection-bar')?.textContent?.includes('1 message selected'));
    await page.keyboard.down('Shift');
    await click(page, row(2));
    await page.keyboard.up('Shift');
    await page.waitForFunction(() => document.querySelectorAll('[role=option][aria-selected=true]').length === 2);
    await page.focus('[role=listbox]');
    await page.keyboard.down('Control');
    await type('a');
    await page.keyboard.up('Control');
    await page.waitForFunction(() => document.querySelector('.selection-bar')?.textContent?.includes('All 4 selected'));
    await type('s');
    await page.waitForFunction(() => document.querySelectorAll('.message-row .row-mark[aria-label=Starred]').length === 4);
    await type('Escape');
    await page.waitForSelector('.selection-bar', { hidden: true });
  });

  test('what is asked about messages of one folder is not asked about those of another', async () => {
    const { page } = mail;
    const goTo = (name: string) => click(page, `::-p-xpath(//nav//a[starts-with(normalize-space(), "${name}")])`);
    const selectFirst = async () => {
      await page.focus('[role=listbox]');
      await type('Home', 'x');
      await page.waitForFunction(() => document.querySelector('.selection-bar')?.textContent?.includes('1 message selected'));
    };
    await goTo('Trash');
    await rows(1);
    await selectFirst();
    await type('#');
    await page.waitForSelector('.selection-bar .confirm');
    await goTo('All inboxes');
    await rows(4);
    await selectFirst();
    expect(await page.$('.selection-bar .confirm')).toBeNull();
    await type('Escape');
  });

  test('by conversations a row stands for all of it, which stays so after a reload; each message is read by itself', async () => {
    const { page } = mail;
    await mail.deliver({ subject: 'Re: message c', text: 'An answer.' });
    await waitForSubject(page, 'Re: message c');
    await press(page, 'Conversations');
    await page.waitForSelector('.conversation-count');
    await page.evaluate(() => (document.body.dataset['before'] = 'reload'));
    await page.reload({ waitUntil: [] });
    await page.waitForSelector('body:not([data-before]) .conversation-count');
    await rows(4);
    await page.focus('[role=listbox]');
    await type('Home', 'o');
    await page.waitForSelector('.conversation [aria-current=true]');
    await page.waitForFunction(() => document.querySelector('.mail-text')?.textContent?.includes('An answer.'));
    expect(await findViolations(page)).toEqual([]);
    await type('p');
    await page.waitForFunction(() => document.querySelector('.mail-text')?.textContent?.includes('Text of message c.'));
    await type('e');
    await notice('2 messages go to Archive');
    await rows(3);
    await press(page, 'Undo');
    await rows(4);
    await press(page, 'Conversations');
    await rows(5);
  });

  test('a message goes on with its files, with the focus where one writes', async () => {
    const { page } = mail;
    await page.focus('[role=listbox]');
    await type('End', 'o');
    await page.waitForFunction(() => document.querySelector('#reader-subject')?.textContent === 'message f');
    await page.waitForSelector('.mail-text');
    await type('f');
    await page.waitForFunction(() => [...document.querySelectorAll('.compose')].some((form) => form.textContent?.includes('plan.pdf')));
    expect(await valueOf(page, 'Subject')).toBe('Fwd: message f');
    expect(await page.$eval('.compose textarea', (field) => field.value)).toContain('Text of message f.');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('text');
  });
});
