import { OutgoingMessage } from '@kurrier/shared/outgoing-message';
import { composeMessage } from '../../bridge/src/protocol/compose-message.ts';
import { createSending } from '../../bridge/src/send/create-sending.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { rmSync } from 'node:fs';
const text = 'Hello Bob,\n\nthis is a message of an ordinary length.\n'.repeat(10);
const N = 3000;
const mk = async (store: any, compose: any) => {
  const s = createSending({
    store,
    folder: '/tmp/zzs',
    compose,
    findAccount: async () => ({ address: 'ann@mail.test', hasSmtp: true, hasImap: false }),
    filesCopies: () => false,
    aliasesOf: async () => [],
    limitsOf: () => ({ connections: 1, messagesPerConnection: 1, idleMs: 1 }),
    largestMessage: () => undefined,
    openSession: async () => new Promise(() => {}),
    openSent: async () => ({ ok: false }) as any,
    publish() {},
    publishForgotten() {},
    report() {},
  });
  await s.start();
  return s;
};
const fake = () => {
  const m = new Map();
  return {
    get: async (k: string) => m.get(k),
    setMany: async (e: any[]) => {
      for (const x of e) m.set(x.key, x.value);
    },
    deleteMany: async () => {},
    async *iterator() {},
  };
};
const fakeCompose = () => ({
  content: Buffer.from('x'.repeat(900)),
  from: 'ann@mail.test',
  recipients: ['bob@mail.test'],
  needsSmtpUtf8: false,
});
const messages = Array.from({ length: N }, (_, i) =>
  OutgoingMessage.parse({ from: { address: 'ann@mail.test' }, to: [{ address: 'bob@mail.test' }], subject: 'Message ' + i, text }),
);
const run = async (name: string, store: any, compose: any) => {
  for (let r = 0; r < 4; r++) {
    const s = await mk(typeof store === 'function' ? store(r) : store, compose);
    const c = process.cpuUsage();
    const t = performance.now();
    await Promise.all(
      messages.map((message, i) =>
        s.sendMessage({ accountId: 'acc', idempotencyKey: 'k-abcdefgh-' + r + '-' + i, holdMs: 10000, message }),
      ),
    );
    const d = process.cpuUsage(c);
    if (r === 3)
      console.log(name, ((d.user + d.system) / N).toFixed(0), 'µs cpu', (((performance.now() - t) / N) * 1000).toFixed(0), 'µs wall');
  }
};
await run('fake store, fake compose', fake, fakeCompose);
await run('fake store, compose', fake, composeMessage);
const db = (r: number) => {
  rmSync('/tmp/zzdb' + r + '.sqlite', { force: true });
  rmSync('/tmp/zzdb' + r + '.sqlite-wal', { force: true });
  return openStore({ file: '/tmp/zzdb' + r + '.sqlite', durability: 'full' }).namespace('outbox');
};
await run('real store, fake compose', db, fakeCompose);
await run('real store, compose', db, composeMessage);
{
  for (let r = 0; r < 3; r++) {
    const c = process.cpuUsage();
    for (const m of messages)
      await composeMessage(m, {
        messageId: '<x@y>',
        date: new Date(),
        openUpload: () => {
          throw 1;
        },
      });
    const d = process.cpuUsage(c);
    console.log('compose alone', ((d.user + d.system) / N).toFixed(0));
  }
}
process.exit(0);
