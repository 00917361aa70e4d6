import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { succeed } from '@kurrier/shared/failure/outcome';
import { judgeSender } from '../../bridge/src/codes/judge-sender.ts';
import { createPostForm } from '../../bridge/src/discover/network/post-form.ts';
import { registrableDomain } from '../../bridge/src/discover/registrable-domain.ts';
import type { DnsClient } from '../../bridge/src/discover/source-contract.ts';
import { parseConnectTo } from '../../bridge/src/net/address/connect-to.ts';
import { createUnsubscribe, type UnsubscribeDeps } from '../../bridge/src/messages/unsubscribe/unsubscribe.ts';
import { planUnsubscribe } from '../../bridge/src/messages/unsubscribe/plan-unsubscribe.ts';
import { createCa, type TestCa } from '../servers/create-ca.ts';

const seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];
let ca: TestCa;
let server: ReturnType<typeof createServer>;
let port: number;
beforeAll(async () => {
  ca = await createCa();
  server = createServer(await ca.issue({ names: ['list.example'] }), (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      if (request.url === '/elsewhere') response.writeHead(302, { location: 'https://list.example/leave' }).end();
      else response.writeHead(request.url === '/broken' ? 500 : 200, { 'set-cookie': 'a=b' }).end('thanks');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());
beforeEach(() => void (seen.length = 0));

const receiver = { imapHost: 'imap.receiver.test', address: 'ada@receiver.test' };
const passed = 'Authentication-Results: mx.receiver.test; dkim=pass header.d=list.example; dmarc=pass header.from=list.example';
const signed = 'DKIM-Signature: v=1; a=rsa-sha256; d=list.example; s=x; h=From:List-Unsubscribe:List-Unsubscribe-Post; b=abc';
const from = 'From: News <news@list.example>';
const post = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';
const field = 'List-Unsubscribe: <mailto:leave@list.example?subject=leave>, <https://list.example/leave?u=1>';
const honest = [passed, signed, from, field, post];

/** Leaves the list of a message with these header fields, as the bridge does, over a name that leads to the server of this test. */
const leave = (lines: readonly string[], { addresses = ['127.0.0.1'], allowsPrivate = true, mapped = 'list.example' } = {}) => {
  const dns = { addresses: async () => addresses } as unknown as DnsClient;
  const header = Buffer.from(`${lines.join('\r\n')}\r\n`);
  const deps: UnsubscribeDeps = {
    findMessage: async () => ({ mailbox: {}, message: {} }) as never,
    onDemand: {
      run: async (_: unknown, work: (mailbox: unknown) => unknown) => work({ fetchSections: async () => succeed([header]) }),
    } as never,
    receiverOf: async () => receiver,
    registrable: registrableDomain,
    postForm: createPostForm({ dns, allowsPrivate, connectTo: parseConnectTo([`${mapped}:443:127.0.0.1:${port}`]), ca: [ca.pem] }),
  };
  return createUnsubscribe(deps).leave({ ref: { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 } });
};

test('a list is left by one request that says nothing of who asks', async () => {
  expect(await leave(honest)).toEqual({ done: true, host: 'list.example' });
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ method: 'POST', url: '/leave?u=1', body: 'List-Unsubscribe=One-Click' });
  expect(Object.keys(seen[0]!.headers).sort()).toEqual(['connection', 'content-length', 'content-type', 'host']);
});

const without = (line: string): string[] => honest.filter((other) => other !== line);
const instead = (line: string, other: string): string[] => honest.map((own) => (own === line ? other : own));
const notOffered: Record<string, string[]> = {
  'nobody checked a signature': without(passed),
  'DKIM failed': instead(passed, passed.replace('dkim=pass', 'dkim=fail')),
  'DKIM passed by the word of another server': instead(passed, passed.replace('mx.receiver.test', 'mx.evil.example')),
  'DKIM passed of another domain': instead(passed, passed.replace('header.d=list.example', 'header.d=evil.example')),
  'the pass stands in a comment': instead(passed, passed.replace('dkim=pass', 'dkim=none (dkim=pass)')),
  'DMARC failed': instead(passed, passed.replace('dmarc=pass', 'dmarc=fail')),
  'there is no signature': without(signed),
  'the signature does not cover List-Unsubscribe': instead(signed, signed.replace(':List-Unsubscribe:', ':')),
  'the signature does not cover List-Unsubscribe-Post': instead(signed, signed.replace(':List-Unsubscribe-Post', '')),
  'one of two signatures of the domain does not cover them': [...honest, signed.replace(/h=[^;]*/, 'h=From')],
  'there is no List-Unsubscribe-Post': without(post),
  'List-Unsubscribe-Post says something else': instead(post, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click; evil=1'),
  'List-Unsubscribe-Post stands there twice': [...honest, post],
  'List-Unsubscribe stands there twice': ['List-Unsubscribe: <https://evil.example/x>', ...honest],
  'it names two https addresses': instead(field, 'List-Unsubscribe: <https://list.example/1>, <https://evil.example/2>'),
  'the address is plain http': instead(field, 'List-Unsubscribe: <http://list.example/leave>'),
  'the address is a script': instead(field, 'List-Unsubscribe: <javascript:fetch("https://list.example")>'),
  'the address is a file': instead(field, 'List-Unsubscribe: <file:///etc/passwd>'),
  'the address has another port': instead(field, 'List-Unsubscribe: <https://list.example:8443/leave>'),
  'the address has a user': instead(field, 'List-Unsubscribe: <https://list.example@evil.example/leave>'),
  'the address is a number': instead(field, 'List-Unsubscribe: <https://10.0.0.1/leave>'),
  'the address is the computer itself': instead(field, 'List-Unsubscribe: <https://127.0.0.1/leave>'),
  'the address is the computer itself, in version 6': instead(field, 'List-Unsubscribe: <https://[::1]/leave>'),
  'the field is not in brackets': instead(field, 'List-Unsubscribe: https://list.example/leave'),
};
test.each(Object.entries(notOffered))('no request leaves where %s', async (_, lines) => {
  expect(await leave(lines)).toEqual({ refused: 'not-offered' });
  expect(seen).toEqual([]);
});

test('no request reaches a private place by a public name, nor by the name of this network', async () => {
  expect(await leave(honest, { allowsPrivate: false, mapped: 'nothing.example' })).toEqual({ refused: 'private-address' });
  for (const host of ['localhost', 'a.localhost', 'router.lan', '169.254.169.254.nip.io'])
    expect(
      await leave(instead(field, `List-Unsubscribe: <https://${host}/leave>`), { allowsPrivate: false, mapped: 'nothing.example' }),
    ).toHaveProperty('refused');
  expect(seen).toEqual([]);
});

test('a redirect is not followed, and an error is not called done', async () => {
  expect(await leave(instead(field, 'List-Unsubscribe: <https://list.example/elsewhere>'))).toEqual({ refused: 'redirected' });
  expect(await leave(instead(field, 'List-Unsubscribe: <https://list.example/broken>'))).toEqual({ refused: 'http-status' });
  expect(seen.map(({ url }) => url)).toEqual(['/elsewhere', '/broken']);
});

test('where one click is not open, the link or the mail is shown', () => {
  const plan = (lines: readonly string[]) =>
    planUnsubscribe(lines.join('\r\n'), judgeSender(lines.join('\r\n'), receiver, registrableDomain));
  expect(plan(without(signed))).toEqual({ way: 'link', host: 'list.example', url: 'https://list.example/leave?u=1' });
  expect(plan(instead(field, 'List-Unsubscribe: <mailto:leave@list.example?subject=leave%20it&body=x>'))).toEqual({
    way: 'mail',
    to: 'leave@list.example',
    subject: 'leave it',
    text: 'x',
  });
  expect(plan(instead(field, 'List-Unsubscribe: <mailto:a@list.example,b@evil.example>'))).toEqual({ way: 'none' });
  expect(plan(without(field))).toEqual({ way: 'none' });
});

test.each<[link: string, message: object]>([
  ['mailto:leave@list.example?subject=leave+ada%2B1@mail.test', { subject: 'leave+ada+1@mail.test' }],
  ['mailto:leave@list.example?Subject=leave%20100%25%20now', { subject: 'leave 100% now' }],
  ['mailto:leave@list.example?subject=leave%2520it', { subject: 'leave%20it' }],
  ['mailto:leave@list.example?subject=%FFleave', { subject: '%FFleave' }],
  ['mailto:leave@list.example?body=signoff%20news%0D%0Aquit', { text: 'signoff news\nquit' }],
  ['mailto:?to=leave@list.example', {}],
  ['mailto:leave@list.example?bcc=eve@evil.example&subject=a%0D%0ABcc:%20eve@evil.example', { subject: 'a Bcc: eve@evil.example' }],
])('the message that leaves a list is what its link says: %s', (link, message) => {
  const header = instead(field, `List-Unsubscribe: <${link}>`).join('\r\n');
  expect(planUnsubscribe(header, judgeSender(header, receiver, registrableDomain))).toEqual({
    way: 'mail',
    to: 'leave@list.example',
    subject: '',
    text: '',
    ...message,
  });
});
