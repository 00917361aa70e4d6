import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import iconv from 'iconv-lite';
import { rolldown } from 'rolldown';
import { afterAll, expect, test } from 'vitest';
import { guessCharset, guessedCharsets } from '../../bridge/src/mime/guess-charset.ts';
import { narrowCharsetModels } from '../../tools/release/charset-models.ts';
import { createRandom } from '../sync/seeded-random.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

const seed = Number(process.env['KURRIER_SEED'] ?? 17);
const count = process.env['KURRIER_SOAK'] === '1' ? 1000 : 25;

/** Words of letters and invoices, in letters of every charset that a guess may name. */
const words =
  'Grüße Rechnung für März año niño façade œuvre señor größer Straße Zażółć gęślą jaźń žluťoučký kůň ďábelské árvíztűrő İstanbul ğüşöç įsigijote šąlčių tiếng Việt ngày mai ' +
  'Привет Счёт оплату завтра встреча дякую їжак Καλημέρα τιμολόγιο שלום חשבונית مرحبا الفاتورة สวัสดีครับ ประชุม 주말특가 안녕하세요 회의 会议通知 发票 谢谢 會議通知 發票 謝謝 会議のお知らせ こんにちは 資料を送ります ｱｲｳ “so” – 10 € &nbsp; <b>Re:</b>';

test(`of the models of a release a guess is what it is of all of them (seed ${seed})`, async () => {
  const build = await rolldown({
    input: path.join(import.meta.dirname, '../../bridge/src/mime/guess-charset.ts'),
    platform: 'node',
    logLevel: 'silent',
    plugins: [narrowCharsetModels],
  });
  const file = path.join(folder, 'guess.mjs');
  await build.write({ file, codeSplitting: false });
  await build.close();
  const narrowed = ((await import(pathToFileURL(file).href)) as { guessCharset: typeof guessCharset }).guessCharset;
  const random = createRandom(seed);
  const parts = words.split(' ');
  const guessed = new Set<string | null>();
  for (const charset of guessedCharsets) {
    const inCharset = parts.filter((word) => iconv.decode(iconv.encode(word, charset), charset) === word);
    for (let at = 0; at < count; at++) {
      const text = Array.from({ length: random.int(1, 12) }, () => random.pick(inCharset)).join(' ');
      const bytes = Buffer.from(iconv.encode(text, charset));
      // Some of it is broken, as what comes from outside is.
      if (at % 5 === 0) bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
      if (!bytes.some((byte) => byte >= 0x80)) continue;
      for (const rival of [undefined, 'gbk', 'euc-kr']) {
        const isDoubted = at % 2 === 0 || rival !== undefined;
        const expected = guessCharset(bytes, isDoubted, rival);
        guessed.add(expected);
        expect(narrowed(bytes, isDoubted, rival), `${charset} ${bytes.toString('hex')}`).toBe(expected);
      }
    }
  }
  // The comparison is of something.
  expect(guessed.size).toBeGreaterThan(guessedCharsets.length / 2);
});
