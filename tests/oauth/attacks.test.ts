import http from 'node:http';
import { createServer } from 'node:net';
import { listAccounts } from '@kurrier/shared/api/accounts';
import { followSignIn, type SignInView } from '@kurrier/shared/api/oauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAttackTable } from '../attack/attack-table.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { signInAsPerson } from './person.ts';
import { begin, settle, startOAuthWorld, type OAuthWorld } from './start-oauth-world.ts';

const record = createAttackTable('a sign-in at a provider');

let world: OAuthWorld;
let bridge: BridgeProcess;

beforeAll(async () => {
  world = await startOAuthWorld();
  bridge = await startBridgeProcess({ args: world.args });
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const urlOf = ({ status }: SignInView): URL => {
  if (status.state !== 'waiting') throw new Error(status.state);
  return new URL(status.url);
};
/** Where the browser is to come back to. */
const redirectOf = (view: SignInView): URL => new URL(urlOf(view).searchParams.get('redirect_uri')!);
/** The address that a browser would come back to, with the provider's answer. */
const answerFor = (view: SignInView, account = view.address) =>
  signInAsPerson(urlOf(view).href, { ca: world.ca.pem, account, stopsBeforeReturn: true });
const stateOf = async ({ id }: SignInView): Promise<string> => {
  const answer = await bridge.call(followSignIn, { id });
  return answer.ok && !('refused' in answer.value) ? answer.value.status.state : 'gone';
};
const accountCount = async (): Promise<number> => {
  const listed = await bridge.call(listAccounts, {});
  return listed.ok ? listed.value.accounts.length : -1;
};

interface Sent {
  method?: string;
  headers?: http.OutgoingHttpHeaders;
  host?: string;
}

/** Asks the listener as an attacker would; null: nobody answers. */
const send = (
  address: string,
  { method = 'GET', headers = {}, host }: Sent = {},
): Promise<{ status: number; body: string; headers: http.IncomingHttpHeaders } | null> =>
  new Promise((resolve) => {
    const url = new URL(address);
    const request = http.request({
      host: host ?? url.hostname,
      port: url.port,
      path: `${url.pathname}${url.search}`,
      method,
      agent: false,
      headers: { host: url.host, ...headers },
    });
    request.on('error', () => resolve(null));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), headers: response.headers }),
      );
    });
    request.end();
  });

const changed = (address: string, change: (parameters: URLSearchParams, url: URL) => void): string => {
  const url = new URL(address);
  change(url.searchParams, url);
  return url.href;
};

/** Each is sent to a listener that waits for `answer`: none may be taken for it. */
const attacks: [name: string, forge: (answer: string) => [address: string, sent?: Sent]][] = [
  ['another state', (answer) => [changed(answer, (parameters) => parameters.set('state', 'x'.repeat(43)))]],
  ['no state', (answer) => [changed(answer, (parameters) => parameters.delete('state'))]],
  ['an empty state', (answer) => [changed(answer, (parameters) => parameters.set('state', ''))]],
  ['the state twice', (answer) => [changed(answer, (parameters) => parameters.append('state', 'x'))]],
  ['the code twice', (answer) => [changed(answer, (parameters) => parameters.append('code', 'x'))]],
  ['another issuer', (answer) => [changed(answer, (parameters) => parameters.set('iss', 'https://evil.example'))]],
  ['no issuer', (answer) => [changed(answer, (parameters) => parameters.delete('iss'))]],
  ['neither code nor error', (answer) => [changed(answer, (parameters) => parameters.delete('code'))]],
  ['another path', (answer) => [changed(answer, (_, url) => (url.pathname = '/callback/'))]],
  ['the path in capitals', (answer) => [changed(answer, (_, url) => (url.pathname = '/CALLBACK'))]],
  ['the root', (answer) => [changed(answer, (_, url) => (url.pathname = '/'))]],
  ['POST', (answer) => [answer, { method: 'POST' }]],
  ['another Host', (answer) => [answer, { headers: { host: 'evil.example' } }]],
  ['localhost as Host', (answer) => [answer, { headers: { host: `localhost:${new URL(answer).port}` } }]],
  ['a Host without port', (answer) => [answer, { headers: { host: '127.0.0.1' } }]],
];

