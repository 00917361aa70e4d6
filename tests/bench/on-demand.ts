import { setTimeout as sleep } from 'node:timers/promises';
import { succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { scanFetch } from '../../bridge/src/imap/grammar/fetch/fetch-response.ts';
import { createOnDemandConnections } from '../../bridge/src/imap/on-demand/on-demand-connections.ts';
import { openOnSession } from '../../bridge/src/imap/on-demand/open-on-session.ts';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import type { OwnedImapSession } from '../../bridge/src/imap/create-imap-session.ts';
import { createRangeReader } from '../../bridge/src/messages/pieces/range-reader.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../bridge/src/net/trust.ts';
import { startDelayingProxy } from '../servers/start-delaying-proxy.ts';
import { password, startMail, user } from '../sync/start-mail.ts';
import { judge, median, type Benchmark } from './benchmark.ts';

const roundTripMs = 100;
const pairs = 7;
const attachment = 10 * 1024 * 1024;
const piece = 512 * 1024;
const connections = 20;
const pageMs = 30;

/**
 * Opening a message and saving a large file, each over imapflow on our connection and over our own session, in turn in one run; and memory.
 */
const benchOnDemand: Benchmark = async function* () {
  await using mail = await startMail();
  const client = await mail.connectOther();
  await client.append('INBOX', `Subject: short\r\n\r\nhello`);
  await client.append('INBOX', `Subject: long\r\n\r\n${'0123456789abcde\r\n'.repeat(attachment / 17)}`);
  const { uidValidity } = await client.mailboxOpen('INBOX');
  await client.logout();
  await using far = await startDelayingProxy({ port: mail.port }, roundTripMs);

  const signal = new AbortController().signal;
  const openerFor = (port: number) => {
    const deps = createProtocolDeps({ trust: createTrust({ ca: [mail.caPem] }), connectTo: () => ({ host: '127.0.0.1', port }) });
    const settings = { host: 'localhost', port: 993, username: user, secure: true, allowUnencrypted: false };
    return () => createOpenImapSession(deps)({ settings, password: new Secret(password) }, { signal });
  };
  const target = { accountId: 'a', mailbox: { name: 'INBOX', delimiter: '.' }, uidValidity: Number(uidValidity), write: false };
  const fetchOwn = async (session: OwnedImapSession, uid: number, section: string, offset: number): Promise<number> => {
    let bytes = 0;
    await session.command(`UID FETCH ${uid} (UID BODY.PEEK[${section}]<${offset}.${piece}>)`, {
      onUntagged: (response) => {
        for (const section of scanFetch(response)?.sections.values() ?? []) bytes += Buffer.from(section ?? []).length;
      },
    });
    return bytes;
  };
  const must = <Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
    return outcome.value;
  };
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };

  const ways = (open: ReturnType<typeof openerFor>) => ({
    imapflow: async (work: (fetch: (uid: number, section: string, offset: number) => Promise<unknown>) => Promise<unknown>) => {
      const onDemand = createOnDemandConnections(open);
      must(
        await onDemand.run({ ...target, uid: 2 }, async (mailbox) => {
          await work(async (uid, section, offset) => must(await mailbox.fetchSections(uid, [{ section, offset, length: piece }])));
          return succeed(null);
        }),
      );
      onDemand.close();
    },
    own: async (work: (fetch: (uid: number, section: string, offset: number) => Promise<unknown>) => Promise<unknown>) => {
      const session = must(await open());
      must(await openOnSession(session, { name: 'INBOX', write: false }));
      await work((uid, section, offset) => fetchOwn(session, uid, section, offset));
      session.close();
    },
  });
  const compare = async (open: ReturnType<typeof openerFor>, work: Parameters<ReturnType<typeof ways>['own']>[0]) => {
    const { imapflow, own } = ways(open);
    const ratios: number[] = [];
    const taken = { imapflow: [] as number[], own: [] as number[] };
    for (let i = 0; i < pairs; i++) {
      taken.imapflow.push(await time(() => imapflow(work)));
      taken.own.push(await time(() => own(work)));
      ratios.push(taken.imapflow[i]! / taken.own[i]!);
    }
    return { ratio: median(ratios), imapflowMs: Math.round(median(taken.imapflow)), ownMs: Math.round(median(taken.own)) };
  };

  const opening = await compare(openerFor(far.port), (fetch) => fetch(1, '1', 0));
  yield {
    what: `sign in and open a message at ${roundTripMs} ms`,
    ...opening,
    ...judge((opening.imapflowMs - opening.ownMs) / roundTripMs, 1, 'flights more'),
  };
  const saving = await compare(openerFor(mail.port), async (fetch) => {
    for (let offset = 0; offset < attachment; offset += piece) await fetch(2, '1', offset);
  });
  yield { what: '10 MB in pieces, on loopback', ...saving, ...judge(saving.ratio, 1.25, '× our own session') };

  /** As a page saves it: a piece is decoded, sealed, opened and kept before the next one is asked for. */
  const savedBy = async (read: (offset: number) => Promise<unknown>): Promise<number> =>
    time(async () => {
      for (let offset = 0; offset < attachment; offset += piece) {
        await read(offset);
        await sleep(pageMs);
      }
    });
  const onDemand = createOnDemandConnections(openerFor(far.port));
  const ranges = createRangeReader({ onDemand, report: console.error });
  const of = { ...target, uid: 2 };
  const saves = { ahead: [] as number[], inTurn: [] as number[], ratios: [] as number[] };
  for (let i = 0; i < pairs; i++) {
    saves.ahead.push(await savedBy(async (offset) => must(await ranges.read(of, { section: '1', offset, length: piece }))));
    saves.inTurn.push(
      await savedBy(async (offset) =>
        must(await onDemand.run(of, (mailbox) => mailbox.fetchSections(2, [{ section: '1', offset, length: piece }]))),
      ),
    );
    saves.ratios.push(saves.ahead[i]! / saves.inTurn[i]!);
  }
  onDemand.close();
  yield {
    what: `10 MB to a page that takes ${pageMs} ms a piece, at ${roundTripMs} ms`,
    aheadMs: Math.round(median(saves.ahead)),
    inTurnMs: Math.round(median(saves.inTurn)),
    ...judge(median(saves.ratios), 1, '× one after the other'),
  };

  const open = openerFor(mail.port);
  const measure = async (make: () => Promise<() => void>): Promise<number> => {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const closers = await Promise.all(Array.from({ length: connections }, make));
    globalThis.gc?.();
    const kB = (process.memoryUsage().rss - before) / 1024 / connections;
    for (const close of closers) close();
    return Math.round(kB);
  };
  const own = await measure(async () => {
    const session = must(await open());
    return () => session.close();
  });
  const imapflow = await measure(async () => {
    const onDemand = createOnDemandConnections(open);
    must(await onDemand.run({ ...target, uid: 1 }, async () => succeed(null)));
    return () => onDemand.close();
  });
  yield { what: `kB a connection, of ${connections}`, imapflow, own };
};

export default benchOnDemand;
