import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildExtension } from '../browser/build-extension.ts';

/** The files of a zip by their names, read from its central directory (APPNOTE 4.3.12); this one has neither encryption nor ZIP64. */
const readZip = (file: string): Map<string, Buffer> => {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = bytes.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    const [method, size, nameLength] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(data, data + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), method === 8 ? inflateRawSync(content) : content);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
};

/** Every path that a manifest names, wherever in it: what looks like the name of a file. */
const namedBy = (manifest: unknown): string[] => {
  if (typeof manifest === 'string')
    return /^\/?[\w./-]+\.(?:png|svg|js|html|css|json)$/.test(manifest) ? [manifest.replace(/^\//, '')] : [];
  return typeof manifest === 'object' && manifest !== null ? Object.values(manifest).flatMap(namedBy) : [];
};

const pngSize = (bytes: Buffer): [width: number, height: number] => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

test.each(['chrome', 'firefox'] as const)('the zip for %s holds everything that its manifest names', async (browser) => {
  using extension = await buildExtension({ ports: [1], browser });
  const files = readZip(extension.zip);
  const manifest = JSON.parse(files.get('manifest.json')!.toString()) as {
    icons: Record<string, string>;
    action: { default_icon: Record<string, string> };
  };
  const named = namedBy(manifest);
  expect(named).toEqual(expect.arrayContaining(['popup.html', 'options.html', 'background.js']));
  expect(named.filter((name) => !files.has(name))).toEqual([]);
  expect(Object.keys(manifest.icons)).toEqual(['16', '32', '48', '96', '128']);
  for (const [size, name] of [...Object.entries(manifest.icons), ...Object.entries(manifest.action.default_icon)])
    expect(pngSize(files.get(name)!)).toEqual([Number(size), Number(size)]);
});

test.each(['chrome', 'firefox'] as const)(
  'the pages in the zip for %s find every script, style and font that they load',
  async (browser) => {
    using extension = await buildExtension({ ports: [1], browser });
    const files = readZip(extension.zip);
    for (const page of ['popup.html', 'options.html']) {
      const loaded = [
        ...files
          .get(page)!
          .toString()
          .matchAll(/(?:src|href)="\/?([^"#]+)"/g),
      ].map(([, name]) => name!);
      expect(loaded.length).toBeGreaterThan(1);
      expect(loaded.filter((name) => !files.has(name))).toEqual([]);
    }
  },
);
