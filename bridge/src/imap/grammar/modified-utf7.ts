const base64Of = (text: string): string => {
  const bytes = Buffer.from(text, 'utf16le').swap16();
  return bytes.toString('base64').replaceAll('/', ',').replace(/=+$/, '');
};

/** Writes a mailbox path in modified UTF-7 (RFC 3501 §5.1.3), for servers without UTF8=ACCEPT. */
export const encodeMailboxName = (path: string): string =>
  path.replaceAll('&', '&-').replace(/[^\x20-\x7e]+/g, (run) => `&${base64Of(run)}-`);

/**
 * Reads a mailbox name in modified UTF-7. A name that is not valid is taken as it stands, so that its mailbox can still be
 * opened by the name the server gave. INBOX is always in capitals (RFC 9051 §5.1).
 */
export const decodeMailboxName = (name: string): string => {
  if (/^inbox$/i.test(name)) return 'INBOX';
  if (!name.includes('&')) return name;
  const path = name.replace(/&([A-Za-z0-9+,]*)-/g, (_, run: string) => {
    if (run === '') return '&';
    const bytes = Buffer.from(run.replaceAll(',', '/'), 'base64');
    return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : `&${run}-`;
  });
  return encodeMailboxName(path) === name ? path : name;
};
