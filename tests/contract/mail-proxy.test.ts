import { Secret } from '@kurrier/shared/secret';
import type { Failure } from '@kurrier/shared/failure/failure';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../bridge/src/net/trust.ts';
import { createCa, type TestCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startNginxMail, type NginxMail, type ProxyAnswer } from '../servers/start-nginx-mail.ts';

let ca: TestCa;
let dovecot: Dovecot;
let nginx: NginxMail;
beforeAll(async () => {
  ca = await createCa();
  const certificate = await ca.issue();
  [dovecot, nginx] = await Promise.all([startDovecot({ certificate }), startNginxMail({ certificate })]);
});
afterAll(() => Promise.all([dovecot[Symbol.asyncDispose](), nginx[Symbol.asyncDispose]()]));

/** Signs in through the proxy: what it was told, or `signed in`. */
const signIn = async (): Promise<Failure | 'signed in'> => {
  const settings = { host: 'localhost', port: 993, username: 'ann@mail.test', secure: true, allowUnencrypted: false };
  const deps = createProtocolDeps({ trust: createTrust({ ca: [ca.pem] }), connectTo: () => ({ host: '127.0.0.1', port: nginx.port }) });
  const opened = await createOpenImapSession(deps)({ settings, password: new Secret('pw-ann') }, { signal: new AbortController().signal });
  if (opened.ok) opened.value.close();
  return opened.ok ? 'signed in' : opened.failure;
};

test('Dovecot behind a mail proxy is signed in to', async () => {
  nginx.answer({ port: dovecot.ports.imap });
  expect(await signIn()).toBe('signed in');
});

test.each<[why: string, answer: ProxyAnswer, expected: object]>([
  [
    'its service is broken',
    'broken',
    { kind: 'server.temporary_failure', reply: { text: expect.stringContaining('internal server error') } },
  ],
  [
    'the server behind it is not there',
    { port: 1 },
    { kind: 'server.temporary_failure', reply: { text: expect.stringContaining('internal server error') } },
  ],
  ['the password is wrong', { refusal: 'Invalid login or password' }, { kind: 'auth.invalid_credentials' }],
  ['the account is locked', { refusal: 'Account disabled' }, { kind: 'auth.account_locked' }],
])('the last words of a mail proxy are told: %s', async (_, answer, expected) => {
  nginx.answer(answer);
  expect(await signIn()).toMatchObject(expected);
});
