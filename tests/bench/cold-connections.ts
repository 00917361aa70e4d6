import { createOpenSmtpSession } from '../../bridge/src/smtp/open-smtp-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { createTlsSessions } from '../../bridge/src/net/tls-sessions.ts';
import { startMailServers } from '../send/start-mail-servers.ts';
import type { HarnessOptions } from '../send/sending-harness.ts';
import { startDelayingProxy } from '../servers/start-delaying-proxy.ts';
import { comparePairs, median, type Row } from './benchmark.ts';

const roundTripMs = 50;
const rounds = 5;
const messages = 5;

/** Postfix far away, which lets TLS sessions go on (RFC 8446 §2.2, RFC 5077), or does not. */
const startFar = async (version: string, hasTickets: boolean) => {
  const servers = await startMailServers({
    postfix: `smtpd_tls_mandatory_protocols = >=${version}, <=${version}\n${hasTickets ? '' : 'tls_ssl_options = NO_TICKET'}`,
  });
  const proxy = await startDelayingProxy({ port: servers.postfix.ports.submission }, roundTripMs);
  const settings = servers.harnessFor('ann');
  const deps = { ...createProtocolDeps(settings.protocol), tlsSessions: createTlsSessions() };
  return {
    options: { ...settings, port: proxy.port, openSession: createOpenSmtpSession(deps) },
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await servers[Symbol.asyncDispose]();
    },
  };
};

/**
 * What it saves that a connection goes on with the TLS session of an earlier one, where each message has a connection of its own: the same
 * server with tickets and without, in turn. Before TLS 1.3 that is a round trip (RFC 5246 §7.3); since, only the proof of the key.
 */
export const overColdConnections = async function* (
  send: (options: HarnessOptions, count: number) => Promise<{ perSecond: number; cpuMs: number }>,
): AsyncIterable<Row> {
  for (const version of ['TLSv1.2', 'TLSv1.3']) {
    await using resuming = await startFar(version, true);
    await using whole = await startFar(version, false);
    const measure = async ({ options }: typeof whole) => {
      const { perSecond, cpuMs } = await send(options, messages);
      return { ms: 1000 / perSecond, cpuMs };
    };
    for (const server of [resuming, whole]) await measure(server);
    const taken: { resumed: Awaited<ReturnType<typeof measure>>; full: Awaited<ReturnType<typeof measure>> }[] = [];
    for (let round = 0; round < rounds; round++) taken.push({ resumed: await measure(resuming), full: await measure(whole) });
    const middle = (of: (one: (typeof taken)[number]) => number): number => Math.round(median(taken.map(of)) * 10) / 10;
    yield {
      what: `${roundTripMs} ms away, Pool FALSE, ${version}: a message, session resumed / not`,
      resumedMs: middle(({ resumed }) => resumed.ms),
      wholeMs: middle(({ full }) => full.ms),
      savedRoundTrips: (median(taken.map(({ resumed, full }) => full.ms - resumed.ms)) / roundTripMs).toFixed(2),
      savedCpuMs: middle(({ resumed, full }) => full.cpuMs - resumed.cpuMs),
      ...comparePairs(taken.map(({ resumed, full }) => [resumed.ms, full.ms])).columns,
    };
  }
};
