const replacements = [
  ['import.meta.url', "require('node:url').pathToFileURL(__filename).href"],
  ['import.meta.filename', '__filename'],
  ['import.meta.dirname', '__dirname'],
] as const;

/**
 * A plugin of rolldown: where a module lies, as CommonJS says it. The bundle is CommonJS, since an import of one of Node's modules reads every
 * export of it, the largest ones too that are made when they are first read.
 */
export const forCommonJs = {
  name: 'for-common-js',
  transform(code: string, path: string): string | null {
    if (!/[\\/](?:bridge|shared)[\\/]src[\\/]/.test(path)) return null;
    return replacements.reduce((text, [from, to]) => text.replaceAll(from, to), code);
  },
};
