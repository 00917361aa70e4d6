import { describe, expect, test } from 'vitest';
import { ehlo, type Step } from '../../servers/script.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { checkLeg, summarize } from './check-leg.ts';

const greeted = (...capabilities: string[]): Step[] => [{ server: '220 relay.test ESMTP' }, ...ehlo(...capabilities)];
const asked = (mail: string, rcpt: string): Step[] => [
  { client: 'MAIL FROM:<ann@mail.test>' },
  { client: 'RCPT TO:<ann@mail.test>' },
  { client: 'RSET' },
  { server: `${mail}\r\n${rcpt}\r\n250 2.0.0 Ok` },
];

const check = async (script: readonly Step[], settings: { username: string; allowUnencrypted?: boolean }) => {
  await using server = await startScriptedServer([...script, { client: 'QUIT' }]);
  const checked = await checkLeg({
    leg: 'smtp',
    port: 25,
    server,
    password: '',
    settings: { secure: false, ...settings },
    budgets: { silenceMs: 3000 },
  });
  return { checked, lines: server.clientLines() };
};

describe('a server that wants no sign-in is tested by naming the sender and the recipient', () => {
  test.each([
    ['250 2.1.0 Ok', '250 2.1.5 Ok', 'verified · cleartext'],
    ['250 2.1.0 Ok', '450 4.2.0 Greylisted, try again later', /^verified · cleartext · warning server\./],
    ['250 2.1.0 Ok', '552 5.2.2 Mailbox full', 'verified · cleartext · warning quota.exceeded'],
    ['250 2.1.0 Ok', '554 5.7.1 <ann@mail.test>: Relay access denied', 'recipient.relay_denied · recipient'],
    ['250 2.1.0 Ok', '550 5.1.1 <ann@mail.test>: User unknown', /^(mailbox.not_found|recipient.rejected) · recipient$/],
    ['250 2.1.0 Ok', '550 5.7.1 no', 'recipient.rejected · recipient'],
    ['530 5.7.0 Authentication required', '503 5.5.1 need MAIL', 'auth.required · sender'],
    ['553 5.7.1 <ann@mail.test>: Sender address rejected: not logged in', '503 5.5.1 need MAIL', /^(auth.required|sender\.\w+) · sender$/],
  ])('%s, %s: %s', async (mail, rcpt, expected) => {
    const { checked, lines } = await check([...greeted('PIPELINING'), ...asked(mail, rcpt)], { username: '' });
    expect(summarize(checked)).toMatch(expected);
    expect(lines.join('\n')).not.toMatch(/AUTH/);
    expect(checked.told.some(({ rung }) => rung === 'sign-in')).toBe(false);
  });

  test('nothing is presented to a server that offers a sign-in, either', async () => {
    const { checked, lines } = await check([...greeted('PIPELINING', 'AUTH PLAIN LOGIN'), ...asked('250 Ok', '250 Ok')], { username: '' });
    expect(summarize(checked)).toBe('verified · cleartext');
    expect(lines.join('\n')).not.toMatch(/AUTH/);
  });
});

test.each([
  [
    'a refused password',
    [{ client: /^AUTH PLAIN/ }, { server: '535 5.7.8 no' }] satisfies Step[],
    ['PIPELINING', 'AUTH PLAIN'],
    'auth.invalid_credentials',
  ],
  ['no sign-in offered', [], ['PIPELINING'], 'auth.unsupported_mechanism'],
] as const)('with a user name, %s is no way to go on without', async (_name, rest, capabilities, kind) => {
  const { checked, lines } = await check([...greeted(...capabilities), ...rest], { username: 'ann@mail.test' });
  expect(summarize(checked)).toBe(`${kind} · sign-in`);
  expect(lines.join('\n')).not.toMatch(/MAIL/);
});
