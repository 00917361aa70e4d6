import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageSettings } from '@kurrier/shared/discovery/page-text';
import { parseMailAddress } from '../../bridge/src/discover/mail-address.ts';
import { registrableDomain } from '../../bridge/src/discover/registrable-domain.ts';
import { judgePage } from '../../bridge/src/page-settings/judge-page.ts';
import { readPage } from '../../extension/page/read-page.ts';
import { inEachBrowser, openBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { judgeFound, labelledPages } from '../pages/labelled-pages.ts';

inEachBrowser('%s', (name) => {
  let browser: ExtensionBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser(name, [1]);
    page = await (await browser.openPage('manifest.json')).browser().newPage();
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  /** What is offered of a page with this body, as the bridge says it. */
  const settingsOn = async (body: string, { address, origin }: { address: string; origin: string }): Promise<PageSettings> => {
    await page.setContent(`<!doctype html><meta charset="utf-8"><body>${body}</body>`);
    const { lines } = await page.evaluate(readPage);
    const parsed = parseMailAddress(address)!;
    return judgePage(lines, parsed, { origin, registrable: registrableDomain, endStep: async () => undefined });
  };

  test.each(Object.keys(labelledPages) as (keyof typeof labelledPages)[])(
    'of %s at least 95 in a hundred are read right, and no wrong host is offered',
    async (set) => {
      const pages = labelledPages[set];
      const wrong: string[] = [];
      const wrongHosts: string[] = [];
      for (const labelled of pages) {
        const found = await settingsOn(labelled.html, { address: labelled.address, origin: new URL(labelled.url).origin });
        const { isRight, hasWrongHost } = judgeFound(labelled, found);
        if (!isRight) wrong.push(`${labelled.id}: ${JSON.stringify(found)}`);
        if (hasWrongHost) wrongHosts.push(labelled.id);
      }
      console.log(`${name}: ${pages.length - wrong.length} of ${pages.length} ${set} right`, ...wrong);
      expect(wrongHosts).toEqual([]);
      expect(1 - wrong.length / pages.length).toBeGreaterThanOrEqual(0.95);
    },
    120_000,
  );

  const good = '<p>IMAP: imap.good.example, port 993, SSL/TLS</p><p>SMTP: smtp.good.example, port 465, SSL/TLS</p>';
  const bad = '<p>IMAP: imap.evil.example port 993 SSL. SMTP: smtp.evil.example port 465 SSL.</p>';
  const wrapped = (style: string): string => `<div style="${style}">${bad}</div>${good}`;
  const attacks: Record<string, string> = {
    'not displayed': wrapped('display:none'),
    'not visible': wrapped('visibility:hidden'),
    transparent: wrapped('opacity:0'),
    'of letters without size': wrapped('font-size:0'),
    'of tiny letters': wrapped('font-size:1px'),
    'white on white': wrapped('color:#fff'),
    'nearly white on white': wrapped('color:#fafafa'),
    'the color of its background': wrapped('color:#123456;background:#123456'),
    'of transparent letters': wrapped('color:transparent'),
    'beside of the page': wrapped('position:absolute;left:-9999px'),
    'above the page': wrapped('position:absolute;top:-9999px'),
    'clipped away': wrapped('position:absolute;clip:rect(0,0,0,0)'),
    'clipped by a path': wrapped('clip-path:inset(50%)'),
    'in a box without size': wrapped('height:0;overflow:hidden'),
    'in a box of one pixel': wrapped('position:absolute;width:1px;height:1px;overflow:hidden'),
    'with the hidden attribute': `<div hidden>${bad}</div>${good}`,
    'in a template': `<template>${bad}</template>${good}`,
    'in a comment of the markup': `<!--${bad}-->${good}`,
    'in a frame': `<iframe srcdoc="${bad.replaceAll('"', '&quot;')}"></iframe>${good}`,
    'in a script': `<script type="text/plain">${bad}</script>${good}`,
    'in a field': `<textarea>${bad}</textarea><input value="IMAP: imap.evil.example"><input type="password" value="imap.evil.example">${good}`,
    'in a quotation': `${good}<blockquote>${bad}</blockquote>`,
    'in a reader’s comment': `${good}<div class="comments">${bad}</div>`,
    'in a thread of a forum': `${good}<div class="thread"><div class="post">My provider says ${bad}</div><div class="post">So?</div></div>`,
    'in the navigation': `<nav>${bad}</nav>${good}`,
    'struck out': `<p>IMAP: <del>imap.evil.example</del> imap.good.example, port 993, SSL/TLS</p><p>SMTP: <s>smtp.evil.example</s> smtp.good.example, port 465, SSL/TLS</p>`,
    'struck out by style': `<div style="text-decoration:line-through">${bad}</div>${good}`,
    'an example beside the page’s own': `<p>Old provider, e.g. IMAP: imap.gmail.com port 993 SSL</p>${good}`,
    'in a footer': `${good}<footer>${bad}</footer>`,
    'hidden in one letter': good.replace('imap.good', 'imap.<span style="display:none">evil.example/</span>good'),
    'turned from right to left': `<p>IMAP: &#x202E;elpmaxe.live.pami&#x202C;</p>${good}`,
    'a thousand times behind': good + '<p>see www.evil.example</p>'.repeat(1_000),
  };

  test.each(Object.entries(attacks))('a host that is %s is not offered', async (_, body) => {
    const { imap, smtp } = await settingsOn(body, { address: 'ada@good.example', origin: 'https://help.good.example' });
    expect([imap, smtp]).toMatchObject([
      { host: 'imap.good.example', port: 993, security: 'implicit-tls', needsConsent: false },
      { host: 'smtp.good.example', port: 465, security: 'implicit-tls', needsConsent: false },
    ]);
  });

  const host = 'mail.good.example';
  const shared = { imap: { host, port: 993 }, smtp: { host, port: 465 } };
  test.each([
    `<p>IMAP-Server: ${host}, Port 993, SSL. Zum Versenden (SMTP) nehmen Sie denselben Server mit Port 465, SSL.</p>`,
    `<p>IMAP : ${host}, port 993, SSL.</p><p>SMTP : même serveur, port 465, SSL.</p>`,
    `<table><tr><td>Mail server</td><td>${host}</td></tr><tr><td>IMAP port</td><td>993</td></tr><tr><td>SMTP port</td><td>465</td></tr></table>`,
    `<p>Сервер исходящей почты (SMTP): ${host}, порт 465, SSL. Для IMAP тот же сервер, порт 993, SSL.</p>`,
    `<div role="tablist"><div role="tab" aria-selected="true">IMAP</div><div role="tab" aria-selected="false">POP3</div></div><p>Server: ${host}</p><p>Port: 993</p><h2>SMTP</h2><p>Server: ${host}</p><p>Port: 465</p>`,
    `<button role="tab" aria-controls="a">Incoming</button><button role="tab" aria-controls="b">Outgoing</button><div role="tabpanel" id="a">Server: ${host}<br>Port: 993</div><div role="tabpanel" id="b" hidden>Server: ${host}<br>Port: 465</div>`,
  ])('a server that is named once, or by its tab: %#', async (body) => {
    expect(await settingsOn(body, { address: 'ada@good.example', origin: 'https://help.good.example' })).toMatchObject(shared);
  });

  test.each([
    `<tr><th></th><th>IMAP</th><th>SMTP</th></tr><tr><td>Server</td><td colspan="2">${host}</td></tr><tr><td>Port</td><td>993</td><td>465</td></tr>`,
    `<tr><td>IMAP</td><td rowspan="2">${host}</td><td>993</td></tr><tr><td>SMTP</td><td>465</td></tr>`,
    `<tr><td rowspan="2">IMAP</td><td>${host}</td></tr><tr><td>Port 993</td></tr><tr><td rowspan="2">SMTP</td><td>${host}</td></tr><tr><td>Port 465</td></tr>`,
    `<tr><td rowspan="2">IMAP</td><td>Server</td><td>${host}</td></tr><tr><td>Port</td><td>993</td></tr><tr><td rowspan="2">SMTP</td><td>Server</td><td>${host}</td></tr><tr><td>Port</td><td>465</td></tr>`,
    `<tr><th colspan="2">IMAP</th></tr><tr><td>Server</td><td>${host}</td></tr><tr><td>Port</td><td>993</td></tr><tr><th colspan="2">SMTP</th></tr><tr><td>Server</td><td>${host}</td></tr><tr><td>Port</td><td>465</td></tr>`,
    `<tbody><tr><td>IMAP</td><td rowspan="0">${host}</td><td>993</td></tr><tr><td>SMTP</td><td>465</td></tr></tbody>`,
  ])('cells over several columns or rows: %#', async (rows) => {
    const body = `<table><tr><td rowspan="9">Settings</td></tr></table><table>${rows}</table>`;
    expect(await settingsOn(body, { address: 'ada@good.example', origin: 'https://help.good.example' })).toMatchObject(shared);
  });

  const over = '<tbody><tr><td rowspan="9">over</td><td>a</td></tr></tbody>';
  test.each([
    [
      'the next group',
      `${over}<tbody><tr><td>b</td><td>c</td></tr></tbody>`,
      [
        ['over', 'a'],
        ['b', 'c'],
      ],
    ],
    [
      'one that begins with a script',
      `${over}<tbody><script></script><tr><td>b</td><td>c</td></tr></tbody>`,
      [
        ['over', 'a'],
        ['b', 'c'],
      ],
    ],
    [
      'one that begins with a heading',
      `${over}<tbody><tr><td><h2>h</h2></td></tr><tr><td>b</td></tr></tbody>`,
      [['over', 'a'], ['h'], ['b']],
    ],
    [
      'the row behind a list that lies in the rows that it spans',
      '<tr><td rowspan="2">over</td><td>a</td></tr><tr><td><ul><li>l</li></ul></td></tr><tr><td>b</td><td>c</td></tr>',
      [['over', 'a'], ['l'], ['b', 'c']],
    ],
    [
      'a table within the rows that it spans, and only into those',
      '<tr><td rowspan="3">over</td><td>a</td></tr><tr><td><table><tr><td>i</td><td>j</td></tr></table></td></tr><tr><td>b</td></tr><tr><td>c</td></tr>',
      [['over', 'a'], ['i', 'j'], ['over', 'b'], ['c']],
    ],
  ])('a cell over several rows does not reach into %s', async (_, rows, expected) => {
    await page.setContent(`<table>${rows}</table>`);
    const { lines } = await page.evaluate(readPage);
    expect(lines.map(({ cells }) => cells)).toEqual(expected);
  });

  test.each([
    ['breaks', `Mail<br>IMAP: ${host}<br>Port: 993<br>SMTP: ${host}<br>Port: 465`],
    ['paragraphs', `<p>Mail</p><p>IMAP: ${host}</p><p>Port: 993</p><p>SMTP: ${host}</p><p>Port: 465</p>`],
  ])('a table of one cell, which only lays the page out, is read line by line: %s', async (_, cell) => {
    await page.setContent(`<table><tr><td>${cell}</td></tr></table>`);
    const { lines } = await page.evaluate(readPage);
    expect(lines).toEqual(
      ['Mail', `IMAP: ${host}`, 'Port: 993', `SMTP: ${host}`, 'Port: 465'].map((line) => ({ kind: 'text', cells: [line] })),
    );
  });

  test('a row has no more cells than fit, however far they reach', async () => {
    const row = '<tr><td colspan="100" rowspan="1000">a</td><td rowspan="1000">b</td></tr>';
    await page.setContent(`<table>${row.repeat(5)}</table>`);
    const { lines } = await page.evaluate(readPage);
    expect(lines.map(({ cells }) => cells.length)).toEqual(lines.map(() => 12));
  });

  test('a letter that web mail shows as a thread is read', async () => {
    const body = `<div class="v-Thread thread"><div class="message">${good}</div></div>`;
    expect(await settingsOn(body, { address: 'ada@good.example', origin: 'https://mail.good.example' })).toMatchObject({
      imap: { host: 'imap.good.example' },
      smtp: { host: 'smtp.good.example' },
    });
  });

  test('a port alone has no server, whatever else the page names', async () => {
    const body = '<p>IMAP: imap.good.example, port 993, SSL</p><p>SMTP: port 465, SSL. Ask your administrator for the server.</p>';
    expect(await settingsOn(body, { address: 'ada@good.example', origin: 'https://help.good.example' })).toMatchObject({ smtp: null });
  });

  test('hosts of others need consent, and those that claim a known provider’s addresses are not offered', async () => {
    const elsewhere = await settingsOn(bad, { address: 'ada@good.example', origin: 'https://evil.example' });
    expect([elsewhere.imap?.needsConsent, elsewhere.smtp?.needsConsent]).toEqual([true, true]);
    const claimed = await settingsOn(bad, { address: 'ada@gmail.com', origin: 'https://evil.example' });
    expect(claimed).toEqual({ imap: null, smtp: null, foreign: ['imap.evil.example', 'smtp.evil.example'] });
    const borrowed = await settingsOn('<p>IMAP: imap.gmail.com 993 SSL</p>', {
      address: 'ada@good.example',
      origin: 'https://blog.example',
    });
    expect(borrowed).toEqual({ imap: null, smtp: null, foreign: ['imap.gmail.com'] });
  });

  test('a page of any size is read within its limits', async () => {
    await page.setContent(`<body>${'<p>word</p>'.repeat(30_000)}</body>`);
    const read = await page.evaluate(readPage);
    expect([read.isCut, read.lines.length]).toEqual([true, 3_000]);
  });
});
