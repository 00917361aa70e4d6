import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A hostile or hard HTML body: what must not come of it, and what must still be read. */
export interface HtmlVector {
  id: string;
  html: string;
  mustNot: readonly string[];
  /** Text that must still be read. */
  keep: string;
  /** Hosts that must stand beside disguised links. */
  places: readonly string[];
  /** Text that is not seen, and must not be in an answer. */
  hidden: readonly string[];
  /** What its bytes are said to be in. */
  charset: string;
}

interface Row {
  id: string;
  html: string;
  must_not: string[];
  keep?: string;
  places?: string[];
  hidden?: string[];
  /** `{{n}}` in the piece: which one it is. */
  repeat?: { piece: string; times: number };
  charset?: string;
}

/** Every name below it is this computer (RFC 6761 §6.3). */
export const probeDomain = 'localhost';
/** What a script would leave behind. */
const runs = 'top.hasRun=1';

const folder = path.resolve(import.meta.dirname, '../../fixtures/html-mail');

const addedTo: Record<string, Partial<HtmlVector>> = {
  'user-in-address': { places: ['evil.example', 'evil.example'] },
  'kobold-text': { hidden: ['Transfer'] },
  'style-for-the-host': { keep: 'Only I may be red' },
};

/** All vectors, each with a host of its own that it tries to reach at this port. */
export const readVectors = (port: number): HtmlVector[] =>
  ['vectors.jsonl', 'more-vectors.jsonl', 'newer-vectors.jsonl'].flatMap((file) =>
    readFileSync(path.join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => toVector(JSON.parse(line) as Row, port)),
  );

const toVector = (row: Row, port: number): HtmlVector => {
  const { id, html, must_not: mustNot, keep = '', places = [], hidden = [], repeat, charset = 'utf-8' } = row;
  const { piece = '', times = 0 } = repeat ?? {};
  const host = `${id}.${probeDomain}:${port}`;
  const filled = html
    .replaceAll('{{probe}}', `http://${host}`)
    .replaceAll('{{bare}}', `//${host}`)
    .replaceAll('{{host}}', host)
    .replaceAll('{{run}}', runs)
    .replaceAll('{{repeat}}', () => Array.from({ length: times }, (_, n) => piece.replaceAll('{{n}}', `${n}`)).join(''));
  return { id, html: filled, mustNot, keep, places, hidden, charset, ...addedTo[id] };
};
