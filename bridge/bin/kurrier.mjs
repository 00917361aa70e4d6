#!/usr/bin/env node
// Plain JavaScript for any Node from 18 on: installs what is missing, then runs the command line under the project's own Node.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/installed.mjs';
import { runInstalled } from '../../tools/run-installed.mjs';

// The signal that would open a debugger's port on a running process is switched off. A small young generation is collected
// often, and with it the buffers of mail and uploads: with Node's 16 MB a 25 MB attachment costs 75 MB of memory, with 4 MB 45.
// The old one may grow by 40 %, not to a multiple: a minute of strangers who connect and are refused costs 114 MB or 15.
const nodeOptions = JSON.parse(readFileSync(path.join(root, 'bridge/bin/node-options.json'), 'utf8'));
// The system looks names up on half of Node's threads: with its 4, two dead names hold up all others. Each thread costs about 20 kB.
const threads = '8';

await runInstalled([...nodeOptions, path.join(root, 'bridge/src/cli/main.ts'), ...process.argv.slice(2)], {
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, 'node_modules/.cache/node'),
  UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? threads,
});
