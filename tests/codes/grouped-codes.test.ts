import { expect, test } from 'vitest';
import { findCodeOrLink } from '../../bridge/src/codes/find-code-or-link.ts';
import { createRandom } from '../sync/seeded-random.ts';

const seed = Number(process.env['KURRIER_SEED'] ?? 20261130);
const count = process.env['KURRIER_SOAK'] === '1' ? 5_000 : 300;
const random = createRandom(seed);
const pick = <Value>(values: readonly Value[]): Value => random.pick(values);
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'.split('');
const isMixed = (group: string): boolean => /\d/.test(group) && /[a-z]/.test(group);

/** Two or three groups of small letters and digits, as long as each other; between blanks each of them is mixed. */
const createCode = (): { written: string; code: string } => {
  const [groups, length, between] = [pick([2, 3]), pick([3, 4, 5]), pick(['-', '-', ' '])];
  for (;;) {
    const made = Array.from({ length: groups }, () => Array.from({ length }, () => pick(signs)).join(''));
    const isEnough = between === '-' ? made.some(isMixed) : made.every(isMixed);
    if (isEnough) return { written: made.join(between), code: made.join('') };
  }
};

const mails: readonly ((code: string) => [subject: string, text: string])[] = [
  (code) => ['Your login code', `Your login code is ${code}. It expires in ten minutes.`],
  (code) => ['Sign in', `Copy this code to sign in:\n\n${code}\n\nIt can be used once.`],
  (code) => ['Anmeldung', `Ihr Anmeldecode lautet: ${code}`],
  (code) => ['Connexion', `Voici votre code de connexion :\n\n${code}`],
  (code) => ['Acceso', `Tu código de verificación es: ${code}`],
  (code) => ['ログイン', `認証コード：${code}`],
];
const others: readonly ((code: string) => [subject: string, text: string])[] = [
  (code) => ['Deployed', `The host ${code} was deployed, and answers.`],
  (code) => ['Your licence', `Thank you for your order. Your licence key is ${code}.`],
  (code) => ['Parcel', `Your parcel ${code} is on its way.`],
  (code) => ['Notes', `See the file ${code}.pdf, and sign in to the wiki for the rest.`],
];

test(`codes of small letters in groups are found, and no names, keys and files of that form (seed ${seed})`, () => {
  const [missed, invented]: [string[], string[]] = [[], []];
  for (let at = 0; at < count; at++) {
    const { written, code } = createCode();
    const [subject, text] = pick(mails)(written);
    if (findCodeOrLink({ subject, texts: [text] }).code !== code) missed.push(text);
    const [title, said] = pick(others)(written);
    if (findCodeOrLink({ subject: title, texts: [said] }).code !== null) invented.push(said);
  }
  expect({ missed, invented }).toEqual({ missed: [], invented: [] });
});
