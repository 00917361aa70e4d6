import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultPort } from '@kurrier/shared/account/connection';
import { createCa } from '../servers/create-ca.ts';
import { serveScenario } from './serve-scenario.ts';
import { scenarios } from './scenarios.ts';

/** `npm run zoo`: starts every server of the zoo, lists them, and keeps them until it is stopped. */
const ca = await createCa();
const caFile = path.join(await mkdtemp(path.join(tmpdir(), 'kurrier-zoo-')), 'ca.pem');
await writeFile(caFile, ca.pem);

console.log(`Try one as ann@mail.test at mail.test with the typed port and Secure:
  kurrier check --ca ${caFile} --connect-to mail.test:TYPED_PORT:LISTENS_ON < account.json\n`);
console.log(`${'listens on'.padEnd(22)}${'typed'.padEnd(14)}${'expected'.padEnd(40)}what it does`);
for (const scenario of scenarios) {
  const { leg, name, settings = {}, expected, warning, animal } = scenario;
  if (typeof animal === 'string' && animal !== 'closed-port') continue;
  const { server } = await serveScenario(scenario, ca);
  const port = settings.port ?? defaultPort[leg];
  const typed = `${port} ${settings.secure === false ? 'FALSE' : 'TRUE'}`;
  const outcome = warning ? `${expected} with ${warning}` : expected;
  console.log(`${`${server.host}:${server.port}`.padEnd(22)}${typed.padEnd(14)}${outcome.padEnd(40)}${leg}: ${name}`);
}
console.log('\nStop it with Ctrl-C.');
