import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser } from '../browser/each-browser.ts';
import { readFileTabs } from '../browser/file-tabs.ts';
import { findViolations } from '../browser/find-violations.ts';
import { startGate, type Gate } from '../sync/start-gate.ts';
import { startMailPage, waitForSubject, type MailPageSetUp } from './mail-page-set-up.ts';
import { takePicture } from './take-picture.ts';
import { click } from './click.ts';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n',
).toString('base64');
const page = Buffer.from('<!doctype html><title>a page</title><script>document.title="ran"</script>').toString('base64');
const file = (name: string, type: string, base64: string): string =>
  `--files\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${base64}\n`;
const files = `From: bob@mail.test\nTo: ada@mail.test\nSubject: files\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=files\n\n--files\n\nSee below.\n${[
  file('plan.pdf', 'application/pdf', pdf),
  // The bytes decide, not what it says of itself.
  file('photo.jpg', 'image/jpeg', png),
  file('note.txt', 'text/plain', page),
  file('page.pdf', 'application/pdf', page),
  file('drawing.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')),
  file('page.html', 'text/html', page),
].join('')}--files--\n`;

const innermost = `From: Dan <dan@mail.test>\nTo: cid@mail.test\nSubject: the first word\nDate: Mon, 2 Nov 2026 09:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p id="x">Said by Dan.</p><style>p{color:#b00}</style>\n`;
const inner = `From: Cid <cid@mail.test>\nTo: bob@mail.test\nSubject: what was said\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=files\n\n--files\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p id="x">Said by Cid. <img src="cid:dot" alt="dot"><img src="https://pictures.example/seen.png" alt="far"></p><script>parent.document.title="ran"</script><form action="https://evil.example"><button>Send</button></form>\n--r\nContent-Type: image/png\nContent-ID: <dot>\nContent-Transfer-Encoding: base64\n\n${png}\n--r--\n${file('inner.png', 'image/png', png)}--files\nContent-Type: message/rfc822\n\n${innermost}\n--files--\n`;
const base64 = Buffer.from(inner.replaceAll('\n', '\r\n')).toString('base64').replace(/.{76}/g, '$&\n');
const forwarded = `From: bob@mail.test\nTo: ada@mail.test\nSubject: forwarded\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: text/html\n\n<p id="x">Said by Bob.</p>\n--out\nContent-Type: message/rfc822; name="in its place.eml"\nContent-Disposition: attachment; filename="in its place.eml"\n\n${inner}\n--out\nContent-Type: message/rfc822; name="in base64.eml"\nContent-Disposition: attachment; filename="in base64.eml"\nContent-Transfer-Encoding: base64\n\n${base64}\n--out--\n`;

/** Longer than what is fetched before anybody opens it. */
const long = Buffer.from(`${inner.replaceAll('\n', '\r\n')}${'\r\nAnd so on, at length.'.repeat(5_000)}`)
  .toString('base64')
  .replace(/.{76}/g, '$&\n');
const tooLong = `From: bob@mail.test\nTo: ada@mail.test\nSubject: too long\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=out\n\n--out\n\nSee below.\n--out\nContent-Type: message/rfc822; name="long.eml"\nContent-Disposition: attachment; filename="long.eml"\nContent-Transfer-Encoding: base64\n\n${long}\n--out--\n`;

