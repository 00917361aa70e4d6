import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventsSince } from '@kurrier/shared/api/events';
import { listSignIns } from '@kurrier/shared/api/oauth';
import { expect, test } from 'vitest';
import { createAttackTable } from '../attack/attack-table.ts';
import { findCanary, findCanaryInFiles } from '../attack/find-canary.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { signInAsPerson } from './person.ts';
import { begin, settle, startOAuthWorld, verifiedAccount } from './start-oauth-world.ts';

const record = createAttackTable('tokens as canaries');

test('no code, verifier or token stands in an answer, an event, the output or a file; the search finds a planted one', async () => {
  await using world = await startOAuthWorld();
  const answers: string[] = [];
  const bridge = await startBridgeProcess({ args: [...world.args, '--trace'] });
  const call: typeof bridge.call = async (endpoint, body, bytes) => {
    const answer = await bridge.call(endpoint, body, bytes);
    answers.push(JSON.stringify(answer));
    return answer;
  };
  const begun = await begin(call, world, 'ann@mail.test');
  if (begun.status.state !== 'waiting') throw new Error(begun.status.state);
  const last = await signInAsPerson(begun.status.url, { ca: world.ca.pem });
  const { status } = await settle(call, begun);
  if (status.state !== 'done') throw new Error(JSON.stringify(status));
  await verifiedAccount(call, status.accountId);
  const other = await begin(call, world, 'carol@mail.test');
  if (other.status.state === 'waiting') await signInAsPerson(other.status.url, { ca: world.ca.pem, account: 'bob@mail.test' });
  await settle(call, other);
  await world.provider.revoke('bob@mail.test');
  await call(eventsSince, { cursor: 0, waitMs: 0 });
  await call(listSignIns, {});
  await bridge.stop();

  const secrets = world.provider.secrets();
  expect(secrets.length).toBeGreaterThanOrEqual(10);
  for (const secret of secrets) {
    expect(last).not.toContain(secret);
    expect(findCanary(Buffer.from(answers.join('\n')), secret, 'ann@mail.test')).toBeNull();
    expect(findCanary(Buffer.from(bridge.output()), secret, 'ann@mail.test')).toBeNull();
    expect(findCanaryInFiles(bridge.dataDir, secret, 'ann@mail.test')).toEqual({});
  }
  record(`${secrets.length} codes, verifiers and tokens in ${answers.length} answers, the output, and all files`, 'none found');
  const planted = path.join(bridge.dataDir, 'planted');
  for (const form of [secrets[0]!, Buffer.from(secrets[0]!).toString('base64'), Buffer.from(secrets[0]!).toString('hex')]) {
    writeFileSync(planted, `noise ${form} noise`);
    expect(Object.keys(findCanaryInFiles(bridge.dataDir, secrets[0]!, 'ann@mail.test'))).toEqual([planted]);
  }
  record('a planted one: plain, base64, hex', 'found each');
  rmSync(bridge.dataDir, { recursive: true, force: true });
}, 60_000);
