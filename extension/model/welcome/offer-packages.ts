import {
  releasePackages,
  type PackageProcessor,
  type PackageSystem,
  type ReleasePackage,
  type ReleasePackageName,
} from '@kurrier/shared/bridge/release-packages';

/** What is known of the computer that a page is shown on; a processor that no package is made for, or that is not told, is null. */
export interface Computer {
  system: PackageSystem | 'other';
  processor: PackageProcessor | null;
}

/** What is published: the folder of the files, and the SHA-256 of each. */
export interface Published {
  folder: string | null;
  checksums: Readonly<Partial<Record<ReleasePackageName, string>>>;
}

/** A file for one processor; `url` and `sha256` are null until it is published. */
export interface PackageFile {
  name: ReleasePackageName;
  processor: PackageProcessor;
  fileName: string;
  download: { url: string; sha256: string } | null;
}

/** One way to install on one system: the file for the processor that is likely, and the others. */
export interface PackageOffer {
  kind: 'deb' | PackageSystem;
  system: PackageSystem;
  file: PackageFile;
  others: PackageFile[];
}

/** Where the browser does not tell: what most computers with that system have that are sold today. */
const likely: Record<PackageSystem, PackageProcessor> = { linux: 'x64', mac: 'arm64', windows: 'x64' };
const kinds: readonly PackageOffer['kind'][] = ['deb', 'linux', 'mac', 'windows'];

const downloadOf = (name: ReleasePackageName, fileName: string, { folder, checksums }: Published): PackageFile['download'] => {
  const sha256 = checksums[name];
  const base = folder === null ? null : URL.parse(folder.endsWith('/') ? folder : `${folder}/`);
  // A file that cannot be checked, or comes over an open line, is none.
  if (base?.protocol !== 'https:' || sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)) return null;
  return { url: new URL(fileName, base).href, sha256 };
};

/** One offer for each kind of package, those for this computer first, with the file that fits its processor. */
export const offerPackages = ({ system, processor }: Computer, version: string, published: Published): PackageOffer[] => {
  const all = Object.entries(releasePackages) as [ReleasePackageName, ReleasePackage][];
  const offers = kinds.map((kind): PackageOffer => {
    const files = all
      .filter(([, one]) => (kind === 'deb' ? one.format === 'deb' : one.format === 'archive' && one.system === kind))
      .map(([name, one]): PackageFile => {
        const fileName = one.fileName(version);
        return { name, processor: one.processor, fileName, download: downloadOf(name, fileName, published) };
      });
    const of: PackageSystem = kind === 'deb' ? 'linux' : kind;
    const wanted = of === system ? (processor ?? likely[of]) : likely[of];
    const file = files.find((one) => one.processor === wanted) ?? files[0]!;
    return { kind, system: of, file, others: files.filter((one) => one !== file) };
  });
  return offers.toSorted((a, b) => Number(b.system === system) - Number(a.system === system));
};

/** Whether something can be downloaded, be it for another computer. */
export const isAnyPublished = (offers: readonly PackageOffer[]): boolean =>
  offers.some(({ file, others }) => [file, ...others].some(({ download }) => download !== null));
