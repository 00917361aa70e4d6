/** The packages of the Node runtime name their system as a text, pnpm reads lists only: without this, every system installs Windows' too. */
const asList = (value) => (typeof value === 'string' ? [value] : value);

const readPackage = (manifest) => {
  if (manifest.os) manifest.os = asList(manifest.os);
  if (manifest.cpu) manifest.cpu = asList(manifest.cpu);
  return manifest;
};

module.exports = { hooks: { readPackage } };
