import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import type { Call } from '../call.ts';
import { createAliasesModel, provedOf, type AliasesModel } from './aliases-model.ts';
import { createAttachments, type AppendPiece, type AttachedFile, type AttachmentsModel } from './attachments-model.ts';
import { mentionsAttachment } from './mentions-attachment.ts';
import { sendRefusalOf, type SendRefusal } from './send-refusal.ts';
import { createSendLimitsModel, type SendLimitsState } from './send-limits-model.ts';
import { noSettings, swapSignature, type SenderSettings } from './sender-settings.ts';
import { emptyMessage, findComposeErrors, messageOf, uploadedFiles, type ComposeErrors, type ComposeFields } from './compose-fields.ts';

/** A message that is being written, as it outlives a reload: no bytes of files, nothing secret. */
export interface ComposeDraft {
  fields: ComposeFields;
  files: readonly AttachedFile[];
  /** Of the attempt whose answer is not known: the same message with the same key is accepted once. */
  key: string | null;
  /** Its name among the drafts of its account. */
  draftId?: string;
  /** What stood in it when it was opened from there, by whatever program it was written. */
  opened?: string;
}

export interface Sender {
  accountId: string;
  address: string;
  name: string;
}

type ComposePhase =
  | { phase: 'editing' }
  | { phase: 'sending' }
  /** It speaks of something attached, and nothing is: asked before it is sent. */
  | { phase: 'unattached' }
  | { phase: 'refused'; refusal: SendRefusal }
  | { phase: 'accepted'; entry: OutboxEntry };

export interface ComposeModel {
  fields: ReadonlySignal<ComposeFields>;
  errors: ReadonlySignal<ComposeErrors>;
  phase: ReadonlySignal<ComposePhase>;
  limits: ReadonlySignal<SendLimitsState>;
  aliases: AliasesModel;
  attachments: AttachmentsModel;
  isUploading: ReadonlySignal<boolean>;
  isRestored: boolean;
  edit: (change: Partial<ComposeFields>) => void;
  /** Chooses who sends; asks what the account's server takes. */
  chooseSender: (sender: Sender) => Promise<void>;
  /** Asks first where something attached is spoken of and nothing is, unless that is meant. */
  send: (isMeant?: boolean) => Promise<void>;
  keepWriting: () => void;
  discard: () => void;
  /** Whether there is more in it than it was begun with: then it is not given up unasked. */
  isWritten: () => boolean;
  /** The message as it stands, to be taken up again. */
  draft: () => ComposeDraft;
}

export interface ComposeDeps {
  call: Call;
  append: AppendPiece;
  sleep: (ms: number) => Promise<void>;
  createId: () => string;
  keepDraft: (draft: ComposeDraft | null) => Promise<void>;
  /** Its name among the drafts of its account, once the bridge knows it. */
  knownDraft?: () => string | undefined;
  onAccepted?: () => void;
  /** One that was left, or taken back. */
  draft?: Partial<ComposeDraft> | null;
  /** What stands in it before anything is written: an answer's recipients, subject and quote. */
  begun?: Partial<ComposeFields>;
  /** What a person signs messages of an account with. */
  settingsOf?: (accountId: string) => SenderSettings;
}

/** What a person writes; whom it is from is chosen for them. */
const typedFields = ['to', 'cc', 'bcc', 'replyTo', 'subject', 'text'] as const satisfies (keyof ComposeFields)[];

