import { beforeAll, describe, expect, test } from 'vitest';
import { createCa, type ServerCertificate, type TestCa } from '../../servers/create-ca.ts';
import { ehlo, type Step } from '../../servers/script.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { checkLeg, summarize } from './check-leg.ts';

let ca: TestCa;
let certificate: ServerCertificate;
beforeAll(async () => {
  ca = await createCa();
  certificate = await ca.issue();
});

const check = async (script: readonly Step[]) => {
  await using server = await startScriptedServer(script, { certificate, implicitTls: true, lenient: true });
  return await checkLeg({ leg: 'smtp', port: 465, server, ca, budgets: { silenceMs: 3000 } });
};

const hello: Step[] = [{ server: '220 mail.test ESMTP' }];
const plain: Step[] = [...hello, ...ehlo('PIPELINING', 'AUTH PLAIN')];
const flight = (mail: string, rcpt: string): Step[] => [
  ...plain,
  { client: /^AUTH/ },
  { server: '235 ok' },
  { client: /^MAIL/ },
  { client: /^RCPT/ },
  { client: 'RSET' },
  { server: `${mail}\r\n${rcpt}\r\n250 2.0.0 Ok` },
];

/** Everything is answered, one place after another; the place that breaks says its last words there, and closes. */
const dialogue: [place: string, client: Step[], good: string][] = [
  ['greeting', [], '220 mail.test ESMTP'],
  ['EHLO', [{ client: /^EHLO/ }], '250-mail.test\r\n250-PIPELINING\r\n250 AUTH PLAIN'],
  ['AUTH', [{ client: /^AUTH PLAIN / }], '235 2.7.0 ok'],
  ['MAIL', [{ client: /^MAIL/ }], '250 2.1.0 Ok'],
  ['RCPT', [{ client: /^RCPT/ }], '250 2.1.5 Ok'],
];
const lastWords = (broken: string, words: string, pipelining: boolean): Step[] => {
  const at = dialogue.findIndex(([place]) => place === broken);
  const before = dialogue.slice(0, at).flatMap(([, client, good]): Step[] => [...client, { server: good }]);
  return [...before, ...dialogue[at]![1], { server: words }, { fault: 'close' } as const].map((step) =>
    'server' in step && !pipelining ? { server: step.server.replace('250-PIPELINING\r\n', '') } : step,
  );
};

describe.each([true, false])('with PIPELINING %s, the last words before a close are heard', (pipelining) => {
  test.each([
    ['greeting', '554 5.7.1 go away'],
    ['greeting', '421 4.3.2 too busy'],
    ['EHLO', '554 5.7.1 not you'],
    ['EHLO', '500 5.5.2 what?'],
    ['EHLO', '421 4.7.0 too many connections'],
    ['AUTH', '421 4.7.0 too many errors'],
    ['AUTH', '535 5.7.8 bad credentials'],
    ['AUTH', '504 5.5.4 no such mechanism'],
    ['AUTH', '501 5.5.2 syntax error'],
    ['MAIL', '421 4.7.0 too many connections'],
    ['MAIL', '554 5.7.1 not from here'],
    ['MAIL', '500 5.5.2 what?'],
    ['RCPT', '421 4.3.2 shutting down'],
    ['RCPT', '554 5.7.1 Relay access denied'],
  ])('%s: %s', async (place, words) => {
    const { verdict } = await check(lastWords(place, words, pipelining));
    const said = verdict.state === 'failed' ? verdict.failure : verdict.warnings[0];
    expect(said).toMatchObject({ reply: { text: words } });
    expect(said!.kind).not.toBe('net.reset');
  });
});

test.each<[string, readonly Step[], string]>([
  [
    'unasked, after the greeting',
    [{ server: '220 mail.test ESMTP\r\n421 4.7.0 too many connections' }, { fault: 'close' }],
    '421 4.7.0 too many connections',
  ],
  [
    'unasked, after EHLO',
    [...hello, { client: /^EHLO/ }, { server: '250-mail.test\r\n250 AUTH PLAIN\r\n421 4.7.0 enough' }, { fault: 'close' }],
    '421 4.7.0 enough',
  ],
])('last words %s', async (_name, script, words) => {
  const { verdict } = await check(script);
  expect(verdict).toMatchObject({ state: 'failed', failure: { reply: { text: words } } });
});

test.each(['454 4.7.0 TLS not available', '421 4.7.0 enough', '554 5.7.1 no'])('STARTTLS: %s, and closed', async (words) => {
  const script: Step[] = [...hello, ...ehlo('STARTTLS', 'AUTH PLAIN'), { client: 'STARTTLS' }, { server: words }, { fault: 'close' }];
  await using server = await startScriptedServer(script, { lenient: true });
  const { verdict } = await checkLeg({ leg: 'smtp', port: 587, server, budgets: { silenceMs: 3000 } });
  expect(verdict).toMatchObject({ state: 'failed', failure: { reply: { text: words } } });
});

test.each<[string, readonly Step[]]>([
  ['the greeting twice', [{ server: '220 mail.test ESMTP\r\n220 mail.test ESMTP' }, { client: /^/ }]],
  [
    'EHLO twice',
    [...hello, { client: /^EHLO/ }, { server: '250-mail.test\r\n250 AUTH PLAIN\r\n250-mail.test\r\n250 AUTH PLAIN' }, { client: /^/ }],
  ],
  ['AUTH answered 250', [...plain, { client: /^AUTH/ }, { server: '250 ok' }]],
  ['AUTH answered twice', [...plain, { client: /^AUTH/ }, { server: '235 ok\r\n250 ok' }, { client: /^/ }]],
  ['an answer too many', flight('250 2.1.0 Ok\r\n250 2.1.0 Ok', '250 2.1.5 Ok')],
  ['an answer too many, and a refused recipient shifted by it', flight('250 2.1.0 Ok\r\n250 2.1.0 Ok', '550 5.1.1 no')],
])('out of step is not verified: %s', async (_, script) => {
  expect(summarize(await check(script))).toMatch(/^server.protocol_violation/);
});
