import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import type { Call } from '../call.ts';
import { createAliasesModel, provedOf, type AliasesModel } from './aliases-model.ts';
import { createAttachments, type AppendPiece, type AttachedFile, type AttachmentsModel } from './attachments-model.ts';
import { emptyMessage, findComposeErrors, messageOf, type ComposeErrors, type ComposeFields } from './compose-fields.ts';

/** A message that is being written, as it outlives a reload: no bytes of files, nothing secret. */
export interface ComposeDraft {
  fields: ComposeFields;
  files: readonly AttachedFile[];
  /** Of the attempt whose answer is not known: the same message with the same key is accepted once. */
  key: string | null;
}

export interface Sender {
  accountId: string;
  address: string;
  name: string;
}

export type LimitsState =
  | { state: 'asking' }
  | { state: 'known'; attachments: number | null; smtpUtf8: boolean }
  | { state: 'failed'; failure: Failure }
  | { state: 'unknown' };

export type SendRefusal =
  | { reason: BridgeProblem | 'not-found' | 'receive-only' | 'key-reused' | 'sender-not-yours' | 'upload-incomplete' }
  | { reason: 'too-large'; size: number; limit: number };

type ComposePhase =
  | { phase: 'editing' }
  | { phase: 'sending' }
  | { phase: 'refused'; refusal: SendRefusal }
  | { phase: 'accepted'; entry: OutboxEntry };

export interface ComposeModel {
  fields: ReadonlySignal<ComposeFields>;
  errors: ReadonlySignal<ComposeErrors>;
  phase: ReadonlySignal<ComposePhase>;
  limits: ReadonlySignal<LimitsState>;
  aliases: AliasesModel;
  attachments: AttachmentsModel;
  isUploading: ReadonlySignal<boolean>;
  isRestored: boolean;
  edit: (change: Partial<ComposeFields>) => void;
  /** Chooses who sends; asks what the account's server takes. */
  chooseSender: (sender: Sender) => Promise<void>;
  send: () => Promise<void>;
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
  /** One that was left, or taken back. */
  draft?: Partial<ComposeDraft> | null;
  /** What stands in it before anything is written: an answer's recipients, subject and quote. */
  begun?: Partial<ComposeFields>;
}

/** What a person writes; whom it is from is chosen for them. */
const typedFields = ['to', 'cc', 'bcc', 'replyTo', 'subject', 'text'] as const satisfies (keyof ComposeFields)[];

/** One message that is being written, kept after every edit until it is accepted or discarded. */
export const createComposeModel = (deps: ComposeDeps): ComposeModel => {
  const { call, createId, keepDraft, draft: restored } = deps;
  const begun: ComposeFields = { ...emptyMessage(), ...deps.begun };
  const fields = signal<ComposeFields>({ ...begun, ...restored?.fields });
  const phase = signal<ComposePhase>({ phase: 'editing' });
  const limits = signal<LimitsState>({ state: 'unknown' });
  const aliases = createAliasesModel({ call });
  const wasTried = signal(false);
  let key = restored?.key ?? null;

  const draft = (): ComposeDraft => ({ fields: fields.peek(), files: attachments.files.peek(), key });
  const isBlank = () => typedFields.every((field) => fields.peek()[field] === '') && attachments.files.peek().length === 0;
  /** It was handed over or given up: a file that is still on its way up must not bring it back. */
  let isOver = false;
  const changed = () => {
    if (isOver) return;
    key = null;
    if (phase.value.phase === 'refused') phase.value = { phase: 'editing' };
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

  const askLimits = async (accountId: string) => {
    limits.value = { state: 'asking' };
    const answer = await call('send.limits', { accountId });
    if (fields.peek().accountId !== accountId) return;
    if (!answer.ok || 'refused' in answer.value) limits.value = { state: 'unknown' };
    else if ('failure' in answer.value) limits.value = { state: 'failed', failure: answer.value.failure };
    else limits.value = { state: 'known', attachments: answer.value.attachments ?? null, smtpUtf8: answer.value.smtpUtf8 };
  };
  const send = async () => {
    if (phase.value.phase === 'sending' || isUploading.value) return;
    wasTried.value = true;
    if (Object.keys(errors.value).length > 0) return;
    phase.value = { phase: 'sending' };
    key ??= createId();
    await keepDraft(draft());
    const files = attachments.files
      .peek()
      .map(({ uploadId, name, type }) => ({ uploadId: uploadId ?? '', fileName: name, contentType: type }));
    const { accountId } = fields.value;
    const answer = await call('send.message', { accountId, idempotencyKey: key, message: messageOf(fields.value, files) });
    if (!answer.ok) {
      phase.value = { phase: 'refused', refusal: { reason: answer.failure } };
    } else if ('refused' in answer.value) {
      const { refused } = answer.value;
      phase.value = {
        phase: 'refused',
        refusal: refused === 'too-large' ? { reason: refused, ...sizesOf(answer.value) } : { reason: refused },
      };
      // Another message stands under the key; this one gets its own.
      if (refused === 'key-reused') key = null;
    } else {
      isOver = true;
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
    isRestored: restored !== null && restored !== undefined,
    edit: (part) => {
      fields.value = { ...fields.value, ...part };
      changed();
    },
    chooseSender: async ({ accountId, address, name }) => {
      const isSame = fields.value.accountId === accountId && limits.value.state !== 'unknown';
      const isAlias = provedOf(aliases.state.value).some((alias) => alias.address === address);
      fields.value = { ...fields.value, accountId, from: address, fromName: isAlias && name !== '' ? name : fields.value.fromName };
      changed();
      if (!isSame) await Promise.all([askLimits(accountId), aliases.load(accountId)]);
    },
    send,
    discard: () => {
      isOver = true;
      for (const { id } of attachments.files.peek()) attachments.remove(id);
      attachments.clear();
      void keepDraft(null);
    },
    isWritten: () => typedFields.some((field) => fields.peek()[field] !== begun[field]) || attachments.files.peek().length > 0,
    draft,
  };
};

const sizesOf = ({ size, limit }: { size?: number; limit?: number }) => ({ size: size ?? 0, limit: limit ?? 0 });
