import { expect, test } from 'vitest';
import { Secret } from '@kurrier/shared/secret';
import { findPassword } from '../../../../tests/servers/find-password.ts';
import { createRandom } from '../../../../tests/sync/seeded-random.ts';
import { longestLine } from './line-cutter.ts';
import { createWireLog } from './wire-log.ts';

type Turn = readonly ['>' | '<', string | Buffer];

const canary = 'Canary "pä\\ss" 7fQ2';
const username = 'ann@mail.test';
const token = `ya29.${'Ab3dEf6hIj'.repeat(30)}`;

/** The log of a dialogue whose bytes arrive in pieces of at most `piece`. */
const logOf = (leg: 'smtp' | 'imap', turns: readonly Turn[], { secret = canary, piece = 1_000_000, isKnown = true } = {}): string[] => {
  const lines: string[] = [];
  const tap = createWireLog(
    (line) => lines.push(line),
    () => 0,
  )({ leg, host: 'mail.test', port: 1, secrets: isKnown ? [new Secret(secret)] : [] });
  for (const [arrow, data] of turns) {
    const bytes = Buffer.from(data as string);
    for (let at = 0; at < bytes.length; at += piece) {
      const part = bytes.subarray(at, at + piece);
      if (arrow === '>') tap.sent(part);
      else tap.received(part);
    }
  }
  tap.ended();
  return lines.map((line) => line.replace(`1970-01-01T00:00:00.000Z ${leg} mail.test:1 #1 `, ''));
};

const base64 = (text: string) => Buffer.from(text).toString('base64');
const plain = base64(`\0${username}\0${canary}`);
const bytes = Buffer.byteLength(canary);

/** Every way in which a secret goes out, and servers that give it back. */
const signIns: readonly (readonly ['smtp' | 'imap', string, readonly Turn[]])[] = [
  [
    'smtp',
    'PLAIN',
    [
      ['>', `AUTH PLAIN ${plain}\r\n`],
      ['<', '235 2.7.0 ok\r\n'],
    ],
  ],
  [
    'smtp',
    'PLAIN after 334',
    [
      ['>', 'AUTH PLAIN\r\n'],
      ['<', '334 \r\n'],
      ['>', `${plain}\r\n`],
      ['<', '235 ok\r\n'],
    ],
  ],
  [
    'smtp',
    'LOGIN',
    [
      ['>', 'AUTH LOGIN\r\n'],
      ['<', '334 VXNlcm5hbWU6\r\n'],
      ['>', `${base64(username)}\r\n`],
      ['<', '334 UGFzc3dvcmQ6\r\n'],
      ['>', `${base64(canary)}\r\n`],
      ['<', '535 no\r\n'],
    ],
  ],
  [
    'smtp',
    'answers that come unasked',
    [
      ['>', `AUTH LOGIN\r\n${base64(username)}\r\n${base64(canary)}\r\n`],
      ['<', '334 a\r\n334 b\r\n235 ok\r\n'],
    ],
  ],
  [
    'smtp',
    'an answer to an earlier command in between',
    [
      ['>', 'EHLO x\r\nAUTH LOGIN\r\n'],
      ['<', '250 x\r\n'],
      ['>', `${base64(canary)}\r\n`],
      ['<', '235 ok\r\n'],
    ],
  ],
  [
    'smtp',
    'echo of the whole line',
    [
      ['>', `AUTH PLAIN ${plain}\r\n`],
      ['<', `501 5.5.4 syntax: AUTH PLAIN ${plain}\r\n`],
    ],
  ],
  [
    'smtp',
    'echo in words',
    [
      ['>', `AUTH PLAIN ${plain}\r\n`],
      ['<', `535-5.7.8 no: ${canary}\r\n535 ${encodeURIComponent(canary)}\r\n`],
    ],
  ],
  [
    'smtp',
    'echo in another charset',
    [
      ['>', `AUTH PLAIN ${plain}\r\n`],
      ['<', Buffer.from(`535 no: ${canary}\r\n`, 'latin1')],
    ],
  ],
  [
    'imap',
    'LOGIN quoted',
    [
      ['>', `k1 LOGIN "${username}" "${canary.replaceAll(/[\\"]/g, '\\$&')}"\r\n`],
      ['<', 'k1 OK in\r\n'],
    ],
  ],
  [
    'imap',
    'LOGIN literals',
    [
      ['>', 'k1 LOGIN {13}\r\n'],
      ['<', '+ go\r\n'],
      ['>', `${username} {${bytes}}\r\n`],
      ['<', '+ go\r\n'],
      ['>', `${canary}\r\n`],
      ['<', 'k1 NO bad\r\n'],
    ],
  ],
  [
    'imap',
    'LOGIN non-synchronising',
    [
      ['>', `k1 LOGIN {13+}\r\n${username} {${bytes}+}\r\n${canary}\r\n`],
      ['<', 'k1 OK in\r\n'],
    ],
  ],
  [
    'imap',
    'AUTHENTICATE with initial',
    [
      ['>', `k1 CAPABILITY\r\nk2 AUTHENTICATE PLAIN ${plain}\r\n`],
      ['<', '* CAPABILITY IMAP4rev1\r\nk1 OK x\r\nk2 OK in\r\n'],
    ],
  ],
  [
    'imap',
    'AUTHENTICATE after +',
    [
      ['>', 'k1 AUTHENTICATE PLAIN\r\n'],
      ['<', '+ \r\n'],
      ['>', `${plain}\r\n`],
      ['<', `k1 BAD ${plain}\r\n`],
    ],
  ],
  [
    'imap',
    'echo in a literal',
    [
      ['>', `k1 AUTHENTICATE PLAIN ${plain}\r\n`],
      ['<', `* X {${bytes}}\r\n${canary}\r\nk1 NO x\r\n`],
    ],
  ],
];

