import { keepDraft, readDraft } from '../../platform/draft-store.ts';
import type { Call } from '../../model/call.ts';
import { createSavedCompose } from '../../model/drafts/saved-compose.ts';
import type { ComposeDraft } from '../../model/send/compose-model.ts';
import { createCurrentMessage } from '../../model/send/current-message-model.ts';
import { keepSenderSettings, readSenderSettings } from '../../platform/sender-settings-store.ts';
import { createSenderSettings } from '../../model/send/sender-settings-model.ts';
import { createOutboxModel } from '../../model/send/outbox-model.ts';
import { appendPiece } from './append-piece.ts';
import { sleep } from '@kurrier/shared/async/sleep';

/** The models of outgoing mail: the message that is being written, and the outbox. */
export const createSendModels = ({ call, onAccepted, onTakenBack }: { call: Call; onAccepted: () => void; onTakenBack: () => void }) => {
  const outbox = createOutboxModel({ call });
  const settings = createSenderSettings({ read: readSenderSettings, keep: keepSenderSettings });
  const keep = (draft: ComposeDraft | null) => keepDraft(draft, 'compose');
  const message = createCurrentMessage({
    createModel: (begin) =>
      createSavedCompose({
        call,
        append: appendPiece,
        sleep: (ms) => sleep(ms, new AbortController().signal),
        createId: () => crypto.randomUUID(),
        keepDraft: keep,
        settingsOf: settings.of,
        ...begin,
      }),
    readDraft: async () => {
      await settings.loaded;
      return readDraft<ComposeDraft>('compose');
    },
    keepDraft: keep,
    outbox,
    onAccepted,
    onTakenBack,
  });
  void outbox.load();
  return { outbox, message, settings };
};
