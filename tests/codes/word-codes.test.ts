import { expect, test } from 'vitest';
import { findCodeOrLink } from '../../bridge/src/codes/find-code-or-link.ts';
import { createRandom } from '../sync/seeded-random.ts';

const seed = Number(process.env['KURRIER_SEED'] ?? 20261130);
const count = process.env['KURRIER_SOAK'] === '1' ? 5_000 : 300;
const random = createRandom(seed);
const pick = <Value>(values: readonly Value[]): Value => random.pick(values);
const adjectives = 'brave quiet silver amber clever gentle purple velvet frosty lucky'.split(' ');
const animals = 'otter heron maple walrus badger falcon lemur comet harbor thistle'.split(' ');
const codeOf = (subject: string, text: string): string | null => findCodeOrLink({ subject, texts: [text] }).code;

/** Mails with a code of words in the only places in which it is certain: in capitals or small letters, with hyphens. */
const mails: readonly ((words: string) => [subject: string, text: string])[] = [
  (words) => ['Sign in', `Your sign-in code: ${words}`],
  (words) => ['Log in to Grove', `Your login code:\n\n${words}\n\nIt works for ten minutes.`],
  (words) => [`Your sign-in code is ${words}`, `Type ${words} where you are signing in.`],
  (words) => ['Anmeldung', `Ihr Anmeldecode lautet: ${words}`],
  (words) => ['Connexion', `Votre code de connexion :\n\n${words}`],
  (words) => ['Acceso', `Tu código de acceso: ${words}`],
];
/** Mails in which such words are the name of something, or the code of something else. */
const others: readonly ((words: string) => [subject: string, text: string])[] = [
  (words) => ['Deployed', `The environment ${words} was deployed. Log in to see it.`],
  (words) => ['Sign in to staging', `The site ${words} is ready. Sign in with your usual account.`],
  (words) => ['New sign-in', `Somebody signed in from the host ${words}. Your login code was not used.`],
  (words) => ['Your gift', `Use the code ${words} at checkout and save 20 % on your next order.`],
  (words) => ['Your booking', `Your booking code: ${words}`],
  (words) => ['Parcel', `Your parcel waits. Pick-up code: ${words}`],
  (words) => ['Your verification code', `Your code was sent to the device ${words}. It expires soon.`],
  (words) => ['Your licence', `Your licence key: ${words}`],
  (words) => ['Book club', `This month we read ${words}. The code word for the raffle is told on the evening.`],
];

test(`codes of words are found where their place is certain, and names of that form are not (seed ${seed})`, () => {
  const [missed, invented]: [string[], string[]] = [[], []];
  for (let at = 0; at < count; at++) {
    const small = [pick(adjectives), pick(animals), ...(pick([true, false]) ? [pick(animals)] : [])].join('-');
    const words = pick([small, small.toUpperCase()]);
    const [subject, text] = pick(mails)(words);
    if (codeOf(subject, text) !== words.replaceAll('-', '')) missed.push(text);
    const [title, said] = pick(others)(words);
    if (codeOf(title, said) !== null) invented.push(said);
  }
  expect({ missed, invented }).toEqual({ missed: [], invented: [] });
});

test.each<[subject: string, text: string, code: string]>([
  ['Is this you?', 'Somebody signs in as you. If it is you, type TANGO-VELVET on the page that is open.', 'TANGOVELVET'],
  ['Confirm your device', 'Enter the code TIGER-MAPLE in your terminal to link this device.', 'TIGERMAPLE'],
  ['Sign in to Fruitstand', 'Your sign-in code:\n\nkiwi mango\n\nEnter it within ten minutes.', 'kiwimango'],
  ['Your login code', 'Your login code is “amber-lemur”.\n\nOn your screen, type amber-lemur.', 'amberlemur'],
])('%s: %s', (subject, text, code) => {
  expect(codeOf(subject, text)).toBe(code);
});

test.each<[subject: string, text: string]>([
  ['Your verification code', 'Your verification code is time-sensitive. Do not share it.'],
  ['Your login code', 'Your login code is single-use.'],
  ['Your login code', 'Your login code: see the picture below.'],
  ['Your login code', 'Your login code: single-use.'],
  ['Your login code', 'Your login code is TIME-SENSITIVE. It expires soon.'],
  ['Your login code', 'Your login code\n\nsign-in-code\n\nEnter it soon.'],
  ['Your login code', 'Your login code:\n\nbest regards'],
  ['Your login code', 'Your login code:\n\nKind Regards\nAnna Kowalska'],
  ['Your login code', 'Your login code:\n\nclick here\n\nEnter it soon.'],
  ['Your login code', 'Your login code:\n\nview in browser'],
  ['Your login code', 'Your login code:\n\nCOPY CODE\n\nEnter it within ten minutes.'],
  ['Your login code', 'Your login code:\n\nAmber Lemur\n\nEnter it within ten minutes.'],
  ['Your login code', 'Two-factor sign-in is on. The code is in the app-store-version of our program.'],
  ['Sign in', 'To sign in, enter your user name amber-lemur and your password.'],
  ['Sign-in code', 'Your code for amber-lemur or quiet-heron: ask your administrator.'],
  ['Ihr Anmeldecode', 'Ihr Anmeldecode ist zeitlich-begrenzt.'],
  ['Your sign-in code', 'Choose one: amber-lemur, quiet-heron or silver-comet is your sign-in code.'],
  ['Fwd: sign-in code', '---------- Forwarded message ----------\nYour sign-in code: amber-lemur'],
])('no code of words: %s: %s', (subject, text) => {
  expect(codeOf(subject, text)).toBeNull();
});