test.each(signIns)('%s %s: the password is nowhere, whatever the packets', (leg, _name, turns) => {
  for (const piece of [1, 7, 1_000_000]) {
    const log = logOf(leg, turns, { piece });
    expect(findPassword(Buffer.from(log.join('\n')), canary, username)).toBeNull();
    expect(log.join('\n')).not.toContain(base64(username));
  }
});

test.each(signIns.filter(([, name]) => !name.startsWith('echo in')))(
  '%s %s: not even where the password is not known',
  (leg, _name, turns) => {
    const log = logOf(leg, turns, { isKnown: false });
    expect(findPassword(Buffer.from(log.join('\n')), canary, username)).toBeNull();
  },
);

test('a planted password is found: outside of a sign-in, and not known', () => {
  const log = logOf('imap', [['<', `* OK ${canary}\r\n`]], { isKnown: false });
  expect(findPassword(Buffer.from(log.join('\n')), canary, username)).not.toBeNull();
});

test('a token that a server gives back in pieces during the sign-in is hidden', () => {
  const log = logOf(
    'smtp',
    [
      ['>', 'AUTH XOAUTH2 x\r\n'],
      ['<', `535-5.7.8 ${token.slice(0, 70)}\r\n535 ${token.slice(70, 140)}\r\n`],
    ],
    { secret: token },
  );
  for (const part of token.match(/.{30}/g)!) expect(log.join('\n')).not.toContain(part);
});

test('no beginning of a secret stands at the end of a line that was cut', () => {
  const seed = Number(process.env['KURRIER_SEED'] ?? 7);
  const random = createRandom(seed);
  for (let round = 0; round < 40; round++) {
    const secret = 'Zq7'.repeat(random.int(10, 200));
    const before = Math.max(0, longestLine - random.int(0, Math.ceil(1.2 * secret.length)));
    const echo = random.chance(0.5) ? secret.repeat(40) : `${'a '.repeat(before / 2)}${secret}`;
    const log = logOf('imap', [['<', `* OK ${echo}\r\n`]], { secret }).join('\n');
    expect(log.includes('Zq7Zq7'), `seed ${seed}, round ${round}`).toBe(false);
  }
});

test('a dialogue is told line by line, content by its length', () => {
  expect(
    logOf('smtp', [
      ['<', '220 mail.test\r\n'],
      ['>', 'MAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\n'],
      ['<', '250 a\r\n250 b\r\n354 go\r\n'],
      ['>', 'Subject: secret\r\n\r\nbody\r\n..\r\n.\r\nQUIT\r\n'],
      ['<', '250 ok\r\n'],
    ]),
  ).toEqual([
    '= open',
    '< 220 mail.test',
    '> MAIL FROM:<a@x>',
    '> RCPT TO:<b@x>',
    '> DATA',
    '< 250 a',
    '< 250 b',
    '< 354 go',
    '> [29 bytes]',
    '> .',
    '> QUIT',
    '< 250 ok',
    '= closed',
  ]);
  expect(
    logOf('imap', [
      ['>', 'k3 UID FETCH 1 (BODY[])\r\n'],
      [
        '<',
        '* 1 FETCH (UID 1 ENVELOPE ("Mon, 1 Jan" "a secret subject") BODY[1] {5}\r\nhello BODYSTRUCTURE ("TEXT" "PLAIN"))\r\nk3 OK x\r\n',
      ],
      ['>', 'k4 APPEND "Sent" {5+}\r\nhello\r\nk5 IDLE\r\n'],
      ['<', '+ idling\r\n'],
      ['>', 'DONE\r\n'],
    ]),
  ).toEqual([
    '= open',
    '> k3 UID FETCH 1 (BODY[])',
    '< * 1 FETCH (UID 1 ENVELOPE ("[10 bytes]" "[16 bytes]") BODY[1] {5}',
    '< [5 bytes]',
    '<  BODYSTRUCTURE ("TEXT" "PLAIN"))',
    '< k3 OK x',
    '> k4 APPEND "Sent" {5+}',
    '> [5 bytes]',
    '> ',
    '> k5 IDLE',
    '< + idling',
    '> DONE',
    '= closed',
  ]);
});

test('a line without end, and a literal behind a long line, cost a bounded log', () => {
  const log = logOf('imap', [
    ['<', `* X ${'y'.repeat(1_000_000)} {9}\r\nsecret me\r\n* OK x\r\n`],
    ['<', 'z'.repeat(1_000_000)],
  ]);
  expect(log).toHaveLength(7);
  expect(log.join('\n').length).toBeLessThan(3_000);
  expect(log.join('\n')).not.toContain('secret me');
});

test.each(['"', '\\"', ' \\'])('a string of a message that is too long for a line, its last character %j, is told by its length', (end) => {
  const subject = 'secret subject '.repeat(2_000);
  const [, line] = logOf('imap', [['<', `*  7  FETCH (UID 1 ENVELOPE ("Mon" "${subject}${end}\r\n`]], { isKnown: false });
  expect(line).toMatch(/^< \* {2}7 {2}FETCH \(UID 1 ENVELOPE \("Mon" "\[\d+ bytes]" \[…]$/);
});

test('what a server says breaks no line of the log', () => {
  expect(logOf('smtp', [['<', '220 a\rforged\u001b[2J\u2028x\r\n']])).toEqual(['= open', '< 220 a forged\ufffd[2J\ufffdx', '= closed']);
});
