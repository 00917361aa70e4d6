import path from 'node:path';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from '../../files/private-file.ts';

/** A store on a server: where it is, with its password. */
export interface StoreTarget {
  uri: string;
  kind: 'redis' | 'postgres';
  /** The same for people: without user and password. */
  address: string;
  /** Certificate authorities besides the public ones, PEM. */
  ca?: readonly string[];
  /** So long an answer is waited for. */
  deadlineMs: number;
}

/** Why a file names no store. */
export type StoreFileProblem = PermissionProblem | { kind: 'store-file'; path: string; problem: 'missing' | 'not-a-uri' };

const kinds: Record<string, StoreTarget['kind']> = {
  'redis:': 'redis',
  'rediss:': 'redis',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};
const usualDeadlineMs = 5_000;

/**
 * Reads where the store is out of a file that only its owner can read: one line, `redis://`, `rediss://` or `postgres://`. Never in an
 * argument, where every user of the computer would see the password.
 */
export const readStoreFile = async (file: string, ca: readonly string[] = []): Promise<Outcome<StoreTarget, StoreFileProblem>> => {
  const location = path.resolve(file);
  const text = await readPrivateFile(location);
  if (!text.ok) return text;
  if (text.value === null) return fail({ kind: 'store-file', path: location, problem: 'missing' });
  const target = parseStoreUri(text.value.trim(), ca);
  return target ? succeed(target) : fail({ kind: 'store-file', path: location, problem: 'not-a-uri' });
};

/**
 * Null for what is no address of such a store. A password whose `/`, `?`, `#` or `%` was not percent-encoded (RFC 3986 §2.1) is none either: a
 * part of it would be taken for the name of a server, and shown.
 */
export const parseStoreUri = (text: string, ca: readonly string[] = [], deadlineMs = usualDeadlineMs): StoreTarget | null => {
  const url = URL.parse(text);
  const kind = url ? kinds[url.protocol] : undefined;
  if (!url || !kind || url.hostname === '' || /[\t\r\n]/.test(text)) return null;
  if (`${url.pathname}${url.search}${url.hash}`.includes('@') || ![url.username, url.password, url.pathname].every(isEncoded)) return null;
  if (kind === 'redis' && !/^\/?\d*$/.test(url.pathname)) return null;
  const address = `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
  return { uri: url.href, kind, address, deadlineMs, ...(ca.length > 0 && { ca }) };
};

const isEncoded = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
};
