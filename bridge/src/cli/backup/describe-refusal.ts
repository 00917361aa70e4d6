import { dataTooNewWords, describeStorageProblem } from '@kurrier/shared/words/command-line';
import { lockWords } from '@kurrier/shared/words/vault';
import type { DataTooNew } from '../../files/data-version.ts';
import type { PermissionProblem } from '../../files/private-file.ts';
import { refuseStorage } from '../../main/data/refuse-storage.ts';
import type { VaultLocked } from '../../vault/open-vault.ts';

/** Why files of the data folder cannot be used, in a sentence. */
export const describeRefusal = (failure: PermissionProblem | VaultLocked | DataTooNew): string => {
  switch (failure.kind) {
    case 'data-too-new':
      return dataTooNewWords(failure);
    case 'locked':
      return lockWords[failure.reason].replaceAll('{path}', () => failure.path);
    case 'not-private':
      return `others can reach ${failure.path}; this mends it: ${failure.mend}`;
  }
};

/** What a work with files answers; or in a sentence what the system or SQLite say, where they refuse. Throws every other error. */
export const explainStorageErrors = async <Answer>(work: () => Promise<Answer>): Promise<Answer | string> => {
  try {
    return await work();
  } catch (error) {
    const refused = refuseStorage(error);
    return refused.ok ? refused.value : `${describeStorageProblem(refused.failure.problem)} (${refused.failure.detail})`;
  }
};
