import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { signInAsPerson, type PersonOverrides } from './person.ts';
import { startOAuthWorld, type OAuthWorld } from './start-oauth-world.ts';

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

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');

/** Runs `kurrier login`; a person does what it says as soon as it shows a page. */
const login = (args: string[], person: Partial<PersonOverrides> = {}): Promise<{ code: number | null; output: string; errors: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [main, 'login', ...args, '--data', bridge.dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    let isSignedIn = false;
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /^https:\S+$/m.exec(output)?.[0];
      if (url === undefined || isSignedIn) return;
      isSignedIn = true;
      void signInAsPerson(url, { ca: world.ca.pem, ...person });
    });
    child.on('close', (code) => resolve({ code, output, errors }));
  });

const servers = () => ['--issuer', world.provider.issuer, '--smtp', 'mail.test:465', '--imap', 'mail.test:993'];

test('shows the page, waits for the person, and adds the account', async () => {
  const done = await login(['ann@mail.test', ...servers()], { account: 'ann@mail.test' });
  expect(done).toMatchObject({ code: 0, errors: '' });
  expect(done.output).toContain('ann@mail.test is signed in as ann@mail.test.');
});

test.for([
  [['nobody'], 2, 'login needs an address'],
  [['ann@mail.test', '--issuer', 'https://127.0.0.1:1', '--imap', 'mail.test'], 2, 'mail.test is not HOST:PORT'],
  [['ann@mail.test', '--issuer', 'https://127.0.0.1:9', '--imap', 'mail.test:993'], 1, 'The sign-in service does not answer'],
  [['ann@mail.test', '--issuer', 'https://api.login.yahoo.com', '--imap', 'imap.mail.yahoo.com:993'], 1, 'lets no new mail programs in'],
  [['ann@mail.test', '--issuer', 'https://login.microsoftonline.com', '--imap', 'evil.test:993'], 1, 'not one of this provider’s'],
  [['ann@outlook.com', '--issuer', 'https://login.microsoftonline.com', '--imap', 'outlook.office365.com:993'], 1, 'There is no client id'],
] as const)('%j ends with exit code %i and says “%s”', async ([args, code, words]) => {
  const done = await login([...args]);
  expect(done.code).toBe(code);
  expect(done.errors).toContain(words);
});

test('another account and a pressed Cancel end without anything stored', async () => {
  const other = await login(['carol@mail.test', ...servers()], { account: 'ann@mail.test' });
  expect(other).toMatchObject({ code: 1, errors: expect.stringContaining('You signed in as ann@mail.test') as string });
  const cancelled = await login(['carol@mail.test', ...servers()], { cancel: true });
  expect(cancelled).toMatchObject({ code: 1, errors: expect.stringContaining('The sign-in was cancelled') as string });
});