/** One message that is being written, kept after every edit until it is accepted or discarded. */
export const createComposeModel = (deps: ComposeDeps): ComposeModel => {
  const { call, createId, keepDraft, draft: restored } = deps;
  let begun: ComposeFields = { ...emptyMessage(), ...deps.begun };
  const settingsOf = deps.settingsOf ?? (() => noSettings);
  const fields = signal<ComposeFields>({ ...begun, ...restored?.fields });
  const phase = signal<ComposePhase>({ phase: 'editing' });
  const { state: limits, ask: askLimits } = createSendLimitsModel({ call });
  const aliases = createAliasesModel({ call });
  const wasTried = signal(false);
  let key = restored?.key ?? null;

  const draft = (): ComposeDraft => ({ fields: fields.peek(), files: attachments.files.peek(), key });
  /** Nobody wrote anything into it, and it answers nothing. */
  const isBlank = () =>
    typedFields.every((field) => fields.peek()[field] === (field === 'text' && deps.begun === undefined ? begun.text : '')) &&
    attachments.files.peek().length === 0;
  /** It was handed over or given up: a file that is still on its way up must not bring it back. */
  let isOver = false;
  const changed = () => {
    if (isOver) return;
    key = null;
    if (phase.value.phase === 'refused' || phase.value.phase === 'unattached') phase.value = { phase: 'editing' };
    void keepDraft(isBlank() ? null : draft());
  };
  const limit = () => (limits.value.state === 'known' ? limits.value.attachments : null);
  const attachments: AttachmentsModel = createAttachments({
    ...deps,
    limit,
    onChange: changed,
    ...(restored?.files && { restored: restored.files }),
  });
  const errors = computed(() => (wasTried.value ? findComposeErrors(fields.value) : {}));
  const isUploading = computed(() => attachments.files.value.some(({ progress }) => progress.state !== 'done'));

  /** The sender's name and signature, in place of the former sender's where those still stand there. */
  const sign = (accountId: string, from: string, aliasName: string) => {
    const [former, next] = [settingsOf(fields.peek().accountId), settingsOf(accountId)];
    const isNew = !isWritten() && !isRestored && fields.peek().from === '';
    const text = swapSignature(fields.peek().text, { from: isNew ? '' : former.signature, to: next.signature, isNew });
    const isOwnName = fields.peek().fromName === '' || fields.peek().fromName === former.name;
    const fromName = aliasName || (isOwnName ? next.name : fields.peek().fromName);
    if (!isWritten()) begun = { ...begun, text };
    fields.value = { ...fields.peek(), accountId, from, fromName, text };
  };
  const isRestored = restored !== null && restored !== undefined;
  const isWritten = () => typedFields.some((field) => fields.peek()[field] !== begun[field]) || attachments.files.peek().length > 0;
  const send = async (isMeant = false) => {
    if (phase.value.phase === 'sending' || isUploading.value) return;
    wasTried.value = true;
    if (Object.keys(errors.value).length > 0) return;
    const { subject, text } = fields.value;
    if (!isMeant && attachments.files.peek().length === 0 && mentionsAttachment(subject, text)) {
      phase.value = { phase: 'unattached' };
      return;
    }
    phase.value = { phase: 'sending' };
    key ??= createId();
    await keepDraft(draft());
    const files = uploadedFiles(attachments.files.peek());
    const draftId = deps.knownDraft?.();
    const { accountId } = fields.value;
    const answer = await call('send.message', {
      accountId,
      idempotencyKey: key,
      message: messageOf(fields.value, files),
      ...(draftId !== undefined && { draftId }),
    });
    if (!answer.ok) {
      phase.value = { phase: 'refused', refusal: { reason: answer.failure } };
    } else if ('refused' in answer.value) {
      phase.value = { phase: 'refused', refusal: sendRefusalOf(answer.value) };
      // Another message stands under the key; this one gets its own.
      if (answer.value.refused === 'key-reused') key = null;
    } else {
      isOver = true;
      deps.onAccepted?.();
      await keepDraft(null);
      phase.value = { phase: 'accepted', entry: answer.value.entry };
    }
  };

  return {
    fields,
    errors,
    phase,
    limits,
    aliases,
    attachments,
    isUploading,
    isRestored,
    edit: (part) => {
      fields.value = { ...fields.value, ...part };
      changed();
    },
    chooseSender: async ({ accountId, address, name }) => {
      const isSame = fields.value.accountId === accountId && limits.value.state !== 'unknown';
      const isAlias = provedOf(aliases.state.value).some((alias) => alias.address === address);
      sign(accountId, address, isAlias ? name : '');
      changed();
      if (!isSame) await Promise.all([askLimits(accountId), aliases.load(accountId)]);
    },
    send,
    keepWriting: () => {
      if (phase.value.phase === 'unattached') phase.value = { phase: 'editing' };
    },
    discard: () => {
      isOver = true;
      for (const { id } of attachments.files.peek()) attachments.remove(id);
      attachments.clear();
      void keepDraft(null);
    },
    isWritten,
    draft,
  };
};
