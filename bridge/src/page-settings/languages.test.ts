import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { expect, test } from 'vitest';
import { judgePage } from './judge-page.ts';

type Labels = [
  incoming: string,
  outgoing: string,
  port: string,
  security: string,
  user: string,
  address: string,
  placeholder: string,
  localPart: string,
];
const labels = Object.entries(
  JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../tests/pages/labels.json'), 'utf8')) as Record<string, Labels>,
);

const line = (...cells: string[]): PageLine => ({ kind: cells.length === 1 ? 'text' : 'row', cells });

/** The same settings in the shapes that pages have; only those that say so name the protocols. */
const layouts: Record<string, (labels: Labels, host: string) => PageLine[]> = {
  'lines with colons': ([incoming, outgoing, port, security, user, address], host) => [
    line(`${incoming} (IMAP): ${host}`),
    line(`${port}: 993`),
    line(`${security}: SSL/TLS`),
    line(`${outgoing} (SMTP): ${host}`),
    line(`${port}: 587`),
    line(`${security}: STARTTLS`),
    line(`${user}: ${address}`),
  ],
  'one line for a server': ([incoming, outgoing, port, security, user, address], host) => [
    line(`${incoming}: ${host}, ${port} 993, ${security}: SSL/TLS`),
    line(`${outgoing}: ${host}, ${port} 587, ${security}: STARTTLS`),
    line(`${user}: ${address}`),
  ],
  'a label above its value': ([incoming, outgoing, port, security, user, address], host) =>
    [incoming, host, port, '993', security, 'SSL/TLS', outgoing, host, port, '587', security, 'STARTTLS', user, address].map((said) =>
      line(said),
    ),
  'rows of two cells': ([incoming, outgoing, port, security, user, address], host) => [
    line(incoming, host),
    line(port, '993'),
    line(security, 'SSL/TLS'),
    line(outgoing, host),
    line(port, '587'),
    line(security, 'STARTTLS'),
    line(user, address),
  ],
  'a row for a server': ([incoming, outgoing, port, security, user, address], host) => [
    { kind: 'head-row', cells: ['', 'Server', port, security] },
    line(incoming, host, '993', 'SSL/TLS'),
    line(outgoing, host, '587', 'STARTTLS'),
    line(`${user}: ${address}`),
  ],
  'POP3 before IMAP': ([incoming, outgoing, port, security, user, address], host) => [
    { kind: 'heading', cells: ['POP3'] },
    line(`${incoming}: pop.hoster.test`),
    line(`${port}: 995`),
    { kind: 'heading', cells: ['IMAP'] },
    line(`${incoming}: ${host}`),
    line(`${port}: 993`),
    line(`${security}: SSL/TLS`),
    { kind: 'heading', cells: ['SMTP'] },
    line(`${outgoing}: ${host}`),
    line(`${port}: 587`),
    line(`${security}: STARTTLS`),
    line(`${user}: ${address}`),
  ],
  'ports by protocol': ([incoming, outgoing, port, , user, address], host) => [
    line(`${user}: ${address}`),
    line(`${incoming}: ${host}`),
    line(`IMAP ${port}: 993 (SSL)`),
    line(`POP3 ${port}: 995 (SSL)`),
    line(`${outgoing}: ${host}`),
    line(`SMTP ${port}: 587 (STARTTLS)`),
  ],
  'ports with and without encryption': ([incoming, outgoing, port, , user, address], host) => [
    line(`${incoming}: ${host}`),
    line(`${outgoing}: ${host}`),
    { kind: 'head-row', cells: ['', port, `${port} (STARTTLS)`, `${port} (SSL/TLS)`] },
    line('POP3', '110', '', '995'),
    line('IMAP', '143', '', '993'),
    line('SMTP', '25', '587', ''),
    line(`${user}: ${address}`),
  ],
  'a column for a server': ([incoming, outgoing, port, security, user, address], host) => [
    { kind: 'head-row', cells: ['', incoming, outgoing] },
    line('Server', host, host),
    line(port, '993', '587'),
    line(security, 'SSL/TLS', 'STARTTLS'),
    line(`${user}: ${address}`),
  ],
};

const judge = (lines: readonly PageLine[]) =>
  judgePage(
    lines,
    { domain: 'bakery.test', localPart: 'ann' },
    {
      origin: 'https://help.hoster.test',
      registrable: (host) => host.split('.').slice(-2).join('.'),
      endStep: async () => undefined,
    },
  );

test.each(labels.flatMap(([language, words]) => Object.keys(layouts).map((layout) => [language, layout, words] as const)))(
  '%s: %s',
  async (_, layout, words) => {
    for (const [host, expected, needsConsent] of [
      ['mail.hoster.test', 'mail.hoster.test', true],
      [words[6], 'mail.bakery.test', false],
    ] as const) {
      const { imap, smtp } = await judge(layouts[layout]!(words, host));
      expect([imap, smtp]).toEqual([
        { host: expected, port: 993, security: 'implicit-tls', username: 'address', needsConsent },
        { host: expected, port: 587, security: 'starttls', username: 'address', needsConsent },
      ]);
    }
  },
);

test.each(labels.map(([language, words]) => [language, words] as const))(
  '%s: the part of the address before the sign',
  async (_, words) => {
    const { imap } = await judge([line('IMAP: imap.hoster.test, 993, SSL'), line(`${words[4]}: ${words[7]}`)]);
    expect(imap?.username).toBe('local-part');
  },
);
