import { loadOnce } from '../async/load-once.ts';
import type { TrustedKey } from '../net/trust.ts';
import type { BridgeOptions } from './bridge-options.ts';

/** What asks the network about an address, loaded when the first one is looked up. `trustedKeys` are those that people decided about. */
export const loadDiscovery = (options: BridgeOptions, trustedKeys: () => readonly TrustedKey[]) =>
  loadOnce(async () => {
    const { assembleDiscovery, assembleDoctor, assembleLocalLookup, assembleLookUpMx, assemblePictures, assemblePostForm } =
      await import('./assemble-discovery.ts');
    const overrides = { ...options, ...options.discovery, trustedKeys };
    return {
      discover: assembleDiscovery(overrides),
      doctor: assembleDoctor(overrides),
      lookAtLocal: assembleLocalLookup(overrides),
      fetchBytes: assemblePictures(overrides),
      postForm: assemblePostForm(overrides),
      lookUpMx: assembleLookUpMx(overrides),
    };
  });
