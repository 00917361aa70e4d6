import type { Page } from 'puppeteer-core';
import { hangMs } from '../setup/hang-ms.ts';
import { click } from './click.ts';

/** A row as the documentation prints it: what is typed into the form, by its labels. */
export type Row = Partial<{
  'Email Address': string;
  'Account Label': string;
  'SMTP Host': string;
  'SMTP Port': string;
  'SMTP Username': string;
  'SMTP Password': string;
  'SMTP Secure': 'TRUE' | 'FALSE';
  'SMTP Pool': 'TRUE' | 'FALSE';
  'IMAP Host': string;
  'IMAP Port': string;
  'IMAP Username': string;
  'IMAP Password': string;
  'IMAP Secure': 'TRUE' | 'FALSE';
}>;

/** The field with this label. */
export const inputOf = (label: string) =>
  `::-p-xpath(//*[contains(concat(" ", @class, " "), " field ")][.//label[normalize-space() = "${label}"]]//input)`;
const choiceOf = (label: string, value: string) =>
  `::-p-xpath(//fieldset[legend[normalize-space() = "${label}"]]//label[normalize-space() = "${value}"])`;

/** Presses the button or link with exactly this text, in the card of an account where one is named. */
export const press = async (page: Page, text: string, accountLabel?: string): Promise<void> => {
  const within = accountLabel === undefined ? '' : `//article[.//h3[normalize-space() = "${accountLabel}"]]`;
  const selector = `::-p-xpath(${within}//*[self::button or self::a][normalize-space() = "${text}"])`;
  await click(page, selector);
};

/** Presses the button with this text where it still stands: what it asks for, the page may have done by itself by now. */
export const pressIfThere = (page: Page, text: string): Promise<void> =>
  page.evaluate((wished) => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent?.trim() === wished)?.click();
  }, text);

/** Types a row into the open form, field by field. */
export const fillForm = async (page: Page, row: Row): Promise<void> => {
  for (const [label, value] of Object.entries(row)) {
    if (label.endsWith('Secure') || label.endsWith('Pool')) await click(page, choiceOf(label, value));
    else await page.locator(inputOf(label)).fill(value);
  }
};

export const valueOf = (page: Page, label: string): Promise<string> =>
  page.$eval(inputOf(label), (input) => (input as HTMLInputElement).value);

/** From the address alone to all fields, without a search for the servers; where one has ended in vain, the page has opened them by itself. */
export const enterByHand = async (page: Page): Promise<void> => {
  const text = 'Enter the servers yourself';
  await page.waitForFunction(
    (wished) =>
      document.querySelector('.leg-fields') !== null ||
      [...document.querySelectorAll('button')].some((button) => button.textContent?.trim() === wished),
    {},
    text,
  );
  await pressIfThere(page, text);
  await page.waitForSelector('.leg-fields');
};

/** Adds an account in the toolbar popup: opens the form, types the row, saves. */
export const addAccount = async (page: Page, row: Row): Promise<void> => {
  await press(page, 'Add account');
  await enterByHand(page);
  await fillForm(page, row);
  await click(page, 'button[type=submit]');
};

/** What the card of an account shows once both legs have a verdict: per leg its state, and the headline where it failed. */
export const readVerdict = async (page: Page, accountLabel: string, timeoutMs = hangMs): Promise<Record<string, string>> => {
  const verdict = await page
    .waitForFunction(
      (label) => {
        const card = [...document.querySelectorAll('article')].find((article) => article.querySelector('h3')?.textContent === label);
        const legs = [...(card?.querySelectorAll<HTMLElement>('[data-leg]') ?? [])];
        if (legs.length === 0 || legs.some((leg) => leg.dataset.state === 'checking')) return null;
        return Object.fromEntries(legs.map((leg) => [leg.dataset.leg, leg.querySelector('h5')?.textContent ?? leg.dataset.state]));
      },
      { timeout: timeoutMs },
      accountLabel,
    )
    .catch(async (error: unknown) => {
      throw new Error(`no verdict of ${accountLabel}; the page shows:\n${await page.$eval('body', (body) => body.innerText)}`, {
        cause: error,
      });
    });
  return (await verdict.jsonValue()) as Record<string, string>;
};

/** Pairs from the first screen. */
export const pair = async (page: Page, code: string): Promise<void> => {
  await page.locator(inputOf('Pairing code')).fill(code);
  await click(page, 'button[type=submit]');
  await page.waitForFunction(() => !document.querySelector('.pair-screen'));
};
