import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { repackModels } from './pack-models.ts';
import { unpackJson, unpackText } from './pack.ts';

const require = createRequire(import.meta.url);

const readsFile = /readFileSync\(new URL\('([\w.-]+)', import\.meta\.url\), 'utf8'\)/g;
/** Modules that are nothing but tables, which are the same after JSON: those of CommonJS, and those with exports. */
const tables = /\/iconv-lite\/encodings\/(?:tables\/[\w-]+\.json|sbcs-data-generated\.js)$/;
const exportedTables = /\/(?:libmime\/dist\/esm\/mimetypes|jschardet\/build\/pipeline\/_byte-decode-tables)\.js$/;
const mapLiteral = /new Map\((\[\n[\s\S]*?\n\])\)/g;
const longLiteral = /^(const \w+ = (?:\/\*#__PURE__\*\/ new Uint(?:8|16)Array\()?)(\[[\d, ]{2000,}\]|"[^"\\\n]{2000,}")/gm;
const models = /\/jschardet\/build\/models\/models\.bin\.js$/;

/**
 * A plugin of rolldown that brings data into the one file, compressed: text that a module of ours reads from beside itself when it is first
 * needed, and the tables of packages. What a module does stays the same. Throws where a package has its tables in another form than is known.
 */
export const inlineData = {
  name: 'inline-data',
  load(path: string): { code: string; moduleType: 'js' } | null {
    const id = path.replaceAll('\\', '/');
    if (tables.test(id)) return { code: `module.exports = ${unpackJson(require(path))};`, moduleType: 'js' };
    if (!exportedTables.test(id)) return null;
    const { default: whole, ...exported } = require(path) as Record<string, unknown>;
    const code = `const { ${Object.keys(exported).join(', ')} } = ${unpackJson(exported)};
      export { ${Object.keys(exported).join(', ')} }; ${whole === undefined ? '' : `export default { ${Object.keys(exported).join(', ')} };`}`;
    return { code, moduleType: 'js' };
  },
  transform(code: string, path: string): string | null {
    const id = path.replaceAll('\\', '/');
    if (models.test(id)) return repackModels(code);
    if (id.endsWith('/nodemailer/dist/esm/mime-funcs/mime-types.js')) return packMaps(code);
    if (id.endsWith('/tldts/dist/cjs/index.js')) return packLiterals(code);
    if (!id.includes('/bridge/src/')) return null;
    return code.replaceAll(readsFile, (_, name: string) => unpackText(readFileSync(new URL(name, `file://${id}`))));
  },
};

/** Throws where nothing was found: a new version of a package may have its tables in another form. */
const replaceEvery = (code: string, pattern: RegExp, name: string, replacement: (...found: [string, string, string]) => string): string => {
  const replaced = code.replaceAll(pattern, replacement);
  if (replaced === code) throw new Error(`${name} has its tables in another form than is known`);
  return replaced;
};

const packMaps = (code: string): string =>
  // A literal of strings and lists of them, of a package whose hash is locked.
  // oxlint-disable-next-line typescript/no-implied-eval
  replaceEvery(code, mapLiteral, 'nodemailer', (_, literal) => `new Map(${unpackJson(new Function(`return ${literal}`)())})`);

const packLiterals = (code: string): string =>
  replaceEvery(code, longLiteral, 'tldts', (_, before, literal) => `${before}${unpackJson(JSON.parse(literal))}`);
