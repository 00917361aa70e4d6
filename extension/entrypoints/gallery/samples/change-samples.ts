import { signal } from '@preact/signals';
import type { PendingChange } from '@kurrier/shared/mail/pending-change';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import type { ChangesModel } from '../../../model/changes/changes-model.ts';
import { sampleNow } from './leg-samples.ts';
import { sampleRow } from './mail-samples.ts';
import { ignore } from './model-samples.ts';

/** Changes in these states; of those that failed every second was refused by the server. */
export const changesOf = (...states: PendingChange['state'][]): ChangesModel => ({
  changes: signal(
    states.map((state, at) => ({
      id: String(at),
      accountId: 'work',
      action: at % 2 === 0 ? { kind: 'seen', isSet: true } : { kind: 'move', to: 'Clients' },
      refs: [sampleRow(at).ref, sampleRow(at + 1).ref],
      subject: sampleRow(at).subject,
      at: sampleNow,
      state,
      ...(state === 'failed' && (at % 2 === 0 ? { refusal: 'gone' } : { refusal: 'server', failure: sampleFailures['mailbox.not_found'] })),
    })),
  ),
  follow: ignore,
  dismiss: () => Promise.resolve(),
});
