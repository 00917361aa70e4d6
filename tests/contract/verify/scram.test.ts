import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Leg } from '@kurrier/shared/account/connection';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCa, type TestCa } from '../../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../../servers/start-postfix.ts';
import { checkLeg, summarize } from './check-leg.ts';

let ca: TestCa;
let dovecot: Dovecot;
let postfix: Postfix;

/** What a server keeps of the password pw-ann (RFC 5802 §3), as Dovecot writes it. */
const scramOf = (rounds: number): string => {
  const salt = Buffer.from('0123456789abcdef');
  const salted = pbkdf2Sync('pw-ann', salt, rounds, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `{SCRAM-SHA-256}${rounds},${salt.toString('base64')},${storedKey},${hmac('Server Key').toString('base64')}`;
};
const users = { usual: 4_096, most: 600_000, beyond: 600_001 };

beforeAll(async () => {
  ca = await createCa();
  const certificate = await ca.issue();
  dovecot = await startDovecot({ certificate, mechanisms: 'scram-sha-256' });
  postfix = await startPostfix({ certificate, dovecot });
  const lines = Object.entries(users).map(([name, rounds]) => `${name}@mail.test:${scramOf(rounds)}\n`);
  writeFileSync(path.join(dovecot.dir, 'users'), lines.join(''));
});
afterAll(async () => {
  await postfix[Symbol.asyncDispose]();
  await dovecot[Symbol.asyncDispose]();
});

const check = async (leg: Leg, user: keyof typeof users, password?: string) => {
  const server = { host: '127.0.0.1', port: leg === 'imap' ? dovecot.ports.imaps : postfix.ports.submissions };
  const settings = { username: `${user}@mail.test` };
  const address = settings.username;
  return summarize(await checkLeg({ leg, port: leg === 'imap' ? 993 : 465, server, ca, settings, address, ...(password && { password }) }));
};

test.each(['imap', 'smtp'] as const)('SCRAM-SHA-256 with a real server, while the loop goes on: %s', async (leg) => {
  let turns = 0;
  const timer = setInterval(() => {
    turns++;
  }, 5);
  expect(await check(leg, 'usual')).toBe('verified · implicit-tls');
  expect(await check(leg, 'most')).toBe('verified · implicit-tls');
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
  expect(await check(leg, 'most', 'wrong')).toBe('auth.invalid_credentials · sign-in');
  expect(await check(leg, 'beyond')).toBe('server.protocol_violation · sign-in');
});
