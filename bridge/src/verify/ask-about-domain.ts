import type { Failure } from '@kurrier/shared/failure/failure';
import type { LookUpMx } from '../net/connection-deps.ts';

/** So long the name of a provider may keep a verdict waiting. */
const patienceMs = 1000;

interface Asking {
  address: string;
  signal: AbortSignal;
  lookUpMx: LookUpMx | undefined;
}

/**
 * Reads a refusal once more with the MX hosts of the address's domain, where nothing else tells whose server it was: it refused in words, it
 * stands in the address's own domain, and neither its name nor its banner is known. Otherwise, and where nothing is found, it stays as it is.
 */
export const askAboutDomain = async (
  failure: Failure,
  { address, signal, lookUpMx }: Asking,
  describe: (mxHosts: readonly string[]) => Failure,
): Promise<Failure> => {
  const { reply, server, host = '' } = failure;
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const isOwnHost = `.${host.toLowerCase()}`.endsWith(`.${domain}`);
  if (!lookUpMx || !reply || !isOwnHost || server?.provider || server?.product || signal.aborted) return failure;
  const mxHosts = await lookUpMx(domain, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
  return mxHosts.length > 0 ? describe(mxHosts) : failure;
};
