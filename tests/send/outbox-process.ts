import { startHarness } from './sending-harness.ts';

/**
 * The outbox as a process that can be killed: DIR PORT COUNT. Accepts COUNT messages, one recipient each, unless they are
 * there already, and says `accepted RECIPIENT` for each; says `settled JSON` when nothing more will happen.
 */
const [dir, port, count] = process.argv.slice(2) as [string, string, string];

await using harness = await startHarness({
  dir,
  port: Number(port),
  deps: { limitsOf: () => ({ connections: 5, messagesPerConnection: 20, idleMs: 200 }) },
});
const accept = async (index: number) => {
  await harness.send(
    { to: [{ address: `m${index}@mail.test` }], subject: `Message ${index}`, text: 'x'.repeat(index * 20) },
    { key: `message-${index}` },
  );
  process.stdout.write(`accepted m${index}@mail.test\n`);
};
await Promise.all(Array.from({ length: Number(count) }, (_, index) => accept(index)));
const entries = await harness.until();
process.stdout.write(`settled ${JSON.stringify(entries)}\n`);
