import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeCommands } from './describe-commands.ts';

/** `npm run docs`: writes docs/command-line.md anew. */
writeFileSync(path.join(import.meta.dirname, '../../docs/command-line.md'), await describeCommands());
