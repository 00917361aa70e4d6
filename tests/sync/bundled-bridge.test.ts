import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { listMessages, openMessage } from '@kurrier/shared/api/mail';
import { expect, test } from 'vitest';
import { bundleBridge, largestBundle } from '../../tools/release/bundle-bridge.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { password, startMail, user } from './start-mail.ts';
import { until } from '../setup/until.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** No rule knows these words, so the learned opinion decides, whose weights are a file of the source. */
const unknownWords = '535 5.0.0 the secret word of this lodge was spoken wrongly';

const explain = (main: string): string => execFileSync(process.execPath, [main, 'explain', unknownWords], { encoding: 'utf8' });

test(
  'a bridge in one file is what is released: it reads messages in its thread, as the same file, and knows what the source knows',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bundle-'));
    const main = path.join(folder, 'kurrier.mjs');
    await using mail = await startMail();
    const [size, other] = await Promise.all([bundleBridge(main), mail.connectOther()]);
    expect(size).toBeLessThanOrEqual(largestBundle);
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
      const ref = await until(async () => {
        const listed = await bridge.call(listMessages, {});
        const row = listed.ok ? listed.value.rows.find(({ subject }) => subject === 'bundled') : undefined;
        expect(row).toBeDefined();
        return row!.ref;
      });
      // What it takes to guess a charset is in the bundle, and is loaded in the thread.
      expect(await bridge.call(openMessage, { ref })).toMatchObject({ ok: true, value: { text: '주말특가', notices: [] } });
      expect(bridge.output()).not.toMatch(/could not be laid out/);
    }
    expect(explain(main)).toBe(explain(path.join(root, 'bridge/src/cli/main.ts')));
    rmSync(folder, { recursive: true });
  },
);
