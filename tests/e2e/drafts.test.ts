import { afterAll, beforeAll, expect, test } from 'vitest';
import { ImapFlow } from 'imapflow';
import { inEachBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { ada, startMailPage, waitForSubject, type MailPageSetUp } from './mail-page-set-up.ts';
import { takePicture } from './take-picture.ts';
import { press, valueOf } from './use-form.ts';
import { click } from './click.ts';

const invitation = `From: Bob <bob@mail.test>
To: ada@mail.test
Subject: Invitation: the engine
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

Come and see it.
--b
Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:1
DTSTART;TZID=America/New_York:20260715T090000
DTEND;TZID=America/New_York:20260715T100000
RRULE:FREQ=WEEKLY;BYDAY=WE
SUMMARY:The engine
LOCATION:Room 1
ORGANIZER;CN=Bob:mailto:bob@mail.test
END:VEVENT
END:VCALENDAR
--b--
`;
const report = `From: MAILER-DAEMON@mx.example
To: ada@mail.test
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=r

--r
Content-Type: text/plain

Sorry.
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; nobody@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
--r
Content-Type: text/rfc822-headers

Message-ID: <gone@mail.test>
Subject: lost
--r--
`;

inEachBrowser('%s: drafts, invitations, delivery reports', (browser) => {
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
    await click(page, '::-p-xpath(//nav//a[starts-with(normalize-space(), "Drafts")])');
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
    await click(page, '.message-row');
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

  test('an invitation says when in the time that one lives in, and a report who was not reached and why', async () => {
    const { page } = mail;
    await mail.deliver({ subject: 'invitation', raw: invitation.replaceAll('\n', '\r\n') });
    await mail.deliver({ subject: 'report', raw: report.replaceAll('\n', '\r\n') });
    await mail.go('#/mail');
    for (const [subject, card, said] of [
      ['Invitation: the engine', '.invitation', ['The engine', 'every week, on Wednesday', 'Room 1', 'Bob <bob@mail.test>']],
      ['Undelivered Mail', '.delivery-report', ['Could not be delivered to nobody@example.org', 'does not find the message']],
    ] as const) {
      await waitForSubject(page, subject);
      await click(page, `::-p-xpath(//*[contains(@class, "message-row")][.//*[contains(@class, "subject")][. = "${subject}"]])`);
      const shown = await page.waitForSelector(card);
      const text = await shown!.evaluate((found) => found.textContent ?? '');
      for (const words of said) expect(text).toContain(words);
      if (card === '.invitation') {
        const local = new Date(Date.UTC(2026, 6, 15, 13, 0)).getDate();
        expect(text).toContain(String(local));
      }
      expect(await findViolations(page)).toEqual([]);
      if (browser === 'Chromium') await takePicture(page, card.slice(1));
      await page.setViewport({ width: 400, height: 860 });
      expect(await page.evaluate((selector) => document.querySelector(selector)!.scrollWidth <= innerWidth, card)).toBe(true);
      if (browser === 'Chromium') await takePicture(page, `${card.slice(1)}-400`);
      await page.setViewport({ width: 1360, height: 860 });
    }
  });

  test('a recipient is completed from the mail at hand, by keys', async () => {
    const { page } = mail;
    await mail.go('#/compose');
    await page.waitForSelector('form.compose');
    await page.focus('.compose-line [role=combobox]');
    await page.keyboard.type('bo');
    await page.waitForSelector('.compose-line .option-list [role=option]');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => {
      const active = document.querySelector('.compose-line [role=combobox]')?.getAttribute('aria-activedescendant');
      return active && document.querySelector('.compose-line .option-list [aria-selected=true]')?.id === active;
    });
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.compose-line [role=combobox]')?.value === 'Bob <bob@mail.test>, ',
    );
    expect(await page.$('.compose-line .option-list')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
  });
});
