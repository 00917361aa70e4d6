import { scanFetch } from '../../imap/grammar/fetch/fetch-response.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import { runCommand } from '../../imap/run-command.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { headerItems, maxHeaderBytes } from './fetch-messages.ts';
import type { MailboxWork } from './mailbox-work.ts';
import { createFetchReader } from './to-stored-message.ts';

/** Messages by UID that came in the flight in which their mailbox was opened. */
export type EarlyMessages = ReadonlyMap<number, StoredMessage>;

/** A mailbox with more messages than these is fetched when it is open, page by page. */
const mostEarly = 100;

/** Whether everything in a mailbox may be asked for while it is opened: it was never synced, and STATUS says that there is little in it. */
export const canFetchEarly = ({
  connection,
  store,
  since,
  surveyed,
}: Pick<MailboxWork, 'connection' | 'store' | 'since' | 'surveyed'>): boolean =>
  store.cursor() === null &&
  since === null &&
  connection.access === 'EXAMINE' &&
  !!surveyed &&
  surveyed.messages > 0 &&
  surveyed.messages <= mostEarly;

/**
 * Asks for the headers of all messages in the mailbox that an earlier command of the same flight opens. Takes only what is said after that
 * one was answered; where one line of it does not fit the one before it, or cannot be read, none of them: they are asked for once more then,
 * by their UIDs.
 */
export const fetchEarly = async (session: ImapSession, expected: number): Promise<EarlyMessages> => {
  const found = new Map<number, StoredMessage>();
  const read = createFetchReader();
  let last = { uid: 0, sequence: 0 };
  let isOdd = false;
  const answer = await runCommand(session, `UID FETCH 1:* ${headerItems}`, {
    expected,
    maxResponseBytes: maxHeaderBytes,
    isAfterEarlier: true,
    onUntagged(response) {
      if (isOdd || found.size > mostEarly) return;
      const scanned = scanFetch(response);
      // Others are flags that changed meanwhile, or lines that are none: what they stood for is missing from the sequence.
      if (!scanned?.uid || scanned.internalDate === null) return;
      const { uid, sequence, envelope, structure } = scanned;
      isOdd ||= envelope === null || structure === null || uid <= last.uid || sequence !== last.sequence + 1;
      last = { uid, sequence };
      if (!isOdd) found.set(uid, read(scanned));
    },
  });
  return answer.ok && !isOdd && found.size <= mostEarly ? found : new Map();
};
