import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../browser/each-browser.ts';
import { startMailPage, waitForSubject } from '../e2e/mail-page-set-up.ts';
import { judge, median, type Benchmark } from './benchmark.ts';

const megabytes = 10;
const rounds = 7;
const calls = 200;

/** Milliseconds from the choice of a file of ten megabytes until the bridge has all of it. */
const upload = (page: Page): Promise<number> =>
  page.$eval(
    'form.compose',
    async (form, size) => {
      const content = crypto.getRandomValues(new Uint8Array(65_536));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(
        new File(
          Array.from({ length: Math.ceil(size / content.length) }, () => content),
          `${Math.random()}.bin`,
        ),
      );
      const done = () => form.querySelectorAll('.attachments li[data-state=done]').length;
      const startedAt = performance.now();
      const isDone = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (done() > 0) resolve(observer.disconnect());
        });
        observer.observe(form, { subtree: true, childList: true, attributes: true });
      });
      form.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      await isDone;
      const tookMs = performance.now() - startedAt;
      // Together they would soon be more than the server takes.
      form.querySelector<HTMLElement>('.attachments li button')?.click();
      return tookMs;
    },
    megabytes * 1_000_000,
  );

/** Milliseconds from the press on the file until the browser gets it whole. */
const download = (page: Page): Promise<number> =>
  page.$eval('.attached-file', async (button) => {
    const startedAt = performance.now();
    const createObjectURL = URL.createObjectURL.bind(URL);
    const delivered = new Promise<void>((resolve) => {
      URL.createObjectURL = (file: Blob) => {
        resolve();
        return createObjectURL(file);
      };
    });
    (button as HTMLElement).click();
    await delivered;
    URL.createObjectURL = createObjectURL;
    return performance.now() - startedAt;
  });

/** Medians of a sealed call through the worker, and of a plain fetch that brings as much, one after the other. */
const compareCalls = (page: Page, port: number) =>
  page.evaluate(
    async (plainPort, times) => {
      const { runtime } = (globalThis as unknown as { chrome: { runtime: { sendMessage: (message: unknown) => Promise<unknown> } } })
        .chrome;
      const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
      const took: { sealed: number[]; plain: number[] } = { sealed: [], plain: [] };
      for (let turn = -20; turn < times; turn += 1) {
        const startedAt = performance.now();
        await runtime.sendMessage({ type: 'call', body: { name: 'devices.list', body: {} } });
        const between = performance.now();
        await (await fetch(`http://127.0.0.1:${plainPort}/`)).json();
        if (turn < 0) continue;
        took.sealed.push(between - startedAt);
        took.plain.push(performance.now() - between);
      }
      return { sealed: middle(took.sealed), plain: middle(took.plain) };
    },
    port,
    calls,
  );

const startPlainServer = async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
    response.end(JSON.stringify({ devices: [], filler: 'x'.repeat(300) }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, [Symbol.dispose]: () => void server.close() };
};

const measureIn = async function* (browser: BrowserName) {
  await using mail = await startMailPage({ browser });
  using plain = await startPlainServer();
  const { page } = mail;
  const { sealed, plain: unsealed } = await compareCalls(page, plain.port);
  yield { what: `${browser}: small call from a page, sealed less unsealed`, ...judge(sealed - unsealed, 3, 'ms'), sealed, unsealed };

  await mail.go('#/compose');
  await page.waitForSelector('form.compose');
  const up: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    up.push(await upload(page));
    await page.waitForFunction(() => !document.querySelector('.attachments li[data-state]'));
  }
  yield { what: `${browser}: ${megabytes} MB from page to bridge`, ...judge(median(up) / 1000, 1, 's') };

  const content = Buffer.alloc(megabytes * 1_000_000, 'kurrier').toString('base64');
  const raw = [
    'From: bob@mail.test',
    'To: ada@mail.test',
    'Subject: large',
    'MIME-Version: 1.0',
    'Content-Type: application/octet-stream; name=large.bin',
    'Content-Disposition: attachment; filename=large.bin',
    'Content-Transfer-Encoding: base64',
    '',
    ...(content.match(/.{1,76}/g) ?? []),
    '',
  ].join('\r\n');
  await mail.deliver({ subject: 'large', raw });
  await mail.go('#/mail');
  await waitForSubject(page, 'large');
  await page.locator('.message-row:not(.blank)').click();
  await page.waitForSelector('.attached-file');
  const down: number[] = [];
  for (let round = 0; round < rounds; round += 1) down.push(await download(page));
  yield { what: `${browser}: ${megabytes} MB from the mail server by the bridge to the page`, ...judge(median(down) / 1000, 1, 's') };
};

/** What the way between page and bridge costs in both browsers, with a real Dovecot behind it. */
const run: Benchmark = async function* () {
  for (const browser of ['Chromium', 'Firefox'] as const) yield* measureIn(browser);
};

export default run;
