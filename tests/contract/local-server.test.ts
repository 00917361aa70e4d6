import { rmSync } from 'node:fs';
import { saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { listCertificates } from '@kurrier/shared/api/certificates';
import { discoverServers } from '@kurrier/shared/api/discover';
import { expect, test } from 'vitest';
import { followAccount } from '../bridge/follow-account.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot } from '../servers/start-dovecot.ts';

const address = 'ann@proton.me';
const users = { [address]: 'pw-ann' };
const ports = [1143, 1025, 993, 143, 465, 587];

/** Everything that discovery asks for on this computer leads to a closed port, except the IMAP server of a bridge. */
const argsFor = (imap: number) => [
  '--resolver=127.0.0.1:9',
  ...ports.map((port) => `--connect-to=127.0.0.1:${port}:127.0.0.1:${port === 1143 ? imap : 9}`),
];

const save = async (bridge: BridgeProcess, change: { host?: string; key: string }) => {
  const imap = { host: change.host ?? '127.0.0.1', port: 1143, username: address, password: 'pw-ann', secure: true };
  const saved = await bridge.call(saveAccount, { change: { address, imap }, localKeys: { imap: change.key } });
  if (!saved.ok || 'refused' in saved.value) throw new Error('not saved');
  return { id: saved.value.account.id, status: (await followAccount(bridge.call, saved.value)).at(-1)!.imap!.status };
};

const findKey = async (bridge: BridgeProcess): Promise<string> => {
  const found = await bridge.call(discoverServers, { address });
  if (!found.ok || !('domain' in found.value)) throw new Error('not found');
  const [server] = found.value.localServers;
  expect(server).toMatchObject({ leg: 'imap', port: 1143, security: 'starttls', trust: 'new' });
  return server!.certificate!.spki;
};

test('a program on this computer is trusted with the account; a different certificate later is refused as changed', async () => {
  const ca = await createCa();
  const startOther = async () => startDovecot({ users, certificate: await ca.issue({ names: ['127.0.0.1'], selfSigned: true }) });
  const first = await startOther();
  const second = await startOther();
  let bridge = await startBridgeProcess({ args: argsFor(first.ports.imap) });
  try {
    const key = await findKey(bridge);
    const { id, status } = await save(bridge, { key });
    expect(status).toMatchObject({ state: 'verified', security: 'starttls' });

    await bridge.stop();
    bridge = await startBridgeProcess({ dataDir: bridge.dataDir, args: argsFor(second.ports.imap) });
    const found = await bridge.call(discoverServers, { address });
    expect(found).toMatchObject({ value: { localServers: [{ trust: 'changed' }] } });
    const again = await bridge.call(verifyAccount, { id });
    if (!again.ok || 'refused' in again.value) throw new Error('not verified');
    expect((await followAccount(bridge.call, again.value)).at(-1)!.imap!.status).toMatchObject({
      state: 'failed',
      failure: { kind: 'tls.self_signed', trustedBefore: { spki: key } },
    });
    expect(second.log()).not.toContain(address);
  } finally {
    await bridge[Symbol.asyncDispose]();
    rmSync(bridge.dataDir, { recursive: true });
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
  }
});

test('a key that the server does not show, and one for another host than this computer, are trusted by nobody', async () => {
  const ca = await createCa();
  await using dovecot = await startDovecot({ users, certificate: await ca.issue({ names: ['127.0.0.1'], selfSigned: true }) });
  await using bridge = await startBridgeProcess({
    args: [...argsFor(dovecot.ports.imap), `--connect-to=mail.test:1143:127.0.0.1:${dovecot.ports.imap}`],
  });
  const key = await findKey(bridge);
  const selfSigned = { state: 'failed', failure: { kind: 'tls.self_signed' } };
  expect((await save(bridge, { key: 'f'.repeat(64) })).status).toMatchObject(selfSigned);
  expect((await save(bridge, { key, host: 'mail.test' })).status).toMatchObject({ state: 'failed', failure: { stage: 'tls' } });
  expect(await bridge.call(listCertificates, {})).toMatchObject({ value: { certificates: [] } });
  expect(dovecot.log()).not.toContain(address);
});
