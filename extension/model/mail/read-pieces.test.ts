import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { Call } from '../call.ts';
import { beginOfFile, readPieces, type PiecePlace } from './read-pieces.ts';

const ref = { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 };
const settle = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A bridge that has a file in pieces of ten bytes, cut at `cuts`, and answers when it is told to. Behind `broken` pieces, counted from 0, do
 * not begin where the one before ended.
 */
const start = ({ length, total = length, broken = Infinity, isOld = false }: BridgeOfTest) => {
  const file = Uint8Array.from({ length }, (_, at) => at % 251);
  const asked: string[] = [];
  const waiting: { release: () => void; number: number }[] = [];
  const answerPiece = (piece: number) => {
    if (isOld) return fail('bridge-too-old');
    const from = piece * 10 + (piece > broken ? 1 : 0);
    const next = (piece + 1) * 10;
    return { ...succeed({ from, next: next < length ? next : null, total }), bytes: file.subarray(from, next) };
  };
  const answerPlace = (offset: number) => {
    const next = offset + 10;
    return succeed({ base64: btoa(String.fromCharCode(...file.subarray(offset, next))), next: next < length ? next : null, total });
  };
  const call = ((name: string, { piece, offset }: { piece?: number; offset?: number }) => {
    asked.push(piece === undefined ? `at ${offset}` : `${piece}`);
    const answer = piece === undefined ? answerPlace(offset!) : answerPiece(piece);
    return new Promise((resolve) => waiting.push({ release: () => resolve(answer), number: piece ?? -1 }));
  }) as unknown as Call;
  return { file, call, asked, waiting };
};
interface BridgeOfTest {
  length: number;
  total?: number;
  broken?: number;
  isOld?: boolean;
}

/** Reads to the end; `release` says which of those that wait is answered next. */
const readAll = async (
  { call, waiting }: ReturnType<typeof start>,
  { from = beginOfFile, release = () => 0, tookMs = 0 }: { from?: PiecePlace; release?: () => number; tookMs?: number } = {},
) => {
  const found: number[] = [];
  let [mostUnderWay, time, isDone] = [0, 0, false];
  const reading = (async () => {
    for await (const piece of readPieces(call, ref, 0, { from, now: () => (time += tookMs) })) {
      if ('refusal' in piece) throw new Error(JSON.stringify(piece));
      found.push(...piece.bytes);
    }
    isDone = true;
  })();
  for (await settle(); waiting.length > 0; await settle()) {
    mostUnderWay = Math.max(mostUnderWay, waiting.length);
    waiting.splice(release() % waiting.length, 1)[0]!.release();
  }
  await reading;
  return { found: Uint8Array.from(found), mostUnderWay, isDone };
};

test('files of all lengths come whole in whichever order their pieces are answered, and no piece is asked for twice', async () => {
  let seed = 7;
  const release = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let length = 0; length <= 95; length += 5) {
    const bridge = start({ length });
    const { found, mostUnderWay } = await readAll(bridge, { release });
    expect(found, `${length}`).toEqual(bridge.file);
    expect(bridge.asked).toEqual(Array.from({ length: Math.max(1, Math.ceil(length / 10)) }, (_, at) => `${at}`));
    expect(mostUnderWay).toBe(Math.max(1, Math.min(3, Math.ceil(length / 10) - 1)));
  }
});

test('a server that is wrong about the length costs at most two questions, and no byte', async () => {
  for (const total of [0, 1, 25, 74, 76, 1000]) {
    const bridge = start({ length: 75, total });
    expect((await readAll(bridge)).found, `${total}`).toEqual(bridge.file);
    expect(bridge.asked.length).toBeLessThanOrEqual(8 + 2);
  }
});

test('from a piece on that does not begin where the one before ended, the rest is read by its place', async () => {
  for (const broken of [0, 1, 4]) {
    const bridge = start({ length: 75, broken });
    expect((await readAll(bridge, { release: () => 1 })).found).toEqual(bridge.file);
    expect(bridge.asked.filter((one) => one.startsWith('at'))[0]).toBe(`at ${(broken + 1) * 10}`);
  }
});

test('a bridge of before is asked by place, one piece after the other', async () => {
  const bridge = start({ length: 35, isOld: true });
  expect(await readAll(bridge)).toMatchObject({ found: bridge.file, mostUnderWay: 1 });
  expect(bridge.asked).toEqual(['0', 'at 0', 'at 10', 'at 20', 'at 30']);
});

test('it goes on from a piece, and from a place without a number', async () => {
  const numbered = start({ length: 75 });
  expect((await readAll(numbered, { from: { offset: 50, number: 5 } })).found).toEqual(numbered.file.subarray(50));
  expect(numbered.asked).toEqual(['5', '6', '7']);
  const placed = start({ length: 75 });
  expect((await readAll(placed, { from: { offset: 53, number: null } })).found).toEqual(placed.file.subarray(53));
  expect(placed.asked).toEqual(['at 53', 'at 63', 'at 73']);
});

test('where pieces take long, they are asked for one by one', async () => {
  const bridge = start({ length: 75 });
  expect(await readAll(bridge, { tookMs: 2000 })).toMatchObject({ found: bridge.file, mostUnderWay: 1 });
});
