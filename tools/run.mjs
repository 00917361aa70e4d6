// `node tools/run.mjs FILE ARGS`: installs what is missing, then runs a file under the project's own Node. Plain JavaScript for Node 18 on.
import { runInstalled } from './run-installed.mjs';

await runInstalled(process.argv.slice(2));
