import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser } from '../../browser/each-browser.ts';
import { findViolations } from '../../browser/find-violations.ts';
import { bob, subjectsOf, waitForSubject } from '../mail-page-set-up.ts';
import { press } from '../use-form.ts';
import { expectOnServer } from './expect-on-server.ts';
import { writeShapes } from './mail-shapes.ts';
import { answered, forwarded, isOneOf, moved, named } from './morning-plan.ts';
import { startMorning, type Morning } from './morning-set-up.ts';
import { click } from '../click.ts';

const fieldOf = (label: string) =>
  `::-p-xpath(//form[contains(@class, "compose")]//label[normalize-space() = "${label}"]/following-sibling::*//*[self::input or self::textarea])`;

/**
 * Twenty messages read, five answered, one forwarded with its file, three moved, one found, something begun and gone on with; in the middle of
 * it the mail server is away. Then again without a pointer.
 */
inEachBrowser('%s: a morning of mail', (browser) => {
  const [byPointer, byKeys] = [writeShapes('morning'), writeShapes('evening')];
  let morning: Morning;
  beforeAll(async () => {
    morning = await startMorning(browser, byPointer);
  });
  afterAll(() => morning[Symbol.asyncDispose]());

  const isWriting = async () => {
    const { page } = morning.mail;
    await page
      .waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
      .catch(async (error: unknown) => {
        const [focused, main] = await page.evaluate(() => [document.activeElement?.outerHTML.slice(0, 200), document.body.innerText]);
        throw new Error(`nobody writes; the focus is at ${focused}, and the page at ${page.url()} shows:\n${main}`, { cause: error });
      });
  };
  const hasPlan = () => morning.mail.page.waitForSelector('.attachments li[data-state=done]');
  const isPicking = () => morning.mail.page.waitForSelector('.move-picker input:focus');
  const isLeft = () => morning.mail.page.waitForSelector('form.compose', { hidden: true });
  /** What other programs do in a folder is heard of when it is next compared: asked for, it is now. */
  const comes = (subject: string, sync: () => Promise<void>) =>
    expect
      .poll(
        async () => {
          await sync();
          return subjectsOf(morning.mail.page);
        },
        { timeout: 20_000, interval: 500 },
      )
      .toEqual([subject]);
  const isHandedOver = () => morning.mail.page.waitForSelector('.outbox-item');
  const isListed = () => morning.mail.page.waitForSelector('.list-pane [role=listbox]');

  test('with a pointer', { timeout: 120_000 }, async () => {
    const { mail, reads, notice, continueElsewhere } = morning;
    const { page } = mail;
    const rowOf = (subject: string) =>
      `::-p-xpath(//*[contains(@class, "message-row")][.//*[contains(@class, "subject")]/bdi[. = "${subject}"]])`;
    /** A row that leaves moves those below it under the pointer: whoever has opened another message presses again. */
    const openRow = async (shape: (typeof byPointer)[number]) => {
      const isOpen = (wished: string) => document.querySelector('#reader-subject')?.textContent === wished;
      for (let tries = 0, opened = false; !opened && tries < 3; tries++) {
        await click(page, rowOf(shape.subject));
        opened = await page.waitForFunction(isOpen, { timeout: 3_000 }, shape.subject).then(
          () => true,
          () => false,
        );
      }
      await reads(shape);
    };
    const send = async () => {
      await press(page, 'Send');
      await isHandedOver();
      await press(page, 'Inbox');
      await isListed();
    };
    for (const [at, shape] of byPointer.toReversed().entries()) {
      if (at === 8) await morning.cut(true, byPointer.toReversed().slice(8, 14));
      if (at === 14) await morning.cut(false);
      await openRow(shape);
      if (isOneOf(answered, shape.subject)) {
        await press(page, 'Reply');
        await isWriting();
        await page.keyboard.type('My answer. ');
        await send();
      } else if (isOneOf([forwarded], shape.subject)) {
        await press(page, 'Forward');
        await hasPlan();
        await page.keyboard.type(bob);
        await send();
      } else if (isOneOf(moved, shape.subject)) {
        await press(page, 'Move…');
        await isPicking();
        await page.keyboard.type('proj');
        await click(page, '.move-picker [role=option]');
        await notice('goes to Projects');
      }
    }
    expect(await findViolations(page)).toEqual([]);
    await click(page, '.search-box input');
    await page.keyboard.type('Привет morning');
    const hidden = named(byPointer, 'another charset');
    await page.waitForFunction(() => document.querySelectorAll('.message-row').length === 1);
    await click(page, rowOf(hidden.subject));
    await reads(hidden);
    await press(page, 'New message');
    await page.waitForSelector('.compose');
    await page.keyboard.type(bob);
    await page.locator(fieldOf('Subject')).fill('Lunch');
    await page.locator(fieldOf('Message')).fill('Shall we have lunch?');
    await press(page, 'Close, keep as draft');
    await isLeft();
    await continueElsewhere('Lunch in the morning', 'Shall we have lunch? At noon.');
    await press(page, 'Inbox');
    await click(page, '::-p-xpath(//nav//a[starts-with(normalize-space(), "Drafts")])');
    await comes('Lunch in the morning', () => press(page, 'Sync now'));
    await click(page, rowOf('Lunch in the morning'));
    await press(page, 'Continue writing');
    await isWriting();
    await page.keyboard.type('Hello Bob. ');
    await press(page, 'Send');
    await isHandedOver();
  });

  test('by keyboard alone', { timeout: 120_000 }, async () => {
    const { mail, reads, notice, type, tabTo, continueElsewhere } = morning;
    const { page } = mail;
    for (const { source } of byKeys) await mail.deliver({ subject: '', raw: source });
    const send = async () => {
      await page.keyboard.down('Control');
      await type('Enter');
      await page.keyboard.up('Control');
      await isHandedOver();
    };
    const backToMail = async () => {
      await tabTo('nav a', { text: 'Inbox', isBack: true });
      await type('Enter');
      await isListed();
    };
    await backToMail();
    await waitForSubject(page, byKeys.at(-1)!.subject);
    // The search of before is still there.
    await type('/', 'Escape');
    await tabTo('[role=listbox]');
    await type('Home', 'o');
    for (const [at, shape] of byKeys.toReversed().entries()) {
      if (at === 8) await morning.cut(true, byKeys.toReversed().slice(8, 14));
      if (at === 14) await morning.cut(false);
      await reads(shape);
      if (isOneOf(answered, shape.subject)) {
        await type('r');
        await isWriting();
        await page.keyboard.type('My answer. ');
        await send();
        await backToMail();
      } else if (isOneOf([forwarded], shape.subject)) {
        await type('f');
        await hasPlan();
        await page.keyboard.type(bob);
        await send();
        await backToMail();
      } else if (isOneOf(moved, shape.subject)) {
        await type('v');
        await isPicking();
        await page.keyboard.type('proj');
        await type('Enter');
        await notice('goes to Projects');
        // The next one is active already.
        await type('o');
        continue;
      }
      await type('j');
    }
    await type('/');
    await page.keyboard.type('Привет evening');
    const hidden = named(byKeys, 'another charset');
    await page.waitForFunction(() => document.querySelectorAll('.message-row').length === 1);
    await type('Enter', 'Home', 'o');
    await reads(hidden);
    await tabTo('a', { text: 'New message', isBack: true });
    await type('Enter');
    await page.waitForSelector('.compose input:focus');
    await page.keyboard.type(bob);
    await type('Tab', 'Tab');
    await page.keyboard.type('Lunch');
    await type('Tab');
    await page.keyboard.type('Shall we have lunch?');
    await tabTo('button', { text: 'Close, keep as draft' });
    await type('Enter');
    await isLeft();
    await continueElsewhere('Lunch in the evening', 'Shall we have lunch? At noon.');
    await backToMail();
    await tabTo('.folders a[title^="Drafts"]');
    await type('Enter');
    await tabTo('button', { text: 'Sync now' });
    await comes('Lunch in the evening', () => type('Enter'));
    await tabTo('[role=listbox]');
    await type('Home', 'o');
    await page.waitForSelector('.mail-text');
    await tabTo('button', { text: 'Continue writing' });
    await type('Enter');
    await isWriting();
    await page.keyboard.type('Hello Bob. ');
    await send();
  });

  test('all of it is on the server, once', { timeout: 120_000 }, () => expectOnServer(morning, [byPointer, byKeys]));
});
