import type { VerifyLeg } from './verify-leg.ts';
import { runLeg } from './run-leg.ts';
import type { ImapConnection } from '../imap/imap-connection.ts';
import type { ImapReply } from '../imap/grammar/response.ts';
import { identification } from '../imap/client-id.ts';
import { openImap } from '../imap/connect-imap.ts';
import { credentialsFor } from '../sasl/credentials.ts';
import type { ProtocolDeps } from '../net/connection-deps.ts';
import { replyError } from '../net/protocol-error.ts';

/** Verifies a receiving side: signs in, and opens the INBOX read-only, because LOGIN OK is not mailbox OK. */
export const createVerifyImap =
  (deps: ProtocolDeps): VerifyLeg =>
  (request, listeners) =>
    runLeg('imap', request, listeners, deps, async ({ attempt, onLongWait }) => {
      const { settings } = request;
      const credentials = credentialsFor(request, settings);
      const server = await openImap(settings, credentials, attempt, deps, (connection) => onLongWait(() => untaggedRefusal(connection)));
      const { connection, security, certificate, consent, takesId } = server;
      attempt.enter('mailbox');
      let exists = '';
      const hearId = (response: Buffer): void => {
        const id = response.toString('latin1', 0, 600);
        if (/^\* *ID\b/i.test(id)) attempt.hear({ id });
      };
      const identified = takesId ? connection.command(identification, { onUntagged: hearId }) : undefined;
      const examined = connection.command('EXAMINE INBOX', {
        onUntagged: (response) => void (exists = /^\* (\d+) EXISTS/i.exec(response.toString('latin1'))?.[1] ?? exists),
      });
      const [reply] = await Promise.all([examined, identified]);
      if (reply.status !== 'OK') throw replyError(withAlerts(consent, reply));
      connection.wire.close(`k0 LOGOUT\r\n`);
      return { security, certificate, warnings: [], detail: exists && `INBOX, ${exists} messages` };
    });

/** Some servers answer a wrong password with an untagged NO and nothing else: after twelve seconds that is their answer. */
const untaggedRefusal = (connection: ImapConnection): Error | undefined => {
  const notice = connection.notices.find((line) => /^\* (?:NO|BAD)\b/i.test(line));
  return notice === undefined ? undefined : replyError({ text: notice });
};

/** Interia signs one in with OK [ALERT] and refuses everything after that: the reason is in the alert. */
const withAlerts = (consent: ImapReply, reply: ImapReply): ImapReply => {
  const alerts = consent.responseCode === 'ALERT' || consent.notices.length > 0 ? `${consent.text}\n` : '';
  return { ...reply, text: `${alerts}${reply.text}` };
};
