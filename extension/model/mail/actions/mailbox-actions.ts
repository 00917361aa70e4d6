import { signal, type ReadonlySignal } from '@preact/signals';
import type { Call } from '../../call.ts';
import { refusalOf, type MailRefusal } from '../mail-refusal.ts';

/** What is wrong with the name that was wished for. */
type NameRefusal = { reason: 'bad-name' | 'taken' };
type MailboxActionState = { phase: 'idle' | 'working' } | { phase: 'failed'; refusal: MailRefusal | NameRefusal };

export interface MailboxActions {
  state: ReadonlySignal<MailboxActionState>;
  /** Each says whether it is done. */
  create: (accountId: string, name: string) => Promise<boolean>;
  rename: (accountId: string, mailboxId: string, name: string) => Promise<boolean>;
  remove: (accountId: string, mailboxId: string) => Promise<boolean>;
  empty: (accountId: string, mailboxId: string) => Promise<boolean>;
}

/** What is done to folders, one after the other; the list of folders follows by itself. */
export const createMailboxActions = ({ call }: { call: Call }): MailboxActions => {
  const state = signal<MailboxActionState>({ phase: 'idle' });
  const run = async (ask: () => Promise<Parameters<typeof refusalOf>[0]>): Promise<boolean> => {
    if (state.peek().phase === 'working') return false;
    state.value = { phase: 'working' };
    const answer = await ask();
    const refusal = nameRefusalOf(answer) ?? refusalOf(answer);
    state.value = refusal ? { phase: 'failed', refusal } : { phase: 'idle' };
    return refusal === null;
  };
  return {
    state,
    create: (accountId, name) => run(() => call('mail.createMailbox', { accountId, name })),
    rename: (accountId, mailboxId, name) => run(() => call('mail.renameMailbox', { accountId, mailboxId, name })),
    remove: (accountId, mailboxId) => run(() => call('mail.deleteMailbox', { accountId, mailboxId })),
    empty: (accountId, mailboxId) => run(() => call('mail.emptyMailbox', { accountId, mailboxId })),
  };
};

const nameRefusalOf = (answer: Parameters<typeof refusalOf>[0]): NameRefusal | null => {
  const refused = answer.ok && 'refused' in answer.value ? answer.value.refused : null;
  return refused === 'bad-name' || refused === 'taken' ? { reason: refused } : null;
};
