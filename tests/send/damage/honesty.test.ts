import { describe, expect, test } from 'vitest';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { connectionLimits } from '../../../bridge/src/send/delivery/plan-connections.ts';
import { createRandom } from '../random-message.ts';
import { startHarness, type Harness } from '../sending-harness.ts';
import { chooseSeed, countFor } from '../soak.ts';
import { asSteps, connectionPlaces, damages, transactionPlaces, type Action } from './damages.ts';
import { startSmtpRelay, type SeenMessage, type Place } from '../../servers/start-smtp-relay.ts';

/** Conversations in all: one of a message with the damage that was chosen for it, and more where that was to no avail. */
const conversations = countFor(5_000);
const seed = chooseSeed();
/** A reply that is missing is waited for so long. */
const budgets = { connectMs: 2000, answerMs: 1000, saidMs: 3000, endMs: 3000, silenceMs: 3000, replyMs: 1000, contentReplyMs: 1000 };
/** The most messages at once: a connection that cannot be opened puts off all that wait for it. */
const atOnce = 4;

const single = { limits: connectionLimits.single, nearMs: 5 };
const pooled = { limits: connectionLimits.pooled, nearMs: 5 };
/** Every envelope but the first goes out with the end of the message before. */
const ahead = { limits: { ...connectionLimits.pooled, connections: 1 }, nearMs: 0 };
const pools = { single, pooled, 'pooled and far away': ahead };

const ways = [[], ['PIPELINING'], ['CHUNKING'], ['PIPELINING', 'CHUNKING']].flatMap((capabilities) =>
  Object.entries(pools).map(([name, pool]) => ({ capabilities, ...pool, way: [name, ...capabilities].join(', ') })),
);

/** Everything in it would do harm as a command, or end it as a dot would. */
const textOf = (id: string): string =>
  [`BEGIN-${id}`, '.', '..', `MAIL FROM:<CONTENT-${id}@mail.test>`, `RCPT TO:<CONTENT-${id}@mail.test>`, 'DATA', `QUIT CONTENT-${id}`]
    .concat(`.CONTENT-${id}`, `RSET CONTENT-${id}`, `END-${id}`)
    .join('\n');

/** Every damage in every place, in an order that follows from the seed. */
const deck = transactionPlaces
  .flatMap((place) => damages.map((damage) => ({ place, damage })))
  // One that approves of content which it has not got, and closes, cannot be told from one that closes after each message.
  .filter(({ place, damage: { name } }) => place !== 'content' || !/clos|reset|missing/.test(name));
const random = createRandom(seed);
const order = deck.map((card) => ({ card, at: random() })).sort((one, other) => one.at - other.at);

/** One damage for each message, and one for some of the connections. What a message meets does not depend on what came before it. */
const createPlan = (way: number) => {
  const state = { isOn: true };
  const met = new Map<string, string>();
  const draw = (of: string) => {
    const number = Number(of.replace(/\D/g, '')) * ways.length + way;
    const own = createRandom(seed + number);
    const pick = (below: number) => Math.floor(own() * below);
    if (of.startsWith('m')) return { ...order[number % order.length]!.card, pick };
    const place = connectionPlaces[pick(connectionPlaces.length)]!;
    return { place: pick(10) === 0 ? place : undefined, damage: damages[pick(damages.length)]!, pick };
  };
  const apply = (place: Place, reply: string, of: string): readonly Action[] => {
    const drawn = draw(of);
    if (!state.isOn || drawn.place !== place) return reply ? [reply] : [];
    met.set(of, `${drawn.damage.name} at ${place}`);
    // Where nothing is due, whatever comes is too much.
    const before = reply ? [] : [{ holdMs: drawn.pick(8) }];
    return [...before, ...drawn.damage.apply(reply || '250 2.0.0 Ok\r\n', drawn.pick)];
  };
  return { state, met, apply };
};

const settled = ({ status }: OutboxEntry): boolean => status.state !== 'queued' && status.state !== 'sending';

/** Tries again, as the outbox would within the day, whatever is put off. */
const retryDeferred = async (harness: Harness): Promise<void> => {
  for (let round = 0; round < 3; round++) {
    const deferred = (await harness.until(settled)).filter(({ status }) => status.state === 'deferred');
    if (deferred.length === 0) return;
    for (const { id } of deferred) await harness.sending.outbox.retry({ id, evenIfTwice: false });
  }
  await harness.until(settled);
};

const checkEntry = ({ from, status, recipients }: OutboxEntry, seen: readonly SeenMessage[]): void => {
  const id = from.split('@')[0]!;
  const own = seen.filter(({ content }) => content.includes(`BEGIN-${id}`));
  for (const message of own) expect(message.content).toContain(`END-${id}`);
  for (const { address, state } of recipients) {
    const mine = own.filter((message) => message.recipients.includes(address));
    const perhapsTaken = mine.filter(({ firstCode }) => firstCode < 400);
    expect(perhapsTaken.length, `${address} got it at most once`).toBeLessThanOrEqual(1);
    if (state === 'accepted')
      expect(
        mine.filter(({ firstCode, hasSurplus }) => firstCode >= 200 && firstCode < 300 && !hasSurplus),
        address,
      ).toHaveLength(1);
    else if (state !== 'unknown') expect(perhapsTaken, `${address} is ${state}`).toEqual([]);
  }
  if (status.state === 'sent') expect(recipients.map(({ state }) => state)).toEqual(recipients.map(() => 'accepted'));
};

describe.concurrent.each(ways)('$way', ({ capabilities, limits, nearMs, way }) => {
  test(`says nothing that is not so, seed ${seed}`, { timeout: 300_000 }, async () => {
    const plan = createPlan(ways.findIndex((other) => other.way === way));
    await using server = await startSmtpRelay(['SIZE 1000000', ...capabilities], ({ place, reply, of }) =>
      asSteps(plan.apply(place, reply, of)),
    );
    const senders = Array.from({ length: Math.ceil(conversations / ways.length) }, (_, index) => `m${index}x@mail.test`);
    await using harness = await startHarness({
      port: server.port,
      protocol: { budgets },
      nearMs,
      deps: { limitsOf: () => limits, aliasesOf: async () => senders },
    });
    const send = (address: string, index: number) => {
      const to = [{ address: `a.${address}` }, { address: index % 3 === 0 ? `no.${address}` : `b.${address}` }];
      return harness.send({ from: { address }, to, subject: address, text: textOf(address.split('@')[0]!) });
    };
    for (let start = 0; start < senders.length; start += atOnce) {
      await Promise.all(senders.slice(start, start + atOnce).map((address, index) => send(address, start + index)));
      await harness.until(settled);
    }
    plan.state.isOn = false;
    await retryDeferred(harness);

    const all = (await harness.sending.outbox.list({ limit: 1e9 })).entries;
    expect(all).toHaveLength(senders.length);
    // Many end well: an outbox that knows nothing would be honest, too.
    expect(all.filter(({ status }) => status.state === 'sent' || status.state === 'partly-sent').length).toBeGreaterThan(all.length / 4);
    for (const entry of all) {
      const met = plan.met.get(entry.from.split('@')[0]!);
      try {
        checkEntry(entry, server.seen);
      } catch (error) {
        throw new Error(`${entry.from}, ${met}, ${JSON.stringify(entry.status)}, ${JSON.stringify(entry.recipients)}: ${String(error)}`, {
          cause: error,
        });
      }
    }
    expect(server.commands().filter((command) => command.includes('CONTENT-'))).toEqual([]);
  });
});