test('what does not fit gets one constant page and changes nothing; the right answer is still taken', async () => {
  const view = await begin(bridge.call, world, 'ann@mail.test');
  const answer = await answerFor(view);
  const pages = new Set<string>();
  for (const [name, forge] of attacks) {
    const [address, sent] = forge(answer);
    const page = await send(address, sent);
    expect([name, page?.status], name).toEqual([name, 404]);
    expect(page!.body, name).not.toContain(new URL(answer).searchParams.get('code'));
    expect(page!.headers['content-security-policy'], name).toMatch(/^default-src 'none'/);
    pages.add(page!.body);
    expect([name, await stateOf(view)]).toEqual([name, 'waiting']);
  }
  expect(pages.size).toBe(1);
  expect(await accountCount()).toBe(0);
  expect(await send(answer)).toMatchObject({ status: 303, headers: { location: '/done' } });
  expect((await settle(bridge.call, view)).status.state).toBe('done');
  record(`${attacks.length} answers that do not fit, then the right one`, 'one constant page, nothing stored; then signed in');
});

test('an answer is taken once: replayed it meets nobody, or the constant page', async () => {
  const view = await begin(bridge.call, world, 'bob@mail.test');
  const answer = await answerFor(view);
  expect(await send(answer)).toMatchObject({ status: 303 });
  const again = await send(answer);
  expect(again === null || again.status === 404).toBe(true);
  expect((await settle(bridge.call, view)).status.state).toBe('done');
  record('the right answer a second time', 'not taken');
});

test('the code of another sign-in, with this one’s state: refused by the provider, nothing stored', async () => {
  const before = await accountCount();
  const [mine, theirs] = [await begin(bridge.call, world, 'carol@mail.test'), await begin(bridge.call, world, 'mallory@mail.test')];
  const stolen = new URL(await answerFor(theirs)).searchParams.get('code')!;
  const answer = changed(await answerFor(mine), (parameters) => parameters.set('code', stolen));
  expect(await send(answer)).toMatchObject({ status: 303 });
  expect((await settle(bridge.call, mine)).status).toMatchObject({ state: 'failed', failure: { stage: 'authorization' } });
  expect(await accountCount()).toBe(before);
  record('a code of another sign-in', 'refused (PKCE), nothing stored');
});

test('a page that guesses: a thousand answers with random states', async () => {
  const view = await begin(bridge.call, world, 'dave@mail.test');
  const redirect = redirectOf(view).href;
  for (let round = 0; round < 20; round++)
    await Promise.all(
      Array.from({ length: 50 }, () => send(`${redirect}?code=guess&state=${crypto.randomUUID()}&iss=${world.provider.issuer}`)),
    );
  expect(await stateOf(view)).toBe('waiting');
  expect(await send(await answerFor(view))).toMatchObject({ status: 303 });
  expect((await settle(bridge.call, view)).status.state).toBe('done');
  record('a thousand guessed states', 'none taken; the right one is afterwards');
}, 60_000);

test('two browsers at once: the second sign-in of an address ends the first, whose answer meets nobody', async () => {
  const first = await begin(bridge.call, world, 'erin@mail.test');
  const answer = await answerFor(first);
  const second = await begin(bridge.call, world, 'erin@mail.test');
  expect(await stateOf(first)).toBe('gone');
  expect(await send(answer)).toBeNull();
  expect(await send(await answerFor(second))).toMatchObject({ status: 303 });
  expect((await settle(bridge.call, second)).status.state).toBe('done');
  record('two sign-ins of one address', 'the newer one counts');
});

test('the listener is on loopback alone, of both families, and gone when the sign-in is over', async () => {
  const view = await begin(bridge.call, world, 'frank@mail.test');
  const { port } = redirectOf(view);
  const own = await Promise.all(['127.0.0.1', '::1'].map((host) => isFree(host, Number(port))));
  expect(own).toEqual([false, false]);
  expect(await send(redirectOf(view).href, { host: '::1' })).toMatchObject({ status: 404 });
  await send(await answerFor(view));
  await settle(bridge.call, view);
  await expect.poll(() => isFree('127.0.0.1', Number(port))).toBe(true);
  record('the same port of ::1', 'ours, too: no other program can wait there');
});

const isFree = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
