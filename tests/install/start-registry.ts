import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

export interface ServedPackage {
  name: string;
  version: string;
  /** Path in the package → content; executable for everybody. */
  files: Record<string, string>;
  /** What the registry says the hash is; the true one of `files` where it is left out. */
  claimedIntegrity?: string | undefined;
}

/** The hash of a file as lock files write it. */
const integrityOf = (bytes: Buffer): string => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/** The package as a tarball, packed below `folder`. */
const pack = (folder: string, served: ServedPackage): Buffer => {
  const base = path.join(folder, encodeURIComponent(served.name));
  const manifest = JSON.stringify({ name: served.name, version: served.version, bin: { node: 'bin/node' } });
  for (const [name, content] of Object.entries({ 'package.json': manifest, ...served.files })) {
    const file = path.join(base, 'package', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: 0o755 });
  }
  const { status } = spawnSync('tar', ['czf', `${base}.tgz`, '-C', base, 'package']);
  if (status !== 0) throw new Error('tar failed');
  return readFileSync(`${base}.tgz`);
};

/** A package registry on this computer that serves these packages, and answers 404 for all others. */
export const startRegistry = async (folder: string, packages: ServedPackage[]) => {
  const served = packages.map((one) => ({ ...one, tarball: pack(folder, one) }));
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(request.url!.slice(1));
    const found = served.find(({ name }) => asked === name || asked.startsWith(`${name}/-/`));
    if (!found) return response.writeHead(404).end('{}');
    if (asked.endsWith('.tgz')) return response.writeHead(200).end(found.tarball);
    const { name, version, tarball, claimedIntegrity } = found;
    const dist = { tarball: `${url}/${name}/-/${path.basename(name)}-${version}.tgz`, integrity: claimedIntegrity ?? integrityOf(tarball) };
    const manifest = { name, version, dist, bin: { node: 'bin/node' } };
    const time = { created: '2020-01-01T00:00:00.000Z', modified: '2020-01-01T00:00:00.000Z', [version]: '2020-01-01T00:00:00.000Z' };
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: manifest }, time }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    integrity: (name: string) => integrityOf(served.find((one) => one.name === name)!.tarball),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
