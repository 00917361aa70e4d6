import { expect, test } from 'vitest';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { createApp, mount } from '../../bridge/src/http/mount.ts';
import { createAttackTable } from './attack-table.ts';

const record = createAttackTable('fields with line breaks');
let handled = 0;
const app = createApp({ report: (error) => console.error(error) });
mount(app, saveAccount, () => {
  handled += 1;
  return { refused: 'not-found' as const };
});

const server = { host: 'mail.test', port: 465, username: 'ann@mail.test', secure: true, password: 'pw' };
const good = { address: 'ann@mail.test', label: 'Ann', smtp: server, imap: server };
const breaks = ['\r', '\n', '\r\n', '\0', '\r\nRCPT TO:<x@y>', '\u2028', '\u0085'];
const fields: [string, (text: string) => object][] = [
  ['address', (text) => ({ ...good, address: `ann${text}@mail.test` })],
  ['address, at its end', (text) => ({ ...good, address: `ann@mail.test${text}` })],
  ['label', (text) => ({ ...good, label: `Ann${text}` })],
  ...(['smtp', 'imap'] as const).flatMap((leg): [string, (text: string) => object][] => [
    [`${leg} host`, (text) => ({ ...good, [leg]: { ...server, host: `mail${text}.test` } })],
    [`${leg} host, at its end`, (text) => ({ ...good, [leg]: { ...server, host: `mail.test${text}` } })],
    [`${leg} username`, (text) => ({ ...good, [leg]: { ...server, username: `ann${text}` } })],
    [`${leg} password`, (text) => ({ ...good, [leg]: { ...server, password: `pw${text}` } })],
  ]),
];
/** Characters that end no line of any mail protocol, and may well stand in a password. */
const harmless = (name: string, text: string) =>
  name.endsWith('password') ? /^[\u2028\u0085]$/.test(text) : name === 'label' || name.includes('username') ? text === '\u2028' : false;

const post = async (change: object) =>
  (await app.request('/accounts.save', { method: 'POST', body: JSON.stringify({ change }) })).json() as Promise<{
    ok: boolean;
    failure: { kind: string };
  }>;

test('the request that the others are made from is taken', async () => {
  expect(await post(good)).toMatchObject({ ok: true });
  expect(handled).toBe(1);
});

test.each(fields)('%s with a line break or NUL is rejected', async (name, put) => {
  const before = handled;
  const rejected = breaks.filter((text) => !harmless(name, text));
  for (const text of rejected)
    expect(await post(put(text)), JSON.stringify(text)).toMatchObject({ ok: false, failure: { kind: 'bad-request' } });
  expect(handled).toBe(before);
  record(name, `rejected ${rejected.length} of ${rejected.length}`);
});
