import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { listMessages, openMessage } from '@kurrier/shared/api/mail';
import { rolldown } from 'rolldown';
import { expect, test, vi } from 'vitest';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { password, startMail, user } from './start-mail.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The bridge in one file, as it is released. */
const bundle = async (file: string): Promise<void> => {
  const build = await rolldown({
    input: path.join(root, 'bridge/src/cli/main.ts'),
    platform: 'node',
    external: ['@napi-rs/keyring'],
    logLevel: 'silent',
  });
  await build.write({ file, format: 'esm', codeSplitting: false });
  await build.close();
};

test('a bridge in one file reads messages in its thread, as the same file', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bundle-'));
  const main = path.join(folder, 'kurrier.mjs');
  await using mail = await startMail();
  const [, other] = await Promise.all([bundle(main), mail.connectOther()]);
  const words = Buffer.from('\xc1\xd6\xb8\xbb\xc6\xaf\xb0\xa1', 'latin1');
  await other.append(
    'INBOX',
    Buffer.concat([Buffer.from('Subject: bundled\r\nContent-Type: text/plain; charset=x-unknown\r\n\r\n'), words]),
  );
  await other.logout();
  const caFile = path.join(folder, 'ca.pem');
  writeFileSync(caFile, mail.caPem);
  const args = [`--ca=${caFile}`, `--connect-to=localhost:993:127.0.0.1:${mail.dovecot.ports.imaps}`];
  {
    await using bridge = await startBridgeProcess({ main, args });
    const settings = { host: 'localhost', port: 993, username: user, secure: true, password };
    await bridge.call(saveAccount, { change: { address: user, imap: settings } });
    const ref = await vi.waitFor(
      async () => {
        const listed = await bridge.call(listMessages, {});
        const row = listed.ok ? listed.value.rows.find(({ subject }) => subject === 'bundled') : undefined;
        expect(row).toBeDefined();
        return row!.ref;
      },
      { timeout: 20_000, interval: 50 },
    );
    // What it takes to guess a charset is in the bundle, and is loaded in the thread.
    expect(await bridge.call(openMessage, { ref })).toMatchObject({ ok: true, value: { text: '주말특가', notices: [] } });
    expect(bridge.output()).not.toMatch(/could not be laid out/);
  }
  rmSync(folder, { recursive: true });
});
