import { expect, test } from 'vitest';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { apiVersion } from '@kurrier/shared/bridge/call';
import { createEndpointTable, mount } from '../../bridge/src/http/endpoint-table.ts';
import { runCall } from '../../bridge/src/http/run-call.ts';
import { createAttackTable } from './attack-table.ts';

const record = createAttackTable('fields with line breaks');
let handled = 0;
const table = createEndpointTable({ report: (error) => console.error(error) });
mount(table, saveAccount, () => {
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

const post = async (change: object) => {
  const json = JSON.stringify({ api: apiVersion, endpoint: 'accounts.save', body: { change } });
  const context = { deviceId: 'ab', signal: new AbortController().signal, isLocked: false };
  const { answer } = await runCall(table, { json, bytes: new Uint8Array(0) }, context);
  return JSON.parse(answer.json) as { ok: boolean; failure: { kind: string } };
};

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
