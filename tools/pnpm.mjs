// `npm run pnpm -- ARGS`: the pnpm that is locked, for adding and updating packages.
import { runLockedPnpm } from './locked-pnpm.mjs';

try {
  process.exitCode = await runLockedPnpm(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
