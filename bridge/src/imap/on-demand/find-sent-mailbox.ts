import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { ImapSession } from '../raw-session.ts';

/** A quoted string of RFC 9051 §4.3; neither line breaks nor NUL can stand in one. */
export const quote = (text: string): string => {
  if (/[\r\n\0]/.test(text)) throw new Error('a line break in a quoted string');
  return `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`;
};

interface Listed {
  attributes: string[];
  delimiter: string | undefined;
  /** As the server writes it. */
  name: string;
}

/** One LIST response (RFC 9051 §7.3.1); undefined for anything else. */
export const parseList = (response: string): Listed | undefined => {
  const found = /^\* LIST \((?<attributes>[^)]*)\) (?:"(?<delimiter>\\?.)"|NIL) (?<name>.*?)\r?\n?$/is.exec(response)?.groups;
  if (!found) return undefined;
  const written = found.name!;
  const quoted = /^"(?<text>(?:[^"\\]|\\.)*)"/s.exec(written)?.groups?.text;
  const literal = /^\{\d+\+?\}\r?\n(?<text>.*)$/s.exec(written)?.groups?.text;
  const name = quoted?.replace(/\\(.)/gs, '$1') ?? literal ?? written.split(' ')[0]!;
  return { attributes: found.attributes!.toLowerCase().split(' '), delimiter: found.delimiter?.slice(-1), name };
};

/**
 * The name of the mailbox for sent mail: the one the server marks (RFC 6154), else one at the top or below INBOX that is
 * called so in some language; where there is none, `Sent` is made.
 */
export const findSentMailbox = async (session: ImapSession, sentNames: readonly string[]): Promise<Outcome<string, Failure>> => {
  const capabilities = session.capabilities();
  const listed: Listed[] = [];
  const marks = capabilities.has('SPECIAL-USE') && capabilities.has('LIST-EXTENDED') ? ' RETURN (SPECIAL-USE)' : '';
  const answer = await session.command(`LIST "" "*"${marks}`, {
    onUntagged: (response) => {
      const mailbox = parseList(response.toString());
      if (mailbox) listed.push(mailbox);
    },
  });
  if (!answer.ok) return answer;
  const usable = listed.filter(({ attributes }) => !attributes.includes('\\noselect') && !attributes.includes('\\nonexistent'));
  const marked = usable.find(({ attributes }) => attributes.includes('\\sent'));
  if (marked) return succeed(marked.name);

  const delimiter = usable[0]?.delimiter;
  const below = /^inbox$/i;
  const called = usable.find(({ name }) => {
    const parts = delimiter === undefined ? [name] : name.split(delimiter);
    if (parts.length > 1 && below.test(parts[0]!)) parts.shift();
    return parts.length === 1 && sentNames.includes(parts[0]!.toLowerCase());
  });
  if (called) return succeed(called.name);

  // Where everything lies below INBOX, so does this (Courier, cPanel).
  const others = usable.filter(({ name }) => !below.test(name));
  const nested =
    others.length > 0 && delimiter !== undefined && others.every(({ name }) => name.toUpperCase().startsWith(`INBOX${delimiter}`));
  const name = nested ? `INBOX${delimiter}Sent` : 'Sent';
  const created = await session.command(`CREATE ${quote(name)}`);
  return created.ok ? succeed(name) : fail(created.failure);
};
