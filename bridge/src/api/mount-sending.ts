import { removeAccount } from '@kurrier/shared/api/accounts';
import { addAlias, listAliases, removeAlias } from '@kurrier/shared/api/aliases';
import { cancelMessage, checkSent, forgetMessage, listOutbox, retryMessage } from '@kurrier/shared/api/outbox';
import { followRoundTrip, startRoundTrip } from '@kurrier/shared/api/round-trip';
import { sendLimits, sendMessage } from '@kurrier/shared/api/send';
import { appendUpload, beginUpload, discardUpload, uploadState } from '@kurrier/shared/api/uploads';
import type { createAccounts } from '../accounts/accounts.ts';
import { mount, type App } from '../http/mount.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { Aliases } from '../send/aliases.ts';
import type { createSending } from '../send/create-sending.ts';
import type { RoundTrips } from '../send/round-trips.ts';
import type { SubmissionCapabilities } from '../smtp/ehlo-capabilities.ts';

/** The use-cases of sending. */
interface SendingUseCases {
  sending: Pick<ReturnType<typeof createSending>, 'sendMessage' | 'outbox' | 'uploads'>;
  aliases: Aliases;
  roundTrips: RoundTrips;
  /** What the account's server takes; undefined where there is no such account. */
  askCapabilities: (accountId: string) => Promise<Outcome<SubmissionCapabilities, Failure> | undefined>;
}

/** Headers and text of a message that is nearly all attachments. */
const overheadBytes = 64 * 1024;
/** Base64 with its line ends: 78 characters for 57 bytes (RFC 2045 §6.8). */
const growth = 78 / 57;

/** Every endpoint of sending, one line each. `load` gives the assembled parts, which are loaded after the bridge listens. */
export const mountSend = (
  app: App,
  load: () => Promise<SendingUseCases>,
  accounts: Pick<ReturnType<typeof createAccounts>, 'remove'>,
): void => {
  mount(app, sendMessage, async (request) => (await load()).sending.sendMessage(request));
  mount(app, sendLimits, async ({ accountId }) => {
    const told = await (await load()).askCapabilities(accountId);
    if (!told) return { refused: 'not-found' as const };
    if (!told.ok) return { failure: told.failure };
    const { largest, smtpUtf8 } = told.value;
    if (largest === undefined) return { smtpUtf8 };
    return { size: largest, attachments: Math.max(0, Math.floor((largest - overheadBytes) / growth)), smtpUtf8 };
  });
  mount(app, listOutbox, async (request) => (await load()).sending.outbox.list(request));
  mount(app, cancelMessage, async (request) => (await load()).sending.outbox.cancel(request));
  mount(app, retryMessage, async (request) => (await load()).sending.outbox.retry(request));
  mount(app, checkSent, async (request) => (await load()).sending.outbox.checkSent(request));
  mount(app, forgetMessage, async (request) => (await load()).sending.outbox.forget(request));
  mount(app, beginUpload, async (request) => (await load()).sending.uploads.begin(request));
  mount(app, appendUpload, async (request, { bytes }) => (await load()).sending.uploads.append(request, bytes));
  mount(app, uploadState, async (request) => (await load()).sending.uploads.state(request));
  mount(app, discardUpload, async (request) => (await load()).sending.uploads.discard(request));
  mount(app, listAliases, async (request) => (await load()).aliases.list(request));
  mount(app, addAlias, async (request) => (await load()).aliases.add(request));
  mount(app, removeAlias, async (request) => (await load()).aliases.remove(request));
  mount(app, startRoundTrip, async (request) => (await load()).roundTrips.start(request));
  mount(app, followRoundTrip, async (request) => (await load()).roundTrips.follow(request));
  mount(app, removeAccount, async ({ id, discardQueued }) => {
    const queued = (await load()).sending.outbox.countOpen(id);
    return queued > 0 && !discardQueued ? { refused: 'queued-mail' as const, queued } : accounts.remove({ id });
  });
};
