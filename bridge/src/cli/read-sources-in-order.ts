import { readSources } from '@kurrier/shared/api/mail';
import type { Call } from '@kurrier/shared/bridge/call';
import type { MessageRow } from '@kurrier/shared/mail/mail';

const mostAtOnce = 1000;

interface ReadRow {
  row: MessageRow;
  /** Null where it has to be read alone: it is too long for company, it is gone, or reading them together failed. */
  source: Buffer | null;
}

/** The sources of messages of one mailbox, in the order of the rows. The next ones are on their way while those before are used. */
export async function* readSourcesInOrder(call: Call, rows: readonly MessageRow[]): AsyncGenerator<ReadRow, void> {
  let done = 0;
  let answer = rows.length > 0 ? readFirst(call, rows.slice(0, mostAtOnce)) : null;
  while (answer) {
    const read = await answer;
    done += read.length;
    answer = done < rows.length ? readFirst(call, rows.slice(done, done + mostAtOnce)) : null;
    // Nobody waits for it where its turn never comes.
    answer?.catch(() => undefined);
    yield* read;
  }
}

const readFirst = async (call: Call, rows: readonly MessageRow[]): Promise<ReadRow[]> => {
  const answer = await call(readSources, { refs: rows.map(({ ref }) => ref) });
  if (!answer.ok || !('lengths' in answer.value)) return rows.map((row) => ({ row, source: null }));
  let offset = 0;
  return answer.value.lengths.slice(0, rows.length).map((length, at) => {
    const source = length === null ? null : Buffer.from(answer.bytes.subarray(offset, offset + length));
    offset += length ?? 0;
    return { row: rows[at]!, source };
  });
};
