import { expect, test } from 'vitest';
import type { Sender } from './compose-model.ts';
import { firstSender } from './first-sender.ts';

const work: Sender = { accountId: 'work', address: 'ada@work.example', name: 'Work' };
const home: Sender = { accountId: 'home', address: 'ada@home.example', name: 'Home' };
const alias = 'info@home.example';

test.each([
  ['a new message: the first there is', { accountId: '', from: '' }, [work, home], work],
  ['an answer: the account that got the message', { accountId: 'home', from: '' }, [work, home], home],
  ['an answer for an account that cannot send: the first there is', { accountId: 'home', from: '' }, [work], work],
  ['what was begun keeps its address', { accountId: 'home', from: alias }, [work, home], { ...home, address: alias }],
  ['what was begun goes out from no other account, while its own cannot send', { accountId: 'home', from: alias }, [work], null],
  ['no account can send', { accountId: '', from: '' }, [], null],
])('%s', (_, fields, senders, expected) => {
  expect(firstSender(fields, senders)).toEqual(expected);
});
