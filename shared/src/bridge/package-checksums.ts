import type { ReleasePackageName } from './release-packages.ts';

/**
 * The SHA-256 of each published package, from the release's SHA256SUMS (docs/release.md). The extension alone reads this file: a program that
 * held its own hash would have another one. A package without a hash is offered to nobody.
 */
export const packageChecksums: Readonly<Partial<Record<ReleasePackageName, string>>> = {};
