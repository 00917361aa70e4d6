import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillMaildir } from '../sync/fill-maildir.ts';
import { startMailPage, waitForSubject, type MailPageSetUp } from './mail-page-set-up.ts';

const count = 10_000;
let mail: MailPageSetUp;
let page: Page;
beforeAll(async () => {
  mail = await startMailPage({ fill: (maildir) => fillMaildir(maildir, count, 1) });
  ({ page } = mail);
  await mail.go('#/mail');
  await page.waitForFunction((total) => document.querySelector('[role=option]')?.getAttribute('aria-setsize') === String(total), {}, count);
});
afterAll(() => mail[Symbol.asyncDispose]());

const drawnRows = () => page.$$eval('.message-row', (rows) => rows.length);

test('of 10,000 messages only those in sight are drawn, and every one can be reached', async () => {
  await waitForSubject(page, `message ${count - 1}`);
  expect(await drawnRows()).toBeLessThan(70);
  await page.focus('[role=listbox]');
  await page.keyboard.press('End');
  await waitForSubject(page, 'message 0');
  expect(await page.$eval('[aria-selected=true]', (row) => row.getAttribute('aria-posinset'))).toBe(String(count));
  expect(await drawnRows()).toBeLessThan(70);
  await page.keyboard.press('Home');
  await waitForSubject(page, `message ${count - 1}`);
});

test('what is scrolled to is drawn within a moment, at little work for each frame', async () => {
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskSeconds = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;
  const box = await (await page.$('.virtual-list'))!.boundingBox();
  await page.mouse.move(box!.x + 100, box!.y + 200);
  const before = await taskSeconds();
  const frames = await page.evaluate(() => {
    (window as { frames_?: number }).frames_ = 0;
    const tick = () => {
      (window as { frames_?: number }).frames_! += 1;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return 0;
  });
  for (let turn = 0; turn < 100; turn += 1) await page.mouse.wheel({ deltaY: 700 });
  await page.waitForFunction(() => document.querySelectorAll('.message-row').length > 10 && !document.querySelector('.message-row.blank'));
  const drawn = (await page.evaluate(() => (window as { frames_?: number }).frames_!)) - frames;
  const spentMs = ((await taskSeconds()) - before) * 1000;
  console.log(`scrolled ${100 * 700} pixels: ${drawn} frames, ${(spentMs / drawn).toFixed(1)} ms of CPU for each`);
  expect(await page.$eval('.virtual-list', ({ scrollTop }) => scrollTop)).toBeGreaterThan(10_000);
  expect(await drawnRows()).toBeLessThan(70);
});

test('new mail while one reads further down leaves what is looked at in its place', async () => {
  await page.$eval('.virtual-list', (list) => (list.scrollTop = 56 * 4000));
  await waitForSubject(page, `message ${count - 4002}`);
  const atTop = () =>
    page.$eval('.virtual-list', (list) => {
      const { left, top } = list.getBoundingClientRect();
      return document
        .elementFromPoint(left + 60, top + 84)
        ?.closest('.message-row')
        ?.querySelector('.subject')?.textContent;
    });
  const before = await atTop();
  expect(before).toBe(`message ${count - 4002}`);
  await mail.deliver({ subject: 'new at the top' });
  await page.waitForFunction(
    (total) => document.querySelector('[role=option]')?.getAttribute('aria-setsize') === String(total),
    {},
    count + 1,
  );
  await page.waitForFunction(() => !document.querySelector('.message-row.blank'));
  expect(await atTop()).toBe(before);
});
