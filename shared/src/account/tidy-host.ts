/** A host as it stands in a text that was pasted where a host belongs, and its port where the text names one. */
export interface TidyHost {
  host: string;
  port?: number;
}

const maxCharacters = 2000;

/**
 * Takes what is around a host and its dots away: blanks, a scheme, a user and `@`, a path, brackets and stops (`https://mail.example.org:993/in.`,
 * `ann@example.org`). What is left may still be no host; whoever uses it checks that. Changes nothing that is one.
 */
export const tidyHost = (typed: string): TidyHost => {
  const text = typed
    .slice(0, maxCharacters)
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
    .replace(/(?<=[.:@/])\s+|\s+(?=[.:@/])/g, '')
    .replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, '')
    .replace(/[/?#\\].*$/, '')
    .replace(/^[<("'`,;]+|[>)"'`,;]+$/g, '')
    .trim();
  const bare = text.slice(text.lastIndexOf('@') + 1);
  // An IPv6 address has several colons; a port stands behind its bracket.
  const [, host = bare, port] = /^(\[[0-9a-f:.]+\]|[^:]*):(\d{1,5})$/i.exec(bare) ?? [];
  const withoutStops = host.replace(/^\.+|\.+$/g, '').replace(/:$/, '');
  return { host: withoutStops, ...(Number(port) > 0 && Number(port) < 65_536 && { port: Number(port) }) };
};
