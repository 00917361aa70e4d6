import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeLicences, findDependencies } from './licences.ts';
import { runLockedPnpm } from './locked-pnpm.mjs';

/**
 * `npm run third-party -- --out FOLDER`: writes what a release says of the packages in it, as the lock file names them: their licences
 * (licences.txt) and a bill of materials (sbom.cdx.json, CycloneDX 1.6). The runtime is that of this system.
 */
const { values } = parseArgs({ options: { out: { type: 'string', default: '.output/third-party' } } });
const out = path.resolve(values.out);
mkdirSync(out, { recursive: true });
writeFileSync(path.join(out, 'licences.txt'), describeLicences(findDependencies(['.', 'bridge', 'extension'])));
const parts = ['kurrier', '@kurrier/bridge', '@kurrier/extension', '@kurrier/shared'].flatMap((name) => ['--filter', name]);
const format = ['--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6', '--sbom-type', 'application'];
process.exitCode = await runLockedPnpm(['sbom', '--prod', ...parts, ...format, '--out', path.join(out, 'sbom.cdx.json')]);
