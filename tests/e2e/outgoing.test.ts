import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ada, bob, startMailPage, type MailPageSetUp } from './mail-page-set-up.ts';
import { takePicture } from './take-picture.ts';
import { press } from './use-form.ts';
import { click } from './click.ts';

let mail: MailPageSetUp;
let page: Page;
const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-files-'));
beforeAll(async () => {
  mail = await startMailPage();
  ({ page } = mail);
});
afterAll(async () => {
  await mail[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The messages in a mailbox of a user, parsed by another library. */
const messagesIn = async (user: string, mailbox = ''): Promise<Email[]> => {
  const files = ['new', 'cur'].flatMap((name) => {
    const dir = path.join(mail.dovecot.maildir(user), mailbox, name);
    return readdirSync(dir).map((file) => path.join(dir, file));
  });
  return Promise.all(files.map((file) => PostalMime.parse(readFileSync(file))));
};
const withSubject = async (user: string, subject: string, mailbox = ''): Promise<Email[]> =>
  (await messagesIn(user, mailbox).catch(() => [])).filter((message) => message.subject === subject);

const fieldOf = (label: string) =>
  `::-p-xpath(//form[contains(@class, "compose")]//label[normalize-space() = "${label}"]/following-sibling::*//*[self::input or self::textarea])`;
const fill = (label: string, value: string) => page.locator(fieldOf(label)).fill(value);
const compose = async () => {
  await mail.go('#/compose');
  await page.waitForSelector('form.compose');
};
const stateOf = (subject: string) =>
  page.$$eval(
    '.outbox-item',
    (items, wished) => items.find((item) => item.querySelector('h2')?.textContent === wished)?.getAttribute('data-state') ?? null,
    subject,
  );

test('what is typed survives a reload, and how much the server takes is said before a file is chosen', async () => {
  await compose();
  await page.waitForFunction(() => document.querySelector('.limits')?.textContent?.startsWith('All files together '));
  await fill('To', `Bob <${bob}>`);
  await fill('Subject', 'Grüße 👋');
  await fill('Message', 'First\n.second\nFrom third');
  await page.reload();
  await page.waitForSelector('form.compose');
  const values = await Promise.all(
    ['To', 'Subject', 'Message'].map((label) => page.$eval(fieldOf(label), (field) => (field as HTMLInputElement).value)),
  );
  expect(values).toEqual([`Bob <${bob}>`, 'Grüße 👋', 'First\n.second\nFrom third']);
});

const large = randomBytes(2_500_000);

test('a message with files, by picker and by drop, is handed over', async () => {
  writeFileSync(path.join(folder, 'große Tabelle.bin'), large);
  const picker = (await page.waitForSelector('.attachments input[type=file]')) as ElementHandle<HTMLInputElement>;
  await picker.uploadFile(path.join(folder, 'große Tabelle.bin'));
  await page.$eval('form.compose', (form) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['dropped'], 'note.txt', { type: 'text/plain' }));
    form.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.waitForFunction(() => document.querySelectorAll('.attachments li[data-state=done]').length === 2, { timeout: 20_000 });
  await press(page, 'Cc, Bcc, Reply-To and name');
  await fill('Bcc', ada);
  await takePicture(page, 'compose');
  await press(page, 'Send');
  await page.waitForSelector('.outbox-item');
  expect(await stateOf('Grüße 👋')).toBe('queued');
  await takePicture(page, 'outbox');
});

test('a message that is taken back within ten seconds opens again, is not sent and is nowhere else', async () => {
  await compose();
  await fill('To', bob);
  await fill('Subject', 'too early');
  await fill('Message', 'not finis');
  await press(page, 'Send');
  await click(page, '::-p-xpath(//*[contains(@class, "outbox-item")][.//h2[. = "too early"]]//button[normalize-space() = "Undo"])');
  await page.waitForSelector('form.compose');
  expect(await page.$eval(fieldOf('Message'), (field) => (field as HTMLInputElement).value)).toBe('not finis');
  await mail.go('#/outbox');
  expect(await stateOf('too early')).toBeNull();
  expect(await withSubject(bob, 'too early')).toEqual([]);
});

test('a wrong address is named where it stands, and nothing is handed over', async () => {
  await compose();
  await fill('To', 'bob@, nobody');
  await page.focus(fieldOf('To'));
  await page.keyboard.press('Enter');
  expect(await page.$('.compose .error')).toBeNull();
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
  expect(await page.$eval('.compose .error', (error) => error.textContent)).toBe('Not an address: bob@, nobody');
});

test('an answer quotes the message; what is being written is not lost to it unasked', async () => {
  await mail.deliver({ subject: 'question', text: 'How is it?', from: `Bob <${bob}>` });
  await mail.go('#/mail');
  await page.waitForFunction(() => [...document.querySelectorAll('.subject')].some((cell) => cell.textContent === 'question'));
  await click(page, '.message-row');
  await press(page, 'Reply');
  await press(page, 'Keep writing');
  await expect.poll(() => page.$eval(fieldOf('To'), (field) => (field as HTMLInputElement).value)).toBe('bob@, nobody');
  await mail.go('#/mail');
  await press(page, 'Reply');
  await press(page, 'Discard and answer');
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('form.compose textarea')?.value.includes('> How is it?'));
  await press(page, 'Send');
  await page.waitForFunction(() => [...document.querySelectorAll('.outbox-item h2')].some((title) => title.textContent === 'Re: question'));
});

// Messages are held for ten seconds before they leave. What was handed over above has waited meanwhile, and is looked at together.
test('what was handed over arrives as written; a copy lies in Sent; bcc stands nowhere', async () => {
  await expect.poll(() => stateOf('Grüße 👋'), { timeout: 30_000 }).toBe('sent');
  await expect.poll(async () => (await withSubject(bob, 'Grüße 👋')).length).toBe(1);
  const [arrived] = await withSubject(bob, 'Grüße 👋');
  expect(arrived).toMatchObject({ from: { address: ada }, to: [{ address: bob, name: 'Bob' }] });
  expect(arrived?.text?.trimEnd()).toBe('First\n.second\nFrom third');
  expect(arrived?.bcc).toBeUndefined();
  const files = new Map(arrived?.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer)]));
  expect(files.get('große Tabelle.bin')?.equals(large)).toBe(true);
  expect(files.get('note.txt')?.toString()).toBe('dropped');
  await expect.poll(async () => (await withSubject(ada, 'Grüße 👋', '.Sent')).length).toBe(1);
  expect(await withSubject(ada, 'Grüße 👋')).toHaveLength(1);
});

test('the answer belongs to its conversation, and quotes it', async () => {
  await expect.poll(async () => (await withSubject(bob, 'Re: question')).length, { timeout: 30_000 }).toBe(1);
  const [answer] = await withSubject(bob, 'Re: question');
  const [question] = await withSubject(ada, 'question');
  expect(answer?.inReplyTo).toBe(question?.messageId);
  // Handed over and taken back before the answer was begun: it would have left by now.
  expect(await withSubject(bob, 'too early')).toEqual([]);
  expect(answer?.text).toContain(`Bob <${bob}> wrote:\n> How is it?`);
});

test('a test message to oneself says how long it took', async () => {
  await mail.go('#/providers');
  await press(page, 'Send a test message to myself');
  await page.waitForSelector('[data-round-trip=arrived]', { timeout: 30_000 });
  const said = await page.$eval('[data-round-trip]', (line) => line.textContent);
  console.log(said);
  expect(said).toMatch(/^Arrived after \d+\.\d s in INBOX and was removed again\.$/);
});
