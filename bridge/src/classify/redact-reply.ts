import type { Secret } from '@kurrier/shared/secret';
import { cleanText } from '@kurrier/shared/text/clean-text';

const maxCharacters = 2000;
const hidden = '[redacted]';

/**
 * A server's words fit to be shown, logged and stored: without the given secrets in any form in which a server can echo a sign-in
 * (plain, quoted, percent-encoded, base64 alone or inside AUTH PLAIN, LOGIN and XOAUTH2), without what follows an echoed AUTH command,
 * without control and direction-override characters, and at most 2,000 characters long. Line breaks stay, as `\n`.
 */
export const redactReply = (text: string, secrets: readonly Secret[]): string => {
  const bounded = text.slice(0, 32 * maxCharacters).replace(/\r\n?/g, '\n');
  const withoutSecrets = secrets
    .flatMap((secret) => encodingsOf(secret.reveal()))
    .sort((a, b) => b.length - a.length)
    .reduce((rest, form) => rest.replaceAll(form, hidden), bounded);
  return cleanText(withoutSecrets.replace(echoedCommand, `$1${hidden}`), 'reply')
    .slice(0, maxCharacters)
    .toWellFormed();
};

/**
 * Sendmail and others answer an AUTH that they do not like with the whole line. Only what looks like base64 (a capital, a digit or a sign
 * in it) and is no mechanism name is hidden, so that capabilities and prose stay readable.
 */
const echoedCommand =
  /(\b(?:[Aa][Uu][Tt][Hh](?:[Ee][Nn][Tt][Ii][Cc][Aa][Tt][Ee])?\s+(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5)|Bearer)\s+)(?!SCRAM-|CRAM-|DIGEST-|XOAUTH|OAUTHB|EXTERNAL|ANONYMOUS)(?=[\w+/=.~-]*[A-Z0-9+/=])[\w+/=.~-]{8,}/g;

const encodingsOf = (secret: string): string[] => {
  const bytes = Buffer.from(secret, 'utf8');
  const quoted = secret.replace(/[\\"]/g, String.raw`\$&`);
  const forms = [
    secret,
    quoted,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
    bytes.toString('latin1'),
    bytes.toString('hex'),
  ];
  return [...new Set([...forms, ...base64Forms(bytes)])].filter((form) => form.length > 0);
};

/** Base64 of the bytes wherever they start in a longer text: of the three alignments, the characters that depend on nothing else. */
const base64Forms = (bytes: Buffer): string[] => {
  const whole = bytes.toString('base64');
  const inner = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    return encoded.slice(start, end);
  });
  return [whole, whole.replaceAll('=', ''), bytes.toString('base64url'), ...inner.filter((form) => form.length >= 4)];
};
