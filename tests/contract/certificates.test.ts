import { rmSync } from 'node:fs';
import { saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { forgetCertificate, listCertificates, trustCertificate } from '@kurrier/shared/api/certificates';
import { expect, test } from 'vitest';
import { followAccount } from '../bridge/follow-account.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot } from '../servers/start-dovecot.ts';

test('a self-signed certificate is trusted after it was shown; the server’s next key is shown beside it and trusted by nobody', async () => {
  const ca = await createCa();
  const first = await startDovecot({ certificate: await ca.issue({ names: ['mail.test'], selfSigned: true }) });
  const second = await startDovecot({ certificate: await ca.issue({ names: ['mail.test'], selfSigned: true }) });
  const at = (port: number) => [`--connect-to=mail.test:993:127.0.0.1:${port}`];
  let bridge = await startBridgeProcess({ args: at(first.ports.imaps) });
  try {
    const imap = { host: 'mail.test', port: 993, username: 'ann@mail.test', password: 'pw-ann', secure: true };
    const saved = await bridge.call(saveAccount, { change: { address: 'ann@mail.test', imap } });
    if (!saved.ok || 'refused' in saved.value) throw new Error('not saved');
    const { id } = saved.value.account;
    const failed = (await followAccount(bridge.call, saved.value)).at(-1)!.imap!.status;
    const shown = failed.state === 'failed' ? failed.failure.certificate : undefined;
    expect(failed).toMatchObject({ state: 'failed', failure: { kind: 'tls.self_signed', certificate: { names: ['mail.test'] } } });

    const trusted = await bridge.call(trustCertificate, { accountId: id, leg: 'imap', spki: shown!.spki });
    if (!trusted.ok || 'refused' in trusted.value) throw new Error('not trusted');
    expect((await followAccount(bridge.call, trusted.value)).at(-1)!.imap!.status).toMatchObject({ state: 'verified' });

    await bridge.stop();
    bridge = await startBridgeProcess({ dataDir: bridge.dataDir, args: at(second.ports.imaps) });
    const again = await bridge.call(verifyAccount, { id });
    if (!again.ok || 'refused' in again.value) throw new Error('not verified');
    expect((await followAccount(bridge.call, again.value)).at(-1)!.imap!.status).toMatchObject({
      state: 'failed',
      failure: { kind: 'tls.self_signed', trustedBefore: { spki: shown!.spki } },
    });
    expect(second.log()).not.toContain('ann@mail.test');

    expect(await bridge.call(forgetCertificate, { host: 'mail.test', port: 993 })).toMatchObject({ value: { forgotten: true } });
    expect(await bridge.call(listCertificates, {})).toMatchObject({ value: { certificates: [] } });
  } finally {
    await bridge[Symbol.asyncDispose]();
    rmSync(bridge.dataDir, { recursive: true });
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
  }
});
