import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser } from '../../browser/each-browser.ts';
import { startWebServer, type WebServer } from '../../servers/start-web-server.ts';
import { writeIntoMaildir } from '../../sync/fill-maildir.ts';
import { startMailPage, waitForSubject, type MailPageSetUp } from '../mail-page-set-up.ts';
import { press } from '../use-form.ts';
import { readNewsletters, type Newsletter } from './newsletters.ts';
import { actOnFrames, readFrames, readLayout, type FrameLook } from './read-frames.ts';
import { probeDomain, readVectors, type HtmlVector } from './read-vectors.ts';

/** To be looked at. */
const pictures = path.resolve(import.meta.dirname, '../../.output/newsletter-pictures');

/** Parts of one message, each in a frame of its own; what is to take long, or to be answered, stands alone. */
const perMessage = 12;

const isSoak = process.env['KURRIER_SOAK'] !== undefined;
const newsletters = readNewsletters(isSoak);

inEachBrowser('%s: HTML mail', (browser) => {
  const resources = new AsyncDisposableStack();
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-network-'));
  const networkLog = path.join(folder, 'log');
  let mail: MailPageSetUp;
  let web: WebServer;
  let messages: HtmlVector[][];

  beforeAll(async () => {
    resources.defer(() => rmSync(folder, { recursive: true, force: true }));
    web = resources.use(
      await startWebServer((asked) => (asked === '/control' ? { body: controlPage(web.port), type: 'text/html' } : undefined)),
    );
    messages = group(readVectors(web.port));
    mail = resources.use(
      await startMailPage({
        browser,
        networkLog,
        fill: (maildir) => writeIntoMaildir(maildir, [...toMessages(messages), ...newsletters.map(toMessage)]),
      }),
    );
    await mail.page.setViewport({ width: 1360, height: 2400 });
    await mail.go('#/mail');
    await waitForSubject(mail.page, 'message 0');
  });
  afterAll(() => resources.disposeAsync());

  const open = async (subject: string, frames: number): Promise<void> => {
    await mail.page.evaluate((wished) => {
      const rows = [...document.querySelectorAll<HTMLElement>('.message-row')];
      rows.find((row) => row.querySelector('.subject')?.textContent === wished)?.click();
    }, subject);
    await mail.page.waitForFunction(
      (wished, count) =>
        document.querySelector('#reader-subject')?.textContent === wished &&
        document.querySelectorAll('.html-frame[data-state=shown]').length === count,
      {},
      subject,
      frames,
    );
  };

  test('the counting counts: an ordinary page is seen at the server and in the log of the network', async () => {
    const page = await mail.page.browser().newPage();
    await page.goto(`${web.url}/control`);
    await page.waitForFunction(() => document.images[0]?.complete);
    await page.close();
    expect(web.requests()).toContain(`control.${probeDomain}:${web.port}/picture`);
  });

  test('nothing runs, nothing is asked for, nothing reaches out of its frame, and everything is read', { timeout: 240_000 }, async () => {
    const { page } = mail;
    const tabs = await page.browser().pages();
    const before = web.requests().length;
    for (const [at, vectors] of messages.entries()) {
      await open(`message ${at}`, vectors.length);
      const looks = await page.evaluate(readFrames);
      for (const [place, vector] of vectors.entries()) expect.soft(complaintsOf(vector, looks[place]!)).toEqual([]);
      if (!takesLong(vectors)) await page.evaluate(actOnFrames);
      expect.soft(await page.evaluate(() => [location.hash.slice(0, 6), 'hasRun' in globalThis])).toEqual(['#/mail', false]);
      const again = await page.evaluate(readFrames);
      expect.soft(again.map(({ address, hasRun }) => [address, hasRun])).toEqual(vectors.map(() => ['about:srcdoc', false]));
      if (await page.$('.pictures-note')) await press(page, 'Show pictures');
    }
    expect(web.requests().slice(before)).toEqual([]);
    expect((await page.browser().pages()).length).toBe(tabs.length);
  });

  test('an answer has the text that was seen, and none that was not', async () => {
    for (const [at, vectors] of messages.entries()) {
      const [vector] = vectors;
      if (!vector?.mustNot.includes('hidden-text')) continue;
      await open(`message ${at}`, 1);
      await press(mail.page, 'Reply');
      await mail.page.waitForSelector('form textarea');
      const quoted = await mail.page.$eval('form textarea', (field) => field.value);
      expect
        .soft([vector.id, quoted.includes(vector.keep), vector.hidden.filter((text) => quoted.includes(text))])
        .toEqual([vector.id, true, []]);
      await mail.go('#/mail');
      await waitForSubject(mail.page, 'message 0');
    }
  });

  test('newsletters are read as they are laid out, in narrow and wide windows, on a light and a dark sheet', async () => {
    const { page } = mail;
    for (const { name } of newsletters) {
      await open(name, 1);
      for (const [width, sheet] of [
        [360, 'light'],
        [1000, 'light'],
        [1000, 'dark'],
        [360, 'dark'],
      ] as const) {
        await page.setViewport({ width, height: 2400 });
        if ((await page.$eval('.view-bar [aria-pressed]', (button) => button.ariaPressed === 'true')) !== (sheet === 'dark'))
          await press(page, 'Dark sheet');
        const look = await page.evaluate(readLayout);
        expect.soft([name, width, sheet, look]).toEqual([name, width, sheet, { isWide: false, isBare: false, clipped: [] }]);
        if (isSoak) await writePicture(page, `${browser}-${name}-${width}-${sheet}`);
      }
      await page.setViewport({ width: 1360, height: 2400 });
    }
  });

  test('no name was looked up, and no connection made', async () => {
    await mail.page.browser().close();
    const log = readdirSync(folder)
      .map((file) => readFileSync(path.join(folder, file), 'latin1'))
      .join('\n');
    const names = new Set(Array.from(log.matchAll(new RegExp(`([\\w-]+)\\.${probeDomain}\\b`, 'g')), ([, name]) => name));
    expect(names).toEqual(new Set(['control', 'control-dns']));
    expect(log).not.toContain('evil.example');
  });
});

