interface Bundle {
  [file: string]: { modules?: Record<string, { renderedLength: number }> };
}

/** Notes the folder of every package of which code ends up in a build. The plugin goes into every build of the extension. */
export const createPackageCollector = () => {
  const folders = new Set<string>();
  const plugin = {
    name: 'collect-packages',
    generateBundle(_: unknown, bundle: Bundle) {
      for (const { modules = {} } of Object.values(bundle))
        for (const [id, { renderedLength }] of Object.entries(modules)) {
          const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
          if (folder && renderedLength > 0) folders.add(folder);
        }
    },
  };
  return { plugin, folders };
};
