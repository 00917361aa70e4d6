import type { Report } from '../../async/report.ts';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import { openStore, type Store } from '../../store/open-store.ts';
import { setAside } from '../../store/set-aside.ts';

/** Opens a store of which a new one can be begun: one that cannot be read is put aside under another name first, and that is reported. */
export const openRebuiltStore = (options: Parameters<typeof openStore>[0], report: Report): Store => {
  try {
    return openStore(options);
  } catch (error) {
    if (storageProblemOf(error) !== 'store-damaged') throw error;
    report(`a store is damaged; it is kept as ${setAside(options.file, 'damaged')}, and begun anew`, error);
    return openStore(options);
  }
};
