import type { Probe, ProbeResult } from '../source-contract.ts';

/** How long a server on this computer may take to greet before TLS at once is tried beside it. */
const silenceMs = 500;

/**
 * Probes a port of this computer that may speak either way, whatever its number: in plain text first, and with TLS at once where that
 * meets silence, as Proton Mail Bridge, DavMail and hydroxide can be set up to want it.
 */
export const probeLocalPort =
  (probe: Probe): Probe =>
  async (target, ending) => {
    const end = new AbortController();
    const signal = AbortSignal.any([ending, end.signal]);
    const silence = Promise.withResolvers<'silent'>();
    const timer = setTimeout(silence.resolve, silenceMs, 'silent');
    try {
      const plain = probe(target, signal);
      const first = await Promise.race([plain, silence.promise]);
      return first === 'silent' ? await firstFound([plain, probe({ ...target, startsWithTls: true }, signal)]) : first;
    } finally {
      clearTimeout(timer);
      end.abort();
    }
  };

/** The first that finds something; undefined once none did. */
const firstFound = (probes: Promise<ProbeResult | undefined>[]): Promise<ProbeResult | undefined> =>
  new Promise((resolve) => {
    const each = probes.map((probe) => probe.then((found) => found && resolve(found)));
    void Promise.all(each).then(() => resolve(undefined));
  });
