import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listAccounts, verifyAccount } from '@kurrier/shared/api/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { signInAsPerson } from '../oauth/person.ts';
import { begin, settle, startOAuthWorld, verifiedAccount, type OAuthWorld } from '../oauth/start-oauth-world.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/with-tokens');
const archives = readdirSync(fixtures).filter((name) => name.endsWith('.tar.gz'));
const address = 'ada@mail.test';

let world: OAuthWorld;
beforeAll(async () => {
  world = await startOAuthWorld({ host: 'login.earlier.test', issuer: 'https://login.earlier.test' });
});
afterAll(() => world[Symbol.asyncDispose]());

test.for(archives)(
  'the data folder %s of an earlier commit, with an account that signs in with tokens, opens and is signed in again',
  async (archive) => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-earlier-tokens-'));
    try {
      execFileSync('tar', ['xzf', path.join(fixtures, archive), '-C', dataDir]);
      const args = [...world.args, `--connect-to=login.earlier.test:443:127.0.0.1:${world.provider.port}`];
      await using bridge = await startBridgeProcess({ dataDir, args });
      const listed = await bridge.call(listAccounts, {});
      if (!listed.ok) throw new Error(listed.failure.kind);
      const [account] = listed.value.accounts;
      expect(account).toMatchObject({
        address,
        signIn: { issuer: world.provider.issuer, username: address },
        smtp: { credential: 'token' },
        imap: { credential: 'token' },
      });

      // The provider of today knows nothing of that grant: so the grant was read, and is said to have ended.
      await bridge.call(verifyAccount, { id: account!.id });
      expect(await verifiedAccount(bridge.call, account!.id)).toMatchObject({
        imap: { status: { failure: { kind: 'oauth.grant_ended', code: 'invalid_grant' } } },
      });
      const begun = await begin(bridge.call, world, address, account!.id);
      if (begun.status.state !== 'waiting') throw new Error(begun.status.state);
      await signInAsPerson(begun.status.url, { ca: world.ca.pem, account: address, port: world.provider.port });
      expect((await settle(bridge.call, begun)).status).toEqual({ state: 'done', accountId: account!.id });
      expect(await verifiedAccount(bridge.call, account!.id)).toMatchObject({
        smtp: { status: { state: 'verified' } },
        imap: { status: { state: 'verified' } },
      });
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);
