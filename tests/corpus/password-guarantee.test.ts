import { expect, test } from 'vitest';
import { classify } from '../../bridge/src/classify/classify.ts';
import { foldText } from '../../bridge/src/classify/fold-text.ts';
import { judgesPassword } from '../../bridge/src/classify/judges-password.ts';
import { parseReply } from '../../bridge/src/classify/parse-reply.ts';
import { createRandom } from '../sync/seeded-random.ts';

const said = (leg: 'smtp' | 'imap', text: string) => classify({ leg, stage: 'sign-in', reply: { text } });

test.for([
  'a1 NO access denied by user filter',
  'a1 NO login denied by the directory filter',
  'a1 NO user rejected by the border guard',
  'a1 NO authentication refused by plugin fraudwatch',
  '535 5.7.8 user refused by fraudwatch plugin number nine',
  '550 login failed because the quarterly audit is running',
])('a reason that is not the password is not called one: %s', (text) => {
  expect(said(text.startsWith('a1') ? 'imap' : 'smtp', text).kind).not.toBe('auth.invalid_credentials');
});

test.for([
  '535 5.7.8 Error: authentication failed',
  '535 the user name or the password does not match',
  'a1 NO LOGIN failed for "ada"',
  'a1 NO [AUTHENTICATIONFAILED] Sorry, wrong credentials, please check them',
  'a1 NO Nepareizs lietotājvārds vai parole',
  '535 Vale kasutajanimi või parool',
  '535 5.7.8 Invalid password, please try again or generate a new alias password',
])('what judges the password is called wrong: %s', (text) => {
  expect(said(text.startsWith('a1') ? 'imap' : 'smtp', text).kind).toBe('auth.invalid_credentials');
});

const words = {
  what: ['login', 'authentication', 'user', 'account', 'sign-in', 'credentials', 'password', 'access', 'session', 'token'],
  how: ['failed', 'denied', 'rejected', 'refused', 'error', 'unknown', 'not accepted', 'invalid', 'not authorized'],
  why: ['by the filter', 'for this realm', 'in zone three', 'because of quarantine', 'until audited', 'by upstream guard', 'under rule 12', ''],
};
const codes = { smtp: ['535 5.7.8 ', '535 ', '550 5.7.1 ', '554 ', '454 4.7.0 ', '503 '], imap: ['a1 NO ', 'a1 NO [AUTHENTICATIONFAILED] ', 'a1 BAD '] };

test('whatever is composed, a wrong password is said only of a reply that judges one, and never for sure of a reason that is not understood', () => {
  const seed = 16;
  const random = createRandom(seed);
  const pick = (list: readonly string[]): string => list[random.int(0, list.length - 1)]!;
  for (let i = 0; i < (process.env.KURRIER_SOAK ? 20_000 : 1000); i += 1) {
    const leg = pick(['smtp', 'imap']) as 'smtp' | 'imap';
    const text = `${pick(codes[leg])}${pick(words.what)} ${pick(words.how)} ${pick(words.why)}`.trim();
    if (said(leg, text).kind !== 'auth.invalid_credentials') continue;
    const reply = parseReply(leg, { text });
    expect(judgesPassword(foldText(reply.words)), `seed ${seed}: ${text}`).toBe(true);
  }
});
