import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { messageKey } from '../mail/message-key.ts';

export type UnreadAction = 'read' | 'archive' | 'trash';

/** What was done last, and how it stands. */
type UnreadNotice = { notice: 'done'; action: UnreadAction; row: MessageRow } | { notice: 'failed' };

export interface UnreadModel {
  /** Null until it is known. */
  rows: ReadonlySignal<readonly MessageRow[] | null>;
  notice: ReadonlySignal<UnreadNotice | null>;
  load: () => Promise<void>;
  act: (action: UnreadAction, row: MessageRow) => Promise<void>;
  undo: () => Promise<void>;
  /** Does now what was held back: the popup closes. */
  flush: () => void;
}

const shown = 5;
/** How long a message can be kept that was deleted or archived. */
const keepMs = 5_000;

/** The newest unread mail of all accounts, and what can be done with it at once. Moving waits a moment: no server has an undo. */
export const createUnreadModel = ({
  call,
  sleep,
}: {
  call: Call;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}): UnreadModel => {
  const rows = signal<readonly MessageRow[] | null>(null);
  const notice = signal<UnreadNotice | null>(null);
  /** On their way, or done and perhaps not yet told of by the bridge. */
  const away = new Set<string>();
  let held: { row: MessageRow; end: AbortController; isKept: boolean } | null = null;

  const load = async () => {
    const answer = await call('mail.unread', { limit: 20 });
    if (answer.ok) rows.value = answer.value.rows.filter(({ ref }) => !away.has(messageKey(ref))).slice(0, shown);
  };
  const bringBack = async (row: MessageRow, why: UnreadNotice) => {
    away.delete(messageKey(row.ref));
    notice.value = why;
    await load();
  };
  const move = async (action: 'archive' | 'trash', row: MessageRow) => {
    const refs = [row.ref];
    const answer = await (action === 'archive' ? call('mail.move', { refs, to: { role: 'archive' } }) : call('mail.trash', { refs }));
    if (!answer.ok || 'failed' in answer.value || ('refused' in answer.value && answer.value.refused !== 'not-found'))
      await bringBack(row, { notice: 'failed' });
  };

  return {
    rows,
    notice,
    load,
    act: async (action, row) => {
      held?.end.abort();
      away.add(messageKey(row.ref));
      notice.value = { notice: 'done', action, row };
      await load();
      if (action === 'read') {
        const answer = await call('mail.markSeen', { refs: [row.ref], seen: true });
        if (!answer.ok || 'failed' in answer.value) await bringBack(row, { notice: 'failed' });
        return;
      }
      const own = { row, end: new AbortController(), isKept: false };
      held = own;
      await sleep(keepMs, own.end.signal);
      if (held === own) held = null;
      if (!own.isKept) await move(action, row);
    },
    undo: async () => {
      const last = notice.peek();
      if (last?.notice !== 'done') return;
      notice.value = null;
      away.delete(messageKey(last.row.ref));
      if (last.action === 'read') await call('mail.markSeen', { refs: [last.row.ref], seen: false });
      else if (held && held.row === last.row) {
        held.isKept = true;
        held.end.abort();
      }
      await load();
    },
    flush: () => held?.end.abort(),
  };
};
