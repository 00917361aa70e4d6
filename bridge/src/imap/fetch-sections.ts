import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { scanFetch } from './grammar/fetch/fetch-response.ts';
import { parseUntagged } from './grammar/untagged-responses.ts';
import type { ImapSession } from './imap-session.ts';
import type { WantedSection } from './on-demand/opened-mailbox.ts';
import { runCommand } from './run-command.ts';

/** Room for what stands around the pieces. */
const aroundBytes = 64 * 1024;

/**
 * Fetches pieces of one message of the open mailbox on our own session, without marking it as read; a section that the server does not send
 * is empty, null: no such message. `onNews` is called where the server tells of a change meanwhile: it will not do so again.
 */
export const fetchSections = async (
  session: ImapSession,
  uid: number,
  wanted: readonly WantedSection[],
  onNews: () => void,
): Promise<Outcome<Buffer[] | null, Failure>> => {
  let sections: Map<string, Buffer | null> | null = null;
  const items = wanted.map(({ section, offset, length }) => `BODY.PEEK[${section}]<${offset}.${length}>`);
  const answer = await runCommand(session, `UID FETCH ${uid} (UID ${items.join(' ')})`, {
    expected: 1,
    maxResponseBytes: wanted.reduce((sum, { length }) => sum + length, aroundBytes),
    onUntagged(response) {
      const found = scanFetch(response);
      if (found?.uid === uid && found.sections.size > 0) sections = new Map([...(sections ?? []), ...found.sections]);
      else if (found ? found.sections.size === 0 : isChange(response)) onNews();
    },
  });
  if (!answer.ok) return answer;
  const told = sections as Map<string, Buffer | null> | null;
  if (!told) return succeed(null);
  const named = new Map([...told].map(([name, bytes]) => [plainName(name), bytes]));
  return succeed(wanted.map(({ section, length }) => (named.get(plainName(`BODY[${section}]`)) ?? Buffer.alloc(0)).subarray(0, length)));
};

/** `BODY[1]<0>` as `BODY[1]`, whatever stands in quotes, blanks and case. */
const plainName = (name: string): string =>
  name
    .replace(/<\d+>$/, '')
    .replaceAll(/["\s]/g, '')
    .toUpperCase();

const isChange = (response: Buffer): boolean => {
  const type = parseUntagged(response)?.type;
  return type === 'expunge' || type === 'vanished';
};
