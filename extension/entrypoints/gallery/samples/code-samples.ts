import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { sampleNow } from './leg-samples.ts';

const sample = (uid: number, change: Partial<SignInCode>): SignInCode => ({
  ref: { accountId: 'work', mailboxId: 'INBOX', uidValidity: 1, uid },
  sender: { name: 'Harbor ID', address: 'id@harbor.example' },
  subject: 'Finish signing in',
  receivedAt: sampleNow,
  offeredUntil: sampleNow + 600_000,
  code: '313760',
  link: null,
  isSenderConfirmed: true,
  ...change,
});

/** Codes and links as they arrive. */
export const codeSamples: Record<string, readonly SignInCode[]> = {
  code: [sample(1, {})],
  'code and link': [sample(2, { link: { url: 'https://harbor.example/in?t=1', host: 'harbor.example' } })],
  'link alone': [
    sample(3, { code: null, link: { url: 'https://harbor.example/in?t=1', host: 'harbor.example' }, subject: 'Confirm your address' }),
  ],
  'sender not confirmed': [sample(4, { isSenderConfirmed: false, code: 'KZN7B0QF', sender: { name: '', address: 'ci@rivet.example' } })],
  several: [sample(5, {}), sample(6, { code: '4300', sender: { name: 'TransVille', address: 'id@transville.example' } })],
};
