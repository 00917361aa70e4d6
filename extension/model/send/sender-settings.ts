/** What a person signs messages of an account with; stays in this browser. */
export interface SenderSettings {
  /** Shown to the recipients beside the address. */
  name: string;
  signature: string;
}

/** By account. */
export type AllSenderSettings = Readonly<Record<string, SenderSettings>>;

export const noSettings: SenderSettings = { name: '', signature: '' };

/** Longer ones are cut: a signature stands below every message. */
export const longestSignature = 4_000;

/** What was kept, as far as it is what this version keeps. */
export const parseSenderSettings = (kept: unknown): AllSenderSettings => {
  const entries = Object.entries(typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {});
  return Object.fromEntries(
    entries.map(([accountId, value]) => {
      const { name, signature } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
      const text = (part: unknown): string => (typeof part === 'string' ? part.slice(0, longestSignature) : '');
      return [accountId, { name: text(name), signature: text(signature) }];
    }),
  );
};

/** Begins a signature (RFC 3676 §4.3). */
const mark = '-- \n';

const blockOf = (signature: string): string => (signature.trim() === '' ? '' : `${mark}${signature.trimEnd()}\n`);

/**
 * The text with another signature: in place of the former one, where that still stands there as it was; else before what is quoted, or at
 * the end, but only `isNew` texts get one where none was.
 */
export const swapSignature = (text: string, { from, to, isNew }: { from: string; to: string; isNew: boolean }): string => {
  const [former, next] = [blockOf(from), blockOf(to)];
  const at = former === '' ? -1 : text.indexOf(`\n${former}`);
  if (at !== -1) return text.slice(0, at + 1) + next + text.slice(at + 1 + former.length);
  return isNew && next !== '' ? `\n\n${next}${text}` : text;
};
