import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Newsletter {
  name: string;
  html: string;
}

const modules = path.resolve(import.meta.dirname, '../../../node_modules');

/** Public templates that consist of HTML alone. */
const installed = [
  'responsive-html-email-template/email-inlined.html',
  'responsive-html-email-template/email.html',
  'html-email-template/email-inlined.html',
  'responsive-email/index.html',
];

/** Sets that have to be filled in or put together first, with what they need for that: too much for every installation. */
const fetched = {
  mailgen: '2.0.36',
  'foundation-emails': '2.5.1',
  inky: '1.5.0',
  jade: '1.11.0',
  'transactional-email-templates': '0.4.0',
};

/** Newsletters as public template packages make them; `isSoak`: also of those that are fetched for it. */
export const readNewsletters = (isSoak: boolean): Newsletter[] => [
  ...installed.map((name) => ({ name: name.replaceAll('/', '-'), html: readFileSync(path.join(modules, name), 'utf8') })),
  ...(isSoak ? fetchNewsletters() : []),
];

const fetchNewsletters = (): Newsletter[] => {
  const folder = path.resolve(import.meta.dirname, '../../.output/newsletters');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: fetched }));
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  writeFileSync(path.join(folder, 'make.cjs'), make);
  return JSON.parse(execFileSync('node', ['make.cjs'], { cwd: folder, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 })) as Newsletter[];
};

/** Runs in the folder of the fetched packages, which have no types and are loaded by nobody else. */
const make = `
const { readFileSync, readdirSync } = require('node:fs');
const Mailgen = require('mailgen');
const cheerio = require('cheerio');
const { Inky } = require('inky');
const transactional = require('transactional-email-templates');
const made = [];
const body = {
  name: 'Ada', intro: 'Welcome to the engine. We are glad that you are here.',
  table: { data: [{ item: 'Punched cards', price: '10.99' }, { item: 'Brass wheels', price: '1.99' }] },
  action: { instructions: 'To begin, please press here:', button: { color: '#22BC66', text: 'Confirm your account', link: 'https://engine.example/confirm' } },
  outro: 'Need help, or have questions? Just answer this message.',
};
for (const theme of ['default', 'neopolitan', 'salted', 'cerberus']) {
  const generator = new Mailgen({ theme, product: { name: 'Engine', link: 'https://engine.example/' } });
  made.push({ name: 'mailgen-' + theme, html: generator.generate({ body }) });
}
const css = readFileSync('node_modules/foundation-emails/dist/foundation-emails.css', 'utf8');
for (const file of readdirSync('node_modules/foundation-emails/templates')) {
  const inner = new Inky().releaseTheKraken(readFileSync('node_modules/foundation-emails/templates/' + file, 'utf8'), { xmlMode: false });
  const html = '<!DOCTYPE html><html><head><style>' + css + '</style></head><body><table class="body"><tr><td class="center" align="center" valign="top"><center>' + inner + '</center></td></tr></table></body></html>';
  made.push({ name: 'foundation-' + file, html });
}
const filled = { title: 'Your month', alert: 'Almost full', headline: 'Thanks for using the engine', bodyElements: ['The mill was busy for ten days.', 'The store holds a thousand numbers.'], addressElements: ['Ada Lovelace', 'St James Square'], lineItems: [{ title: 'Cards', amount: '10.99' }], totalCost: '10.99', link: 'https://engine.example/', linkCTA: 'Look at it', byline: 'Charles', footerText: 'Follow us', footerLink: 'https://engine.example/us', footerLinkText: 'here', unsubscribeLink: 'https://engine.example/bye' };
for (const kind of ['action', 'alert', 'billing']) if (typeof transactional[kind] === 'function') made.push({ name: 'transactional-' + kind, html: transactional[kind](filled) });
process.stdout.write(JSON.stringify(made));
`;
