import type { MessageContent } from '@kurrier/shared/mail/mail';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { makeOddMessage } from './random-messages.ts';
import { startReading } from './start-reading.ts';

const soak = process.env.KURRIER_SOAK !== undefined;
const seed = Number(process.env.KURRIER_SEED ?? 20261130);
const count = soak ? 500 : 120;

const withoutBlanks = (text: string): string => text.replace(/[\s>\u00A0]+/gu, '');

/** What another parser makes of it: its text, or its HTML without the markup. */
const readElsewhere = async (source: Buffer): Promise<{ text: string; subject: string }> => {
  const { text, html, subject } = await PostalMime.parse(source);
  return { text: text ?? (html ?? '').replace(/<[^<>]*>/g, ' '), subject: subject ?? '' };
};

test(
  `${count} messages with one thing wrong in each say what they say, and no less than another parser finds in them`,
  { timeout: 300_000 },
  async () => {
    const messages = Array.from({ length: count }, (_, number) => makeOddMessage(seed, number));
    const reading = await startReading(messages.map(({ source }) => source));
    const wrong: string[] = [];
    let theirs = 0;
    const rows = (await reading.list({ offset: 0, limit: 200 })).rows;
    for (let offset = 200; offset < count; offset += 200) rows.push(...(await reading.list({ offset, limit: 200 })).rows);
    rows.sort((a, b) => a.ref.uid - b.ref.uid);
    for (const [number, { source, subject, text, recipe, damage }] of messages.entries()) {
      const { ref } = rows[number]!;
      const opened = (await reading.reader.open({ ref })) as MessageContent;
      const other = await readElsewhere(source);
      const truth = withoutBlanks(text);
      const [ours, others] = [withoutBlanks(opened.text), withoutBlanks(other.text)];
      if (others.includes(truth)) theirs++;
      if (damage.isLossy ? ours === '' && others !== '' : !ours.includes(truth)) wrong.push(`${recipe}: ${opened.text.slice(0, 120)}`);
      if (opened.row.subject !== subject) wrong.push(`${recipe}: subject ${opened.row.subject}`);
      if (others.includes(truth) && !ours.includes(truth)) wrong.push(`${recipe}: the other parser reads it`);
    }
    await reading.stop();
    expect(wrong, `seed ${seed}; the other parser read ${theirs} of ${count}`).toEqual([]);
    console.log(`seed ${seed}: ${count} read; the other parser read ${theirs} of them`);
  },
);
