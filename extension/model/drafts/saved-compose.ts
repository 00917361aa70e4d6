import type { Call } from '../call.ts';
import { findComposeErrors, messageOf, uploadedFiles, type ComposeFields } from '../send/compose-fields.ts';
import { createComposeModel, type ComposeDeps, type ComposeDraft, type ComposeModel } from '../send/compose-model.ts';
import { createServerDraft, type DraftContent, type ServerDraft } from './server-draft.ts';

/** A message that is being written, and saved among the drafts of its account. */
export interface SavedComposeModel extends ComposeModel {
  server: ServerDraft;
  /** Keeps it as a draft and ends writing it here; false: it could not be kept, and stays. */
  leave: () => Promise<boolean>;
}

/** What a person wrote, to see whether they wrote anything. */
export const snapshotOf = ({ fields, files }: { fields: ComposeFields; files: readonly { name: string; size: number }[] }): string => {
  const { to, cc, bcc, replyTo, subject, text } = fields;
  return JSON.stringify([to, cc, bcc, replyTo, subject, text, files.map(({ name, size }) => [name, size])]);
};

/** Makes the model of a message whose drafts are kept on the server. */
export const createSavedCompose = ({ keepDraft, draft, ...deps }: ComposeDeps & { call: Call }): SavedComposeModel => {
  const draftId = draft?.draftId ?? deps.createId();
  const opened = draft?.opened;
  let isLeft = false;
  const full = (kept: ComposeDraft): ComposeDraft => ({ ...kept, draftId, ...(opened !== undefined && { opened }) });
  /** What was only opened stays as another program wrote it. */
  const isEdited = (): boolean => (opened === undefined ? model.isWritten() : snapshotOf(model.draft()) !== opened);

  const read = (): DraftContent | null => {
    const fields = model.fields.peek();
    const { to: _to, cc: _cc, bcc: _bcc, replyTo: _replyTo, ...errors } = findComposeErrors(fields);
    if (!isEdited() || Object.keys(errors).length > 0 || model.isUploading.peek()) return null;
    const files = model.attachments.files.peek();
    return {
      accountId: fields.accountId,
      message: messageOf(fields, uploadedFiles(files)),
      fileBytes: files.reduce((sum, { size }) => sum + size, 0),
    };
  };
  const server = createServerDraft({ call: deps.call, draftId, isKnown: draft?.draftId !== undefined, read, sleep: deps.sleep });
  const model: ComposeModel = createComposeModel({
    ...deps,
    ...(draft !== undefined && { draft }),
    keepDraft: (kept) => {
      if (kept) server.changed();
      return keepDraft(kept && full(kept));
    },
    knownDraft: () => (server.isKnown() ? draftId : undefined),
    onAccepted: server.end,
  });
  return {
    ...model,
    server,
    draft: () => full(model.draft()),
    discard: () => {
      if (isLeft) return;
      // What was only looked at is not thrown away with it.
      if (isEdited()) void server.discard();
      server.end();
      model.discard();
    },
    leave: async () => {
      if (isEdited() && !(await server.flush())) return false;
      isLeft = true;
      server.end();
      model.discard();
      return true;
    },
  };
};
