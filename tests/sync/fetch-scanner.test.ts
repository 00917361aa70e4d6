import { parser } from 'imapflow/lib/handler/imap-handler.js';
import { ImapStream } from 'imapflow/lib/handler/imap-stream.js';
import { formatMessageResponse } from 'imapflow/lib/tools.js';
import { expect, test } from 'vitest';
import { parseBodyStructure } from '../../bridge/src/imap/grammar/body-structure.ts';
import { parseEnvelope } from '../../bridge/src/imap/grammar/envelope.ts';
import { scanFetch } from '../../bridge/src/imap/grammar/fetch/fetch-response.ts';
import { parseInternalDate } from '../../bridge/src/imap/grammar/internal-date.ts';
import { createFetchGenerator } from './fetch-generator.ts';

/** A message in imapflow's shape, by our scanner and parsers. */
const readByUs = (response: Buffer) => {
  const found = scanFetch(response)!;
  return {
    seq: found.sequence,
    uid: found.uid,
    flags: new Set(found.flags === '' ? [] : found.flags!.split(' ')),
    internalDate: new Date(parseInternalDate(found.internalDate!)!),
    size: found.size,
    modseq: found.modSeq,
    envelope: parseEnvelope(found.envelope!),
    bodyStructure: parseBodyStructure(found.structure!),
  };
};

const readByImapflow = async (response: Buffer) => {
  const stream = new ImapStream({ logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} } });
  stream.end(Buffer.concat([response, Buffer.from('\r\n')]));
  for await (const { payload, literals, next } of stream as AsyncIterable<{ payload: Buffer; literals: Buffer[]; next: () => void }>) {
    next();
    const untagged = await parser(payload, { literals });
    const message: object = await formatMessageResponse(untagged, {
      path: 'INBOX',
      delimiter: '/',
      flags: new Set(),
      uidValidity: 1n,
      uidNext: 1,
      exists: 0,
    });
    // What imapflow adds of its own: a hash of names, and a colour from flags.
    return { ...message, id: undefined, flagColor: undefined };
  }
  throw new Error('imapflow read nothing');
};

const rounds = process.env.KURRIER_SOAK ? 20_000 : 2_000;

test('random FETCH responses are read as imapflow reads them', { timeout: 120_000 }, async () => {
  const seed = Number(process.env.KURRIER_SEED ?? 20261125);
  const generate = createFetchGenerator(seed);
  for (let round = 0; round < rounds; round++) {
    const response = generate();
    const ours = readByUs(response);
    const theirs = await readByImapflow(response);
    expect(ours, `seed ${seed}, round ${round}: ${response.toString()}`).toEqual(theirs);
  }
});
