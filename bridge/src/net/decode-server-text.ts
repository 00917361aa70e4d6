import { isUtf8 } from 'node:buffer';

/** A server's words: UTF-8, as the standards have it, or what older servers send instead, one byte a character. */
export const decodeWords = (bytes: Buffer): string => bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
