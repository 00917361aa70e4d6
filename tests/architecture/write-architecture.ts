import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeArchitecture } from './describe-architecture.ts';
import { root } from './read-sources.ts';

const page = path.join(root, 'ARCHITECTURE.md');
writeFileSync(page, describeArchitecture(readFileSync(page, 'utf8')));
