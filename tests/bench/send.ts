import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { OutgoingMessage } from '@kurrier/shared/mail/outgoing-message';
import { connectionLimits, type ConnectionLimits } from '../../bridge/src/send/delivery/plan-connections.ts';
import { startHarness, type Harness, type HarnessOptions } from '../send/sending-harness.ts';
import { startFaultyRelay } from '../send/start-faulty-relay.ts';
import { startMailServers } from '../send/start-mail-servers.ts';
import { findFreePorts } from '../servers/free-ports.ts';
import { startDelayingProxy } from '../servers/start-delaying-proxy.ts';
import { median, type Row } from './benchmark.ts';
import { overColdConnections } from './cold-connections.ts';

const messages = 3000;
const connections = 5;
const rounds = 3;
const text = 'Hello Bob,\n\nthis is a message of an ordinary length.\n'.repeat(10);
const from = 'ann@mail.test';
const to = 'bob@mail.test';

/** Discards what it gets, without TLS or sign-in (part of Postfix). */
const startSink = async () => {
  const [port] = (await findFreePorts(1, '127.0.0.1')) as [number];
  const child = spawn('/usr/sbin/smtp-sink', [...(process.getuid?.() === 0 ? ['-u', 'nobody'] : []), `127.0.0.1:${port}`, '1000'], {
    stdio: 'ignore',
  });
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await new Promise((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)));
    socket.destroy();
    if (isUp) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { port, [Symbol.dispose]: () => void child.kill() };
};

interface Speed {
  perSecond: number;
  /** Of this process, for each message. */
  cpuMs: number;
}

const measure = async (count: number, run: () => Promise<unknown>): Promise<Speed> => {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  const cpuMs = Math.round((user + system) / count / 10) / 100;
  return { perSecond: Math.round((count * 10_000) / (performance.now() - startedAt)) / 10, cpuMs };
};

/** The limit: Postfix's own load generator, which composes, stores and remembers nothing. */
const runSource = async (port: number): Promise<number> => {
  const size = String(text.length);
  const args = ['-d', '-s', String(connections), '-m', String(messages), '-l', size, '-f', from, '-t', to, `127.0.0.1:${port}`];
  const { perSecond } = await measure(messages, () => once(spawn('/usr/sbin/smtp-source', args, { stdio: 'ignore' }), 'close'));
  return perSecond;
};

const runNodemailer = async (port: number, count = messages, maxConnections = connections): Promise<Speed> => {
  const transport = createTransport({ host: '127.0.0.1', port, pool: true, maxConnections, maxMessages: 1000, ignoreTLS: true });
  const speed = await measure(count, () =>
    Promise.all(Array.from({ length: count }, (_, index) => transport.sendMail({ from, to, subject: `Message ${index}`, text }))),
  );
  transport.close();
  return speed;
};

const sendAll = async (harness: Harness, count: number): Promise<Speed> => {
  const parsed = Array.from({ length: count }, (_, index) =>
    OutgoingMessage.parse({ from: { address: from }, to: [{ address: to }], subject: `Message ${index}`, text }),
  );
  const accept = (message: OutgoingMessage, index: number) =>
    harness.sending.sendMessage({ accountId: 'acc', idempotencyKey: `message-${index}`, holdMs: 0, message });
  const speed = await measure(count, async () => {
    await Promise.all(parsed.map(accept));
    const others = (await harness.until()).filter(({ status }) => status.state !== 'sent');
    if (others.length > 0) throw new Error(`${others.length} not sent: ${JSON.stringify(others[0])}`);
  });
  return speed;
};

const runOurs = async (options: HarnessOptions, limits: ConnectionLimits, count = messages): Promise<Speed> => {
  await using harness = await startHarness({ ...options, deps: { limitsOf: () => limits, filesCopies: () => false } });
  return await sendAll(harness, count);
};

const overSink = async function* (): AsyncIterable<Row> {
  using sink = await startSink();
  const limits = { connections, messagesPerConnection: 1000, idleMs: 1000 };
  const ours = () => runOurs({ port: sink.port, username: '', password: '' }, limits);
  await ours();
  await runNodemailer(sink.port);
  const speeds: Record<'ours' | 'nodemailer', Speed[]> = { ours: [], nodemailer: [] };
  for (let round = 0; round < rounds; round++) {
    speeds.nodemailer.push(await runNodemailer(sink.port));
    speeds.ours.push(await ours());
  }
  yield { what: `smtp-source, ${connections} connections`, perSecond: await runSource(sink.port) };
  const middle = (of: Speed[]): Speed => ({
    perSecond: median(of.map(({ perSecond }) => perSecond)),
    cpuMs: median(of.map(({ cpuMs }) => cpuMs)),
  });
  const [nodemailer, kurrier] = [middle(speeds.nodemailer), middle(speeds.ours)];
  yield { what: `nodemailer, pool of ${connections}`, ...nodemailer };
  yield { what: `kurrier, pool of ${connections}, durable`, ...kurrier };
  const value = Math.round((kurrier.perSecond / nodemailer.perSecond) * 100) / 100;
  yield { what: 'kurrier / nodemailer', value, goal: 1, met: value >= 1 };
};

/** One connection each, so that only the round trips of a message count. */
const overDistance = async function* (): AsyncIterable<Row> {
  const count = 40;
  await using server = await startFaultyRelay(['PIPELINING']);
  await using far = await startDelayingProxy(server, 50);
  const nodemailer = await runNodemailer(far.port, count, 1);
  const limits = { connections: 1, messagesPerConnection: 1000, idleMs: 1000 };
  const kurrier = await runOurs({ port: far.port, username: '', password: '' }, limits, count);
  const value = Math.round((kurrier.perSecond / nodemailer.perSecond) * 100) / 100;
  yield { what: '50 ms away, PIPELINING: nodemailer', perSecond: nodemailer.perSecond };
  yield { what: '50 ms away, PIPELINING: kurrier', perSecond: kurrier.perSecond, value, goal: 1.8, met: value >= 1.8 };
};

const overPostfix = async function* (): AsyncIterable<Row> {
  await using servers = await startMailServers();
  const sessions = () => servers.postfix.log().match(/ disconnect from .* auth=1 mail=\d+ /g)?.length ?? 0;
  const open = () =>
    (servers.postfix.log().match(/ connect from/g)?.length ?? 0) - (servers.postfix.log().match(/ disconnect from/g)?.length ?? 0);
  for (const [name, limits, count] of [
    ['TRUE', { ...connectionLimits.pooled, idleMs: 1000 }, 300],
    ['FALSE', connectionLimits.single, 60],
  ] as const) {
    const before = name === 'TRUE' ? 0 : sessions();
    const speed = await runOurs(servers.harnessFor('ann'), limits, count);
    for (let waited = 0; open() > 0 && waited < 5000; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
    yield {
      what: `Postfix over TLS, Pool ${name}`,
      messages: count,
      ...speed,
      connections: sessions() - before,
      openAfterwards: open(),
    };
  }
};

/** Messages a second, beside nodemailer's own pool with as many connections: to a sink in clear, and far away; then to Postfix over TLS. */
export default async function* benchmarkSend(): AsyncIterable<Row> {
  yield* overSink();
  yield* overDistance();
  yield* overPostfix();
  yield* overColdConnections((options, count) => runOurs(options, connectionLimits.single, count));
}
