/** Those of half width are not among them: in Shift JIS they are what other East Asian text looks like. */
const kana = /[\u3040-\u30FF]/gu;

/**
 * Bytes of one East Asian charset are well-formed in most of the others: what is read there is told from what was written by the letters
 * that running text in each language has.
 */
const ordinary: Record<string, { letters: RegExp; leastShare: number }> = {
  'euc-kr': { letters: /[다는이가을를의에하고은로니시지요기도있한습합]/gu, leastShare: 1 / 8 },
  'euc-jp': { letters: kana, leastShare: 1 / 10 },
  shift_jis: { letters: kana, leastShare: 1 / 10 },
  // The words that hold Chinese sentences together, simplified and traditional.
  gbk: { letters: /[的一是了我不人在他有这上们来到时大地为子中你说生国以会要和下可对您请好谢]/gu, leastShare: 1 / 8 },
  big5: { letters: /[的一是了我不人在他有這上們來到時大地為子中你說生國以會要和下可對您請好謝]/gu, leastShare: 1 / 8 },
};
ordinary['gb18030'] = ordinary['gbk']!;

/** Fewer letters say nothing about a language. */
const fewest = 12;

/** Whether a text is hardly one that people write in this charset; false where it is too short to say, or the charset is no East Asian one. */
export const isUnusual = (charset: string, text: string): boolean => {
  const usual = ordinary[charset];
  if (!usual) return false;
  const count = text.match(/[^\p{ASCII}\p{Punctuation}\p{White_Space}]/gu)?.length ?? 0;
  return count >= fewest && (text.match(usual.letters)?.length ?? 0) < count * usual.leastShare;
};

/**
 * Whether the bytes can be told to be in the one charset although they are said to be in the other. Japanese written in a Chinese charset
 * has its kana at the same places as in a Japanese one, and Japanese without kana looks like Chinese: only what is no character decides.
 */
export const canTellApart = (said: string, guessed: string, textAsSaid: string): boolean => {
  const isChinese = (name: string) => name === 'gbk' || name === 'gb18030';
  if (isChinese(said)) return guessed !== 'euc-jp';
  if (said === 'euc-jp' && isChinese(guessed)) return textAsSaid.includes('\uFFFD');
  return true;
};
