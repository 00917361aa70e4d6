import { decodeCharset, type GuessCharset } from '../../mime/decode-charset.ts';
import { decompressRtf } from '../../mime/outlook/compressed-rtf.ts';
import { readRtf } from '../../mime/outlook/rtf-text.ts';
import { readTnef, type TnefContent } from '../../mime/outlook/tnef.ts';
import { splitUuencoded } from '../../mime/uuencoded.ts';
import { decodeTransfer } from './decode-transfer.ts';
import { readMessage, type Reading } from './read-message.ts';
import type { TextLeaf } from './text-leaves.ts';

/** What came out of a part that files are packed into. */
export interface Unpacked {
  files: { name: string; type: string; data: Uint8Array }[];
  /** What the message says, where its text went in there; null: it did not. */
  reading: Reading | null;
}

const mostFiles = 200;

/** Unpacks a winmail.dat as it is transferred; null: it is none. */
export const unpackTnef = (bytes: Uint8Array, encoding: string, guess: GuessCharset): Unpacked | null => {
  const content = readTnef(decodeTransfer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding));
  // What goes from thread to thread is copied with all of the memory that it is a part of.
  return (
    content && { files: content.files.map((file) => ({ ...file, data: Uint8Array.from(file.data) })), reading: readText(content, guess) }
  );
};

/** Takes the files out of a text that they stand within, as it is transferred. */
export const unpackText = (bytes: Uint8Array, encoding: string): Unpacked => {
  const text = decodeTransfer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding).toString('latin1');
  const files = splitUuencoded(text).files.slice(0, mostFiles);
  return {
    files: files.map(({ name, data }) => ({
      name: decodeCharset(Buffer.from(name, 'latin1'), { label: '' }),
      type: '',
      data: Uint8Array.from(data),
    })),
    reading: null,
  };
};

const readText = ({ text, html, rtf, charset }: TnefContent, guess: GuessCharset): Reading | null => {
  if (!text && !html) return rtf && readRichText(rtf, guess);
  const leaf = { kind: 'text', encoding: '', flowed: null, size: 0 } as const;
  const children: TextLeaf[] = [
    { ...leaf, section: 'text', form: 'plain', charset },
    { ...leaf, section: 'html', form: 'html', charset: '' },
  ];
  const bodies = new Map<string, Uint8Array>();
  if (text) bodies.set('text', text);
  if (html) bodies.set('html', html);
  return readMessage({ plan: { kind: 'one', children }, bodies }, guess);
};

/** Outlook's own format of texts, which mostly was made from HTML. */
const readRichText = (compressed: Buffer, guess: GuessCharset): Reading | null => {
  const rtf = decompressRtf(compressed);
  const rich = rtf && readRtf(rtf);
  return (
    rich &&
    readText(
      { files: [], text: null, html: null, rtf: null, charset: 'utf-8', [rich.form === 'html' ? 'html' : 'text']: Buffer.from(rich.text) },
      guess,
    )
  );
};
