import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InlineConfig } from 'wxt';

const root = path.resolve(import.meta.dirname, '../..');
const builds = path.join(root, 'tests/.output/extension');

export interface BuiltExtension extends Disposable {
  /** The folder to load into a browser. */
  dir: string;
  /** The same as it is handed in at the browsers' stores. */
  zip: string;
}

/** Stands in a build for the ports of its bridge; a copy of it gets those of a test. */
const portsPlaceholder = 'PORTS-OF-THE-BRIDGE';

/**
 * The extension as it is released (or with the gallery), except that it looks for the bridge on the given ports, so that a test neither
 * finds a bridge in use nor keeps another test from running. Each kind is built once for all tests, and again when a source of it has
 * changed.
 */
export const buildExtension = async ({
  ports,
  browser = 'chrome',
  mode = 'production',
}: {
  ports: readonly number[];
  browser?: 'chrome' | 'firefox';
  mode?: 'production' | 'development';
}): Promise<BuiltExtension> => {
  const build = await buildOnce(browser, mode);
  const copy = mkdtempSync(path.join(tmpdir(), 'kurrier-extension-'));
  const dir = path.join(copy, 'extension');
  cpSync(build.dir, dir, { recursive: true });
  writePorts(dir, ports);
  return { ...build, dir, [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }) };
};

/** Built into a folder of this process and then put in its place whole: test files may ask for the same build at once. */
const buildOnce = async (browser: 'chrome' | 'firefox', mode: 'production' | 'development'): Promise<{ dir: string; zip: string }> => {
  const kind = `${browser}-mv3${mode === 'development' ? '-dev' : ''}`;
  const place = path.join(builds, `${kind}-${digestSources()}`);
  const built = { dir: path.join(place, kind), zip: path.join(place, `${kind}.zip`) };
  if (existsSync(place)) return built;
  mkdirSync(builds, { recursive: true });
  const former = readdirSync(builds).filter((name) => name.slice(0, -digestLength - 1) === kind);
  const outDir = mkdtempSync(path.join(builds, 'unfinished-'));
  process.env['WXT_BRIDGE_PORTS'] = portsPlaceholder;
  // A test runner's `test` would give a build for debugging.
  process.env['NODE_ENV'] = mode;
  const options: InlineConfig = {
    root,
    outDir,
    browser,
    mode,
    logger: quiet,
    zip: { artifactTemplate: `${kind}.zip`, zipSources: false },
  };
  // Most find the build there, and do without what makes it.
  const { zip } = await import('wxt');
  await zip(options);
  for (const name of former) rmSync(path.join(builds, name), { recursive: true, force: true });
  try {
    renameSync(outDir, place);
  } catch (error) {
    rmSync(outDir, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
  return built;
};

const digestLength = 16;

/** Whatever goes into a build. */
const digestSources = (): string => {
  const digest = createHash('sha256');
  const folders = ['extension', 'shared/src'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.') && !entry.parentPath.includes('node_modules'))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of [...folders, ...['wxt.config.ts', 'pnpm-lock.yaml'].map((name) => path.join(root, name))].sort())
    digest.update(file).update(readFileSync(file));
  return digest.digest('hex').slice(0, digestLength);
};

const writePorts = (dir: string, ports: readonly number[]): void => {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const changed = files.filter((name) => {
    const file = path.join(dir, name);
    const script = readFileSync(file, 'utf8');
    if (!script.includes(portsPlaceholder)) return false;
    writeFileSync(file, script.replaceAll(portsPlaceholder, ports.join(',')));
    return true;
  });
  if (changed.length === 0) throw new Error('the build does not say where the ports of the bridge go');
};

const ignore = () => undefined;
const quiet = {
  debug: ignore,
  log: ignore,
  info: ignore,
  warn: console.warn,
  error: console.error,
  fatal: console.error,
  success: ignore,
  level: 0,
};
