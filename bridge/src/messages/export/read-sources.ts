import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { OnDemandFailure, OnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import type { FindMailbox } from '../find-message.ts';

/** Bytes of one answer, and of the longest message in it: longer ones are read in pieces. One call of the bridge carries a mebibyte. */
const mostTogether = 768 * 1024;
const longest = 256 * 1024;
/** A size that a server only guessed may be a little less than what it sends. */
const slack = 4096;

export interface Sources {
  /** For the first of the wished messages, in their order: null where one is gone, or too long for this. */
  sources: (Buffer | null)[];
}

/**
 * Reads whole messages of one mailbox as they are on the server, in one command: as many of the first ones as one answer may carry. What is
 * held is bounded by that.
 */
export const createReadSources =
  ({ findMailbox, onDemand }: { findMailbox: FindMailbox; onDemand: OnDemandConnections }) =>
  async ({ refs }: { refs: readonly MessageRef[] }): Promise<Sources | OnDemandFailure> => {
    const [first] = refs;
    const isOneMailbox = refs.every(({ mailboxId, uidValidity }) => mailboxId === first?.mailboxId && uidValidity === first.uidValidity);
    const found = first && isOneMailbox ? await findMailbox(first) : null;
    if (!first || !found) return { refused: 'not-found' };
    const stored = await found.store.readMany(refs.map(({ uid }) => uid));
    const sizes = new Map(stored.map(({ uid, size }) => [uid, size]));
    const taken: { uid: number; size: number | null }[] = [];
    let together = 0;
    for (const { uid } of refs) {
      const size = sizes.get(uid);
      const isFetched = size !== undefined && size <= longest;
      if (isFetched && together + size + slack > mostTogether) break;
      together += isFetched ? size + slack : 0;
      taken.push({ uid, size: isFetched ? size : null });
    }
    const wanted = taken.filter(({ size }) => size !== null);
    if (wanted.length === 0) return { sources: taken.map(() => null) };
    const target = { ...first, uid: Math.max(...wanted.map(({ uid }) => uid)), mailbox: found.mailbox, write: false };
    const fetched = await onDemand.run(target, (mailbox) =>
      mailbox.fetchSources(
        wanted.map(({ uid }) => uid),
        Math.max(...wanted.map(({ size }) => size ?? 0)) + slack,
      ),
    );
    if (!fetched.ok) return fetched.failure;
    let room = mostTogether;
    return {
      sources: taken.map(({ uid }) => {
        const source = fetched.value.get(uid);
        if (!source || source.length > room) return null;
        room -= source.length;
        return source;
      }),
    };
  };
