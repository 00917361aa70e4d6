/** Run by `npm run bench -- bridge --parts` in a process of its own: loads the bridge part by part, and prints what each took, one JSON line a part. */
const parts: readonly [part: string, when: string, load: () => Promise<unknown>][] = [
  ['Node itself', 'at start', async () => undefined],
  ['modules of Node', 'at start', () => Promise.all([import('node:crypto'), import('node:sqlite'), import('node:worker_threads')])],
  ['zod', 'at start', () => import('../../shared/src/bridge/call.ts')],
  ['opening of the data', 'at start', () => import('../../bridge/src/main/data/open-data.ts')],
  ['server, pairing, start', 'at start', () => import('../../bridge/src/main/start-bridge.ts')],
  ['routes and sealed calls, Hono', 'first call', () => import('../../bridge/src/http/serve-routes.ts')],
  ['accounts and endpoints', 'first call or account', () => import('../../bridge/src/main/assemble-use-cases.ts')],
  ['talking to mail servers', 'first account', () => import('../../bridge/src/main/assemble-mail-servers.ts')],
  ['sending', 'first account', () => import('../../bridge/src/main/sending/assemble-sending.ts')],
  ['receiving', 'first account', () => import('../../bridge/src/main/receiving/assemble-sync.ts')],
  ['discovery', 'first search', () => import('../../bridge/src/main/assemble-discovery.ts')],
  ['signing in at a provider', 'first sign-in', () => import('../../bridge/src/main/assemble-oauth.ts')],
];

let cpu = { user: 0, system: 0 };
let memory = 0;
let at = 0;
for (const [part, when, load] of parts) {
  await load();
  globalThis.gc?.();
  const now = process.cpuUsage();
  const rss = process.memoryUsage.rss();
  console.log(
    JSON.stringify({
      part,
      when,
      ms: performance.now() - at,
      cpuMs: (now.user + now.system - cpu.user - cpu.system) / 1000,
      mb: (rss - memory) / 2 ** 20,
    }),
  );
  // What printing takes is nobody's.
  [cpu, memory, at] = [process.cpuUsage(), process.memoryUsage.rss(), performance.now()];
}
