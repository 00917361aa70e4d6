import { browser } from 'wxt/browser';
import type { PackageProcessor, PackageSystem } from '@kurrier/shared/bridge/release-packages';

const systems: Readonly<Record<string, PackageSystem>> = { linux: 'linux', mac: 'mac', win: 'windows' };
/** Firefox says aarch64 where Chromium says arm64. */
const processors: Readonly<Record<string, PackageProcessor>> = { 'x86-64': 'x64', arm64: 'arm64', aarch64: 'arm64' };

/** Which system and processor the browser runs on, as far as packages are made for them. */
export const readThisComputer = async (): Promise<{ system: PackageSystem | 'other'; processor: PackageProcessor | null }> => {
  const { os, arch } = await browser.runtime.getPlatformInfo();
  return { system: systems[os] ?? 'other', processor: processors[arch] ?? null };
};
