import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { isSettled } from '@kurrier/shared/outbox';
import { findFreePorts } from '../servers/free-ports.ts';
import { openUnsigned } from '../send/open-unsigned.ts';
import { startHarness } from '../send/sending-harness.ts';

const count = Number(process.env['KURRIER_BENCH_MESSAGES'] ?? 3000);
const connections = 5;
const text = 'Hello Bob,\n\nthis is a message of an ordinary length.\n'.repeat(10);
const rows: Record<string, string | number>[] = [];

const canConnect = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(!socket.destroy().connecting));
    socket.on('error', () => resolve(false));
  });

const startSink = async () => {
  const [port] = (await findFreePorts(1, '127.0.0.1')) as [number];
  const child = spawn(
    '/usr/sbin/smtp-sink',
    ['-u', 'nobody', '-q', `127.0.0.1:${port}`, '1000'].filter((a) => a !== '-q'),
    { stdio: 'ignore' },
  );
  while (!(await canConnect(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  return { port, [Symbol.dispose]: () => void child.kill() };
};

const row = (name: string, ms: number) => rows.push({ name, messages: count, perSecond: Math.round((count / ms) * 1000) });

const benchOurs = async (port: number) => {
  await using harness = await startHarness({
    port,
    openSession: openUnsigned,
    deps: { limitsOf: () => ({ connections, messagesPerConnection: 10_000, idleMs: 1000 }) },
  });
  const start = performance.now();
  await Promise.all(
    Array.from({ length: count }, (_, index) => harness.send({ subject: `Message ${index}`, text }, { key: `key-${index}-abcdefgh` })),
  );
  console.log('accepted', performance.now() - start);
  const entries = await harness.until(isSettled);
  console.log(entries.filter((e) => e.status.state !== 'sent').length, harness.errors[0]);
  row('kurrier, pool', performance.now() - start);
};

const benchNodemailer = async (port: number) => {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    maxMessages: 10_000,
    ignoreTLS: true,
  });
  const start = performance.now();
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      transport.sendMail({ from: 'ann@mail.test', to: 'bob@mail.test', subject: `Message ${index}`, text }),
    ),
  );
  row('nodemailer, pool', performance.now() - start);
  transport.close();
};

using sink = await startSink();
for (let round = 0; round < 2; round++) {
  if (process.env['KURRIER_ONLY'] !== 'ours') await benchNodemailer(sink.port);
  await benchOurs(sink.port);
}
console.table(rows);