inEachBrowser('%s: what is attached', (browser) => {
  let gate: Gate;
  let mail: MailPageSetUp;
  beforeAll(async () => {
    mail = await startMailPage({ browser, openWay: async (target) => (gate = await startGate(target)) });
    for (const raw of [files, forwarded, tooLong]) await mail.deliver({ subject: '', raw: raw.replaceAll('\n', '\r\n') });
    await mail.go('#/mail');
    await waitForSubject(mail.page, 'files');
    await waitForSubject(mail.page, 'forwarded');
    await waitForSubject(mail.page, 'too long');
  });
  afterAll(async () => {
    await mail[Symbol.asyncDispose]();
    await gate[Symbol.asyncDispose]();
  });

  const open = async (subject: string): Promise<void> => {
    await click(mail.page, `::-p-xpath(//*[contains(@class, "message-row")][.//*[contains(@class, "subject")]/bdi[. = "${subject}"]])`);
    await mail.page.waitForFunction((title) => document.querySelector('#reader-subject')?.textContent === title, {}, subject);
    await mail.page.waitForSelector('.attached-files');
  };
  const button = (name: string) => `button[aria-label="${name}"]`;
  /** What a press opens in a tab of its own; the page comes to the front again. */
  const pressForTab = async (name: string) => {
    await click(mail.page, button(name));
    // While it is being made, a tab says nothing yet.
    const find = async () => (await readFileTabs(mail.page).catch(() => [])).find(({ address }) => address.startsWith('blob:'));
    await expect.poll(find).toBeDefined();
    const { close, ...shown } = (await find())!;
    await close();
    await mail.page.bringToFront();
    return shown;
  };

  test('a PDF, a picture and a text open in a tab of their own, as exactly what their bytes are', async () => {
    await open('files');
    for (const [name, type] of [
      ['plan.pdf', 'application/pdf'],
      ['photo.jpg', 'image/png'],
      ['note.txt', 'text/plain'],
    ] as const) {
      const shown = await pressForTab(`Open ${name}`);
      expect(shown).toMatchObject({ type, hasOpener: false });
      expect(shown.title).not.toMatch(/ran|a page/);
    }
    await click(mail.page, button('Open page.pdf'));
    await mail.page.waitForFunction(() => document.querySelector('.attached-files')?.textContent?.includes('It is not opened'));
    const opens = await mail.page.$$eval('.attached-files button[aria-label^="Open "]', (all) => all.map(({ ariaLabel }) => ariaLabel));
    expect(opens).toEqual(['plan.pdf', 'photo.jpg', 'note.txt', 'page.pdf'].map((name) => `Open ${name}`));
  });

  /** What is said in each document of the reader. */
  const documents = () =>
    mail.page.$$eval('.reader iframe', (frames) => frames.map((frame) => frame.contentDocument?.body.textContent?.trim() ?? ''));
  const areShown = (count: number) =>
    mail.page.waitForFunction((wished) => document.querySelectorAll('.html-frame[data-state=shown]').length === wished, {}, count);

  test.each(['in its place.eml', 'in base64.eml'])(
    'a message in a message (%s) is read in its place, by keys, and so is the one in it',
    async (name) => {
      const { page: tab } = mail;
      await open('forwarded');
      await areShown(1);
      await tab.focus(button(`Show here: ${name}`));
      await tab.keyboard.press('Enter');
      await areShown(2);
      expect(await tab.evaluate(() => document.activeElement?.ariaExpanded)).toBe('true');
      expect(await tab.$eval('.attached-message header', (head) => head.innerText)).toMatch(
        /^what was said[^]*From\s+Cid <cid@mail\.test>[^]*To\s+bob@mail\.test[^]*Dated\s+\S/,
      );
      await tab.focus('.attached-message .attached-files button[aria-expanded]');
      await tab.keyboard.press('Enter');
      await areShown(3);
      // Each in a document of its own.
      const said = await documents();
      expect(said.map((text) => /Said by (\w+)/.exec(text)?.[1])).toEqual(['Bob', 'Cid', 'Dan']);
      expect(said.every((text) => text.match(/Said by/g)!.length === 1)).toBe(true);
      expect(await tab.title()).not.toBe('ran');
      expect(await tab.$$eval('.attached-message .pictures-note button', (all) => all.map(({ textContent }) => textContent))).toEqual([
        'Show pictures',
      ]);
      await tab.waitForFunction(() =>
        [...document.querySelectorAll('iframe')].some(
          (frame) => frame.contentDocument?.querySelector<HTMLImageElement>('img[src^=blob]')?.naturalWidth === 1,
        ),
      );
      expect(await findViolations(tab)).toEqual([]);
      await takePicture(tab, `attached-${name.replaceAll(/\W/g, '-')}`);
      for (const width of [400, 1360]) {
        await tab.setViewport({ width, height: 860 });
        expect(await tab.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
        if (width === 400) await takePicture(tab, `attached-narrow-${name.replaceAll(/\W/g, '-')}`);
      }
      expect(await pressForTab('Open inner.png')).toMatchObject({ type: 'image/png', hasOpener: false });
      await tab.focus(button(`Hide ${name}`));
      await tab.keyboard.press('Enter');
      await areShown(1);
      expect(await tab.$(button(`Show here: ${name}`))).not.toBeNull();
    },
  );

  test('without a network an attached message is shown where it is at hand, and where it is not the page says so', async () => {
    const { page: tab } = mail;
    await open('too long');
    gate.block(true);
    // By the keyboard: what the page says of the lost network moves what stands below it.
    await tab.waitForSelector(button('Show here: long.eml'));
    await tab.focus(button('Show here: long.eml'));
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(() => document.querySelector('.attached-files .failure-note'));
    expect(await tab.$eval('.attached-files', (part) => part.textContent)).toContain('is not kept on this computer');
    expect(await findViolations(tab)).toEqual([]);
    await takePicture(tab, 'attached-not-at-hand');
    await open('forwarded');
    await click(tab, button('Show here: in base64.eml'));
    await areShown(2);
    await click(tab, '.attached-message .attached-files button[aria-expanded]');
    await areShown(3);
    expect((await documents()).map((text) => /Said by (\w+)/.exec(text)?.[1])).toEqual(['Bob', 'Cid', 'Dan']);
    gate.block(false);
    await open('too long');
    // A connection that was just cut may be met once.
    await tab.waitForFunction(() => {
      const again = document.querySelector<HTMLElement>(
        'button[aria-label="Show here: long.eml"], button[aria-label="Try again: long.eml"]',
      );
      again?.click();
      return document.querySelector('.attached-message') !== null;
    });
  });
});
