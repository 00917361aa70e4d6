import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand } from './run-command.ts';
import { scanFetch } from './grammar/fetch-response.ts';
import type { ImapSession } from './imap-session.ts';

export interface WantedSection {
  /** What stands in the brackets: `1.2`, or nothing for the whole message. */
  section: string;
  offset: number;
  length: number;
}

/** Fetches pieces of one message without marking it as read; a section that the server does not send is empty, null: no such message. */
export const fetchSections = async (
  session: ImapSession,
  uid: number,
  wanted: readonly WantedSection[],
): Promise<Outcome<Buffer[] | null, Failure>> => {
  const items = wanted.map(({ section, offset, length }) => `BODY.PEEK[${section}]<${offset}.${length}>`);
  const room = wanted.reduce((sum, { length }) => sum + length, 64 * 1024);
  let found: Buffer[] | null = null;
  const answer = await runCommand(session, `UID FETCH ${uid} (UID ${items.join(' ')})`, {
    maxResponseBytes: room,
    onUntagged(response) {
      const scanned = scanFetch(response);
      if (scanned?.uid !== uid || scanned.sections.size === 0) return;
      found = wanted.map(({ section }) => Buffer.from(scanned.sections.get(`BODY[${section}]`.toUpperCase()) ?? []));
    },
  });
  return answer.ok ? succeed(found) : answer;
};
