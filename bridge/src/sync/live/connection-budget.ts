import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Credential } from '@kurrier/shared/account/credential';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { sleep } from '@kurrier/shared/async/sleep';

/** A server counts a connection for a moment longer than it lasts. */
const goneAfterMs = 500;

export type OpenNeeded<Session> = (
  request: Credential & { settings: ServerSettings },
  options: { signal: AbortSignal },
) => Promise<Outcome<Session, Failure>>;

/**
 * Opens a session that somebody needs: where the server says that there are too many already, those that only listen give way (`freeConnection`
 * resolves with whether there were any), and it is tried once more.
 */
export const openWithinBudget =
  <Session>(open: OpenNeeded<Session>, freeConnection: (host: string) => Promise<boolean>): OpenNeeded<Session> =>
  async (request, options) => {
    const opened = await open(request, options);
    if (opened.ok || opened.failure.kind !== 'server.too_many_connections') return opened;
    if (!(await freeConnection(request.settings.host))) return opened;
    await sleep(goneAfterMs, options.signal);
    return open(request, options);
  };

/** Opens further connections, of which no more than `most` are open at once, those that are being opened among them; null: no more now. */
export const limitConnections = <More extends Outcome<{ closed: Promise<void> }, Failure> | null>(
  open: (signal: AbortSignal) => Promise<More>,
  most: number,
): ((signal: AbortSignal) => Promise<More | null>) => {
  let count = 0;
  return async (signal) => {
    if (count >= most) return null;
    count++;
    let ended: Promise<void> = Promise.resolve();
    try {
      const opened = await open(signal);
      if (opened?.ok) ended = opened.value.closed;
      return opened;
    } finally {
      void ended.then(() => count--);
    }
  };
};
