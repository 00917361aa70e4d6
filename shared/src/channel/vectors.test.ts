import { createCipheriv, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { importSecret } from './box.ts';
import { fromHex, toHex } from './bytes.ts';
import { deriveCodeId, openPairRequest, startPairing, type PairAnswer, type PairRequest } from './pairing.ts';
import { deriveChannelKeys, openAnswer, openCall, sealAnswer, sealCall } from './seal.ts';

interface Vectors {
  call: Record<'deviceKey' | 'deviceId' | 'bridgeId' | 'boot' | 'nonce' | 'json' | 'bytes' | 'frame', string> & { at: number };
  answer: Record<'nonce' | 'json' | 'bytes' | 'answer', string>;
  pairing: Record<'code' | 'name' | 'salt' | 'nonce' | 'answerNonce', string> & { request: PairRequest; answer: PairAnswer };
}
const vectors = JSON.parse(readFileSync(path.join(import.meta.dirname, 'vectors.json'), 'utf8')) as Vectors;
const { call, answer, pairing } = vectors;
const bytes = (hex: string) => fromHex(hex)!;
const start = { bridgeId: bytes(call.bridgeId), boot: bytes(call.boot) };
const keys = await deriveChannelKeys(await importSecret(bytes(call.deviceKey)), bytes(call.deviceId));

/** The channel once more, from its description and on another library: OpenSSL by node:crypto. */
const byTheBook = {
  key: (secret: string | Buffer, salt: Buffer, info: string) => Buffer.from(hkdfSync('sha256', secret, salt, info, 32)),
  seal: (key: Buffer, nonce: Buffer, bound: Buffer[], plain: Buffer) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.concat(bound));
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  pack: (json: string, raw: string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(json));
    return Buffer.concat([length, Buffer.from(json), Buffer.from(raw, 'hex')]);
  },
  header: () => {
    const at = Buffer.alloc(8);
    at.writeBigUInt64BE(BigInt(call.at));
    return Buffer.concat([Buffer.of(1), Buffer.from(call.deviceId, 'hex'), at, Buffer.from(call.nonce, 'hex')]);
  },
};
const hex = (text: string) => Buffer.from(text, 'hex');
const bridge = [hex(call.bridgeId), hex(call.boot)];

test('a call is sealed as the vectors and the description have it, and opens', async () => {
  const key = byTheBook.key(hex(call.deviceKey), hex(call.deviceId), 'kurrier 1 call');
  const header = byTheBook.header();
  const box = byTheBook.seal(key, hex(call.nonce), [header, Buffer.of(1), ...bridge], byTheBook.pack(call.json, call.bytes));
  expect(Buffer.concat([header, box]).toString('hex')).toBe(call.frame);

  const position = { deviceId: bytes(call.deviceId), at: call.at, nonce: bytes(call.nonce) };
  const sealed = await sealCall(keys, start, position, { json: call.json, bytes: bytes(call.bytes) });
  expect(toHex(sealed.frame)).toBe(call.frame);
  expect(await openCall(keys, start, bytes(call.frame))).toEqual({ json: call.json, bytes: bytes(call.bytes) });
});

test('an answer is sealed as the vectors and the description have it, and opens', async () => {
  const key = byTheBook.key(hex(call.deviceKey), hex(call.deviceId), 'kurrier 1 answer');
  const header = byTheBook.header();
  const box = byTheBook.seal(key, hex(answer.nonce), [header, Buffer.of(2), ...bridge], byTheBook.pack(answer.json, answer.bytes));
  expect(answer.nonce + box.toString('hex')).toBe(answer.answer);

  const payload = { json: answer.json, bytes: bytes(answer.bytes) };
  expect(toHex(await sealAnswer(keys, start, bytes(call.frame).slice(0, 37), payload, bytes(answer.nonce)))).toBe(answer.answer);
  expect(await openAnswer(keys, start, bytes(call.frame).slice(0, 37), bytes(answer.answer))).toEqual(payload);
});

test('pairing is sealed as the vectors and the description have it, and opens on both sides', async () => {
  const codeId = Buffer.from(hkdfSync('sha256', pairing.code, '', 'kurrier 1 pairing code id', 8));
  expect(codeId.toString('hex')).toBe(pairing.request.codeId);
  expect(await deriveCodeId(pairing.code)).toBe(pairing.request.codeId);
  const bound = (direction: number) => [Buffer.of(1), codeId, hex(pairing.salt), hex(pairing.nonce), Buffer.of(direction), ...bridge];
  const request = byTheBook.seal(
    byTheBook.key(pairing.code, hex(pairing.salt), 'kurrier 1 pair'),
    hex(pairing.nonce),
    bound(1),
    Buffer.from(JSON.stringify({ name: pairing.name })),
  );
  expect(request.toString('hex')).toBe(pairing.request.box);

  const { deviceId, deviceKey } = call;
  const paired = byTheBook.seal(
    byTheBook.key(pairing.code, hex(pairing.salt), 'kurrier 1 paired'),
    hex(pairing.answerNonce),
    bound(2),
    Buffer.from(JSON.stringify({ deviceId, deviceKey })),
  );
  expect(paired.toString('hex')).toBe(pairing.answer.box);

  const client = await startPairing(pairing.code, start, pairing.name, bytes(pairing.salt), bytes(pairing.nonce));
  expect(client.request).toEqual(pairing.request);
  const opened = await openPairRequest(pairing.code, start, client.request);
  expect(opened?.name).toBe(pairing.name);
  const device = { deviceId: bytes(deviceId), deviceKey: bytes(deviceKey) };
  expect(await opened!.seal(device, bytes(pairing.answerNonce))).toEqual(pairing.answer);
  expect(await client.open({ ...pairing.answer })).toEqual(device);
});
