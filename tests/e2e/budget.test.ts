import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildExtension } from '../browser/build-extension.ts';

/** The scripts that a page loads to show its first screen: those it names, and whatever those import. */
const scriptsOf = (dir: string, page: string): string[] => {
  const found = new Set<string>();
  const follow = (file: string, pattern: RegExp) => {
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(pattern)) {
      const script = specifier!.startsWith('/') ? path.join(dir, specifier!) : path.join(path.dirname(file), specifier!);
      if (found.has(script)) continue;
      found.add(script);
      follow(script, /(?:\bfrom|\bimport) ?["'`]([^"'`]+\.js)["'`]/g);
    }
  };
  follow(path.join(dir, page), /(?:src|href)="([^"]+\.js)"/g);
  return [...found];
};

const gzippedKb = (files: string[]) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000;

test('popup and Dashboard load little to show their first screen, and the gallery is not released', async () => {
  using extension = await buildExtension({ ports: [1] });
  const popup = scriptsOf(extension.dir, 'popup.html');
  const options = scriptsOf(extension.dir, 'options.html');
  expect(popup.length).toBeGreaterThan(1);
  expect(gzippedKb(popup)).toBeLessThanOrEqual(25);
  expect(gzippedKb(options)).toBeLessThanOrEqual(45);
  expect(readdirSync(extension.dir)).not.toContain('gallery.html');
  const all = readdirSync(extension.dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  for (const name of all) expect(readFileSync(path.join(extension.dir, name), 'utf8'), name).not.toMatch(/\.(?:inner|outer)HTML\s*=(?!=)/);
  const licences = readFileSync(path.join(extension.dir, 'licences.txt'), 'utf8');
  for (const bundled of ['preact', '@preact/signals', 'zod', 'wxt']) expect(licences).toMatch(new RegExp(`^${bundled} \\d`, 'm'));
  expect(licences).not.toMatch(/^hono /m);
});

test('the manifests ask for what is needed and allow nothing from outside', async () => {
  for (const browser of ['chrome', 'firefox'] as const) {
    using extension = await buildExtension({ ports: [1], browser });
    const manifest = JSON.parse(readFileSync(path.join(extension.dir, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      manifest_version: 3,
      // `activeTab` gives nothing before the toolbar button is pressed; what warns is optional.
      permissions: ['activeTab', 'alarms', 'storage'],
      optional_permissions: ['nativeMessaging', 'notifications', 'scripting'],
      host_permissions: ['http://127.0.0.1/*'],
      content_security_policy: {
        extension_pages:
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src http://127.0.0.1:*; base-uri 'none'; form-action 'none'",
      },
    });
    for (const absent of ['content_scripts', 'web_accessible_resources', 'externally_connectable'])
      expect(manifest).not.toHaveProperty(absent);
  }
});
