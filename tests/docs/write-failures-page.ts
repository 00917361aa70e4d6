import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeFailures } from './describe-failures.ts';

/** `npm run docs`: writes docs/failures.md anew. */
writeFileSync(path.join(import.meta.dirname, '../../docs/failures.md'), describeFailures());
