import type { Page } from 'puppeteer-core';
import { startMailPage, waitForSubject } from '../e2e/mail-page-set-up.ts';
import { fillMaildir } from '../sync/fill-maildir.ts';
import { median, type Benchmark } from './benchmark.ts';

const count = 10_000;
const rounds = 20;
const frames = 200;
const rowHeight = 56;

const round = (value: number): number => Math.round(value * 10) / 10;

/** CPU time of the page's main thread in milliseconds, whatever else the machine does. */
const createCpuClock = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
};

/** Scrolls so many pixels in each of `frames` frames; how many of those frames showed a row that was not there yet. */
const scroll = (page: Page, pixels: number): Promise<number> =>
  page.$eval(
    '.virtual-list',
    async (list, step, turns) => {
      list.scrollTop = 0;
      let blank = 0;
      for (let turn = 0; turn < turns; turn += 1) {
        await new Promise(requestAnimationFrame);
        const { left, top } = list.getBoundingClientRect();
        const row = document.elementFromPoint(left + 60, top + 200)?.closest('.message-row');
        if (!row || row.classList.contains('blank')) blank += 1;
        list.scrollTop += step;
      }
      return blank;
    },
    pixels,
    frames,
  );

/** The Dashboard's Inbox of 10,000 messages in Chromium, with a real Dovecot: new mail on the screen, and what scrolling costs. */
const run: Benchmark = async function* () {
  await using mail = await startMailPage({ fill: (maildir) => fillMaildir(maildir, count, 1) });
  const { page } = mail;
  const openedAt = performance.now();
  await mail.go('#/mail');
  await page.waitForSelector('.message-row:not(.blank)');
  yield { what: 'open the Inbox, until rows are drawn', ms: round(performance.now() - openedAt) };
  await page.waitForFunction((total) => document.querySelector('[role=option]')?.getAttribute('aria-setsize') === String(total), {}, count);

  const cpu = await createCpuClock(page);
  for (const pixels of [rowHeight, 10 * rowHeight, 50 * rowHeight]) {
    const before = await cpu();
    const blank = await scroll(page, pixels);
    yield {
      what: `scroll ${pixels} pixels a frame`,
      'CPU ms a frame': round(((await cpu()) - before) / frames),
      'blank frames': blank,
      frames,
    };
  }

  const tookMs: number[] = [];
  await page.$eval('.virtual-list', (list) => (list.scrollTop = 0));
  for (let turn = 0; turn < rounds; turn += 1) {
    const deliveredAt = performance.now();
    await mail.deliver({ subject: `news ${turn}` });
    await waitForSubject(page, `news ${turn}`);
    tookMs.push(performance.now() - deliveredAt);
  }
  yield { what: `new mail, LMTP to screen, median of ${rounds}`, ms: round(median(tookMs)), 'slowest ms': round(Math.max(...tookMs)) };
};

export default run;
