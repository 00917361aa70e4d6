import * as z from 'zod/mini';
import { atMost } from './bounded-text.ts';

/**
 * A password that cannot be logged by accident: string conversion, JSON and Node's inspect all print `[secret]`.
 * `reveal()` is the only way to the text, so every use of a password can be found by searching for it.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The password itself, byte for byte as it was typed. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}

/**
 * A password in a request: a string on the wire, a `Secret` from the moment it is parsed. Never trimmed.
 * CR, LF and NUL are refused: no mail protocol can carry them and they would end the command line they stand in.
 */
export const SecretText = z.pipe(
  z.string().check(atMost(1024), z.minLength(1), z.regex(/^[^\r\n\0]*$/, 'line breaks and NUL cannot be part of a password')),
  z.transform((text: string) => new Secret(text)),
);

/**
 * An access token in a request (RFC 6750 §2.1): printable ASCII, as it goes into a SASL message; those of Exchange have some 3,000
 * characters.
 */
export const TokenText = z.pipe(
  z.string().check(atMost(16_384), z.minLength(1), z.regex(/^[\x21-\x7e]*$/, 'is not an access token')),
  z.transform((text: string) => new Secret(text)),
);
