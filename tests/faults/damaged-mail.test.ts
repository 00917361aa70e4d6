import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { listMessages, listSyncs } from '@kurrier/shared/api/mail';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { password, startMail, user, type Mail } from '../sync/start-mail.ts';
import { startBridgeHere } from './start-bridge-here.ts';

/**
 * Stored mail that cannot be read is put aside and fetched again by itself, whenever that is noticed; so is the outbox, of which nothing
 * can be fetched.
 */
const template = mkdtempSync(path.join(tmpdir(), 'kurrier-mail-'));
let mail: Mail;
const start = (dataDir: string) =>
  startBridgeHere(dataDir, { ca: [mail.caPem], connectTo: [`localhost:993:127.0.0.1:${mail.dovecot.ports.imaps}`] });
type Here = Awaited<ReturnType<typeof start>>;

const subjectsOf = async (bridge: Here): Promise<string[]> => {
  const syncs = await bridge.call(listSyncs, {});
  expect(syncs.ok && syncs.value.syncs.map(({ state }) => state.phase)).toEqual(['live']);
  const listed = await bridge.call(listMessages, { limit: 50 });
  return listed.ok ? listed.value.rows.map(({ subject }) => subject).toSorted() : [listed.failure.kind];
};
const all = Array.from({ length: 9 }, (_, index) => `news ${index}`);
const waitForMail = (bridge: Here) =>
  vi.waitFor(async () => expect(await subjectsOf(bridge)).toEqual(all), { timeout: 20_000, interval: 50 });

beforeAll(async () => {
  mail = await startMail();
  for (const subject of all) await deliverByLmtp(mail.dovecot.ports.lmtp, user, `From: bob@mail.test\nSubject: ${subject}\n\nhello`);
  await using bridge = await start(template);
  const imap = { host: 'localhost', port: 993, username: user, secure: true, password };
  expect(await bridge.call(saveAccount, { change: { address: user, imap } })).toMatchObject({ ok: true });
  await waitForMail(bridge);
});
afterAll(async () => {
  await mail[Symbol.asyncDispose]();
  rmSync(template, { recursive: true });
});

const createDataDir = (): string => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-mail-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  cpSync(template, dataDir, { recursive: true });
  return dataDir;
};
const keptBeside = (file: string): string[] =>
  readdirSync(path.dirname(file))
    .filter((name) => name.startsWith(`${path.basename(file)}.damaged-`) && !/-(?:wal|shm)$/.test(name))
    .map((name) => path.join(path.dirname(file), name));

const damages: [string, (file: string) => void][] = [
  ['other bytes', (file) => writeFileSync(file, 'x'.repeat(20_000))],
  ['half of it', (file) => truncateSync(file, statSync(file).size / 2)],
  // The schema is sound, so that it opens, and what is in it is not.
  ['pages of nothing', (file) => writeFileSync(file, readFileSync(file).fill(0, 8192))],
  ['pages of noise', (file) => writeFileSync(file, readFileSync(file).fill(0xa5, 8192))],
];

test.each(damages)('stored mail with %s is put aside as it is and fetched again', async (_, damage) => {
  const dataDir = createDataDir();
  const file = path.join(dataDir, 'store/mail.sqlite');
  damage(file);
  const damaged = readFileSync(file);
  await using bridge = await start(dataDir);
  await waitForMail(bridge);
  const [kept, ...more] = keptBeside(file);
  expect(more).toEqual([]);
  expect(readFileSync(kept!).subarray(8192)).toEqual(damaged.subarray(8192));
  expect(bridge.reported.join('\n')).toContain(`kept as ${kept}`);
});

test('an outbox with other bytes is put aside as it is; a new one takes its place', async () => {
  const dataDir = createDataDir();
  const file = path.join(dataDir, 'store/outbox.sqlite');
  writeFileSync(file, 'y'.repeat(20_000));
  await using bridge = await start(dataDir);
  expect(await bridge.call(listOutbox, {})).toMatchObject({ ok: true, value: { entries: [], putAside: keptBeside(file) } });
  expect(readFileSync(keptBeside(file)[0]!, 'utf8')).toBe('y'.repeat(20_000));
  expect(bridge.reported.join('\n')).toContain('outbox.sqlite');
});
