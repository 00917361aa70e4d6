import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildExtension } from './build-extension.ts';

/** All scripts that a page can come to load: those it names, and whatever those import, at once or later. */
const scriptsOf = (dir: string, page: string): string[] => {
  const found = new Set<string>();
  const follow = (text: string, folder: string) => {
    for (const [, file] of text.matchAll(/["'`(]([^"'`()\s]+\.js)["'`)]/g)) {
      const resolved = path.join(file!.startsWith('/') ? dir : folder, file!);
      if (found.has(resolved)) continue;
      found.add(resolved);
      follow(readFileSync(resolved, 'utf8'), path.dirname(resolved));
    }
  };
  follow(readFileSync(path.join(dir, page), 'utf8'), dir);
  return [...found];
};

const gzippedKb = (files: string[]) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000;

test('popup and Dashboard stay small, and the gallery is not released', async () => {
  using extension = await buildExtension({ ports: [1] });
  const popup = scriptsOf(extension.dir, 'popup.html');
  const options = scriptsOf(extension.dir, 'options.html');
  expect(popup.length).toBeGreaterThan(0);
  expect(gzippedKb(popup)).toBeLessThanOrEqual(25);
  expect(gzippedKb(options)).toBeLessThanOrEqual(45);
  expect(readdirSync(extension.dir)).not.toContain('gallery.html');
});

test('the manifests ask for what is needed and allow nothing from outside', async () => {
  for (const browser of ['chrome', 'firefox'] as const) {
    using extension = await buildExtension({ ports: [1], browser });
    const manifest = JSON.parse(readFileSync(path.join(extension.dir, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      manifest_version: 3,
      permissions: ['alarms', 'storage'],
      host_permissions: ['http://127.0.0.1/*'],
      content_security_policy: {
        extension_pages:
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src http://127.0.0.1:*; base-uri 'none'; form-action 'none'",
      },
    });
    for (const absent of ['content_scripts', 'web_accessible_resources', 'externally_connectable'])
      expect(manifest).not.toHaveProperty(absent);
  }
});
