import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bundleBridge } from '../../tools/release/bundle-bridge.ts';
import { unpackRelease } from './unpack-release.ts';

const script = path.join(import.meta.dirname, 'in-user-manager.sh');

/** Needs root, systemd and minutes: in `npm run soak` alone, where it fails without them. What is always there is that the script is one. */
const isSoak = process.env['KURRIER_SOAK'] === '1';

test('the script that starts a user manager is one', () => {
  expect(execFileSync('/bin/sh', ['-n', script], { encoding: 'utf8' })).toBe('');
});

if (isSoak)
  test(
    'the unit runs under a user manager: after the installation, after it was killed, in the next session; and leaves no trace',
    { timeout: 180_000 },
    async () => {
      const work = mkdtempSync(path.join(os.tmpdir(), 'kurrier-manager-'));
      try {
        const bundle = path.join(work, 'kurrier.mjs');
        await bundleBridge(bundle);
        const release = unpackRelease(bundle, path.join(work, 'release'), '1.0.0');
        const home = path.join(work, 'home');
        mkdirSync(home);
        const inNamespaces = ['--mount', '--pid', '--fork', '--mount-proc', '/bin/sh', script];
        const said = execFileSync('/usr/bin/unshare', [...inNamespaces, home, path.join(release, 'install.sh')], { encoding: 'utf8' });
        expect(said.trim().split('\n')).toEqual([
          'ok: the user manager answers',
          'ok: the unit runs after the installation',
          'ok: it is started again after it was killed',
          'ok: it ends with the session',
          'ok: the user manager answers',
          'ok: it is there in the next session',
          'ok: nothing runs after it was removed',
          'ok: no unit is left',
        ]);
        // The manager's own log is the test's; the folders that others use, too, stay.
        const left = (readdirSync(home, { recursive: true }) as string[]).filter((name) => name.includes('kurrier'));
        expect(left).toEqual([]);
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    },
  );
