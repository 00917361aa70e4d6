/** The systems that packages are made for, as pages know them. */
export type PackageSystem = 'linux' | 'mac' | 'windows';
export type PackageProcessor = 'x64' | 'arm64';

/** A file of a release that people install. */
export interface ReleasePackage {
  system: PackageSystem;
  processor: PackageProcessor;
  /** A package of the system's own kind, or an archive with an installer for a double click. */
  format: 'deb' | 'archive';
  fileName: (version: string) => string;
}

/** Every package, by the name that `npm run release -- --only NAME` takes; the release writes its files under these names. */
export const releasePackages = {
  'deb-amd64': { system: 'linux', processor: 'x64', format: 'deb', fileName: (version) => `kurrier_${version}_amd64.deb` },
  'deb-arm64': { system: 'linux', processor: 'arm64', format: 'deb', fileName: (version) => `kurrier_${version}_arm64.deb` },
  'linux-x64': { system: 'linux', processor: 'x64', format: 'archive', fileName: (version) => `kurrier-${version}-linux-x64.tar.gz` },
  'linux-arm64': { system: 'linux', processor: 'arm64', format: 'archive', fileName: (version) => `kurrier-${version}-linux-arm64.tar.gz` },
  'macos-arm64': { system: 'mac', processor: 'arm64', format: 'archive', fileName: (version) => `kurrier-${version}-macos-arm64.zip` },
  'macos-x64': { system: 'mac', processor: 'x64', format: 'archive', fileName: (version) => `kurrier-${version}-macos-x64.zip` },
  'windows-x64': { system: 'windows', processor: 'x64', format: 'archive', fileName: (version) => `kurrier-${version}-windows-x64.zip` },
} as const satisfies Record<string, ReleasePackage>;
export type ReleasePackageName = keyof typeof releasePackages;

/** Where `npm run release` writes them, in the folder of the source. */
export const releaseFolder = '.output/release';
