import { readFileSync } from 'node:fs';

const readsFile = /readFileSync\(new URL\('([\w.-]+)', import\.meta\.url\), 'utf8'\)/g;

/** A plugin of rolldown that brings data into the one file: text that a module of ours reads from beside itself when it is first needed. */
export const inlineData = {
  name: 'inline-data',
  transform(code: string, path: string): string | null {
    const id = path.replaceAll('\\', '/');
    if (!id.includes('/bridge/src/')) return null;
    return code.replaceAll(readsFile, (_, name: string) => JSON.stringify(readFileSync(new URL(name, `file://${id}`), 'utf8')));
  },
};