const controlPage = (port: number): string =>
  `<link rel=dns-prefetch href="//control-dns.${probeDomain}"><img src="http://control.${probeDomain}:${port}/picture">`;

const toMessage = ({ name, html }: Newsletter): { source: string } => ({
  source: `From: News <news@engine.example>\nTo: ada@mail.test\nSubject: ${name}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${toLines(html)}`,
});

const writePicture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true });
  const frame = await page.$('.html-frame');
  writeFileSync(path.join(pictures, `${name}.png`), (await frame?.screenshot()) ?? '');
};

const toLines = (text: string): string => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n');

const takesLong = (vectors: readonly HtmlVector[]): boolean => vectors.some(({ mustNot }) => mustNot.includes('hang'));

const standsAlone = ({ mustNot }: HtmlVector): boolean => mustNot.includes('hang') || mustNot.includes('hidden-text');

const group = (vectors: readonly HtmlVector[]): HtmlVector[][] => {
  const together = vectors.filter((vector) => !standsAlone(vector));
  const groups = Array.from({ length: Math.ceil(together.length / perMessage) }, (_, at) =>
    together.slice(at * perMessage, (at + 1) * perMessage),
  );
  return [...groups, ...vectors.filter(standsAlone).map((vector) => [vector])];
};

/** A message for each group, with a part for each vector. */
const toMessages = (messages: readonly HtmlVector[][]): { source: string }[] =>
  messages.map((vectors, at) => {
    const parts = vectors.map(
      ({ html, charset }) => `--b\nContent-Type: text/html; charset=${charset}\nContent-Transfer-Encoding: base64\n\n${toLines(html)}\n`,
    );
    const head = `From: Eve <eve@evil.example>\nTo: ada@mail.test\nSubject: message ${at}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n`;
    return { source: `${head}${parts.join('')}--b--\n` };
  });

/** What is wrong with how a vector is shown; empty where nothing is. */
const complaintsOf = ({ id, keep, places }: HtmlVector, look: FrameLook): string[] => {
  const complaints: string[] = [];
  if (!look.text.includes(keep)) complaints.push(`${id}: “${keep}” cannot be read`);
  if (look.hasRun) complaints.push(`${id}: a script ran`);
  if (look.isOutside) complaints.push(`${id}: it reaches out of its frame`);
  if (look.foreign.length > 0) complaints.push(`${id}: ${look.foreign.join()}`);
  const missing = places.filter((place) => !look.text.includes(`→ ${place}`));
  if (missing.length > 0 || look.marks < places.length)
    complaints.push(`${id}: ${look.marks} links say where they lead, not ${missing.join()}`);
  return complaints;
};
