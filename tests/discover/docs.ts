import { writeFileSync } from 'node:fs';
import { renderProvidersPage } from './providers-page.ts';

writeFileSync(new URL('../../docs/providers.md', import.meta.url), renderProvidersPage());
