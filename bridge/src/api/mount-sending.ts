import { removeAccount } from '@kurrier/shared/api/accounts';
import { addAlias, listAliases, removeAlias } from '@kurrier/shared/api/aliases';
import { cancelMessage, checkSent, forgetMessage, listOutbox, retryMessage } from '@kurrier/shared/api/outbox';
import { followRoundTrip, startRoundTrip } from '@kurrier/shared/api/round-trip';
import { sendLimits, sendMessage } from '@kurrier/shared/api/send';
import { continueDraft, discardDraft, draftState, saveDraft } from '@kurrier/shared/api/writing/drafts';
import { appendUpload, beginUpload, discardUpload, uploadState } from '@kurrier/shared/api/uploads';
import type { createAccounts } from '../accounts/accounts.ts';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { Drafts } from '../send/drafts/drafts.ts';
import type { Aliases } from '../send/aliases.ts';
import type { createSending } from '../send/create-sending.ts';
import type { RoundTrips } from '../send/round-trips.ts';
import type { SubmissionCapabilities } from '../smtp/ehlo-capabilities.ts';

/** The use-cases of sending. */
interface SendingUseCases {
  sending: Pick<ReturnType<typeof createSending>, 'sendMessage' | 'outbox' | 'uploads'>;
  drafts: Pick<Drafts, 'save' | 'state' | 'discard' | 'handedOver'> & {
    continue: (request: RequestOf<typeof continueDraft>) => Promise<ResponseOf<typeof continueDraft>>;
  };
  putAside: () => string[];
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
export const mountSending = (
  table: EndpointTable,
  load: () => Promise<SendingUseCases>,
  accounts: Pick<ReturnType<typeof createAccounts>, 'remove'>,
): void => {
  mount(table, sendMessage, async (request) => {
    const { sending, drafts } = await load();
    const answer = await sending.sendMessage(request);
    if (request.draftId !== undefined && 'entry' in answer) await drafts.handedOver(request.draftId, answer.entry.id);
    return answer;
  });
  mount(table, saveDraft, async (request) => (await load()).drafts.save(request));
  mount(table, draftState, async (request) => (await load()).drafts.state(request));
  mount(table, discardDraft, async (request) => (await load()).drafts.discard(request));
  mount(table, continueDraft, async (request) => (await load()).drafts.continue(request));
  mount(table, sendLimits, async ({ accountId }) => {
    const told = await (await load()).askCapabilities(accountId);
    if (!told) return { refused: 'not-found' as const };
    if (!told.ok) return { failure: told.failure };
    const { largest, smtpUtf8 } = told.value;
    if (largest === undefined) return { smtpUtf8 };
    return { size: largest, attachments: Math.max(0, Math.floor((largest - overheadBytes) / growth)), smtpUtf8 };
  });
  mount(table, listOutbox, async (request) => {
    const { sending, putAside } = await load();
    const [listed, damaged] = [await sending.outbox.list(request), putAside()];
    return damaged.length > 0 ? { ...listed, putAside: damaged } : listed;
  });
  mount(table, cancelMessage, async (request) => (await load()).sending.outbox.cancel(request));
  mount(table, retryMessage, async (request) => (await load()).sending.outbox.retry(request));
  mount(table, checkSent, async (request) => (await load()).sending.outbox.checkSent(request));
  mount(table, forgetMessage, async (request) => (await load()).sending.outbox.forget(request));
  mount(table, beginUpload, async (request) => (await load()).sending.uploads.begin(request));
  mount(table, appendUpload, async (request, { bytes }) => (await load()).sending.uploads.append(request, bytes));
  mount(table, uploadState, async (request) => (await load()).sending.uploads.state(request));
  mount(table, discardUpload, async (request) => (await load()).sending.uploads.discard(request));
  mount(table, listAliases, async (request) => (await load()).aliases.list(request));
  mount(table, addAlias, async (request) => (await load()).aliases.add(request));
  mount(table, removeAlias, async (request) => (await load()).aliases.remove(request));
  mount(table, startRoundTrip, async (request) => (await load()).roundTrips.start(request));
  mount(table, followRoundTrip, async (request) => (await load()).roundTrips.follow(request));
  mount(table, removeAccount, async ({ id, discardQueued }) => {
    const queued = await (await load()).sending.outbox.countOpen(id);
    return queued > 0 && !discardQueued ? { refused: 'queued-mail' as const, queued } : accounts.remove({ id });
  });
};
