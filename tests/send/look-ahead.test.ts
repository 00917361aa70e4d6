import { expect, test } from 'vitest';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { connectionLimits } from '../../bridge/src/send/delivery/plan-connections.ts';
import { createOpenSmtpSession } from '../../bridge/src/smtp/open-smtp-session.ts';
import { ehlo, type Step } from '../servers/script.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import { startHarness } from './sending-harness.ts';

const greeted: Step[] = [{ server: '220 mail.test ESMTP' }, ...ehlo('PIPELINING')];
const envelope: Step[] = [{ client: /^MAIL FROM:/ }, { client: /^RCPT TO:/ }, { client: 'DATA' }];
const go: Step = { server: '250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 go ahead' };
const content: Step = { clientUntil: /^\.$/ };
const alone: Step[] = [...envelope, go, content, { server: '250 Ok: queued' }];
/** The first message and, before anything is said of it, the envelope of the second. */
const together: Step[] = [...greeted, ...envelope, go, content, ...envelope];
const freshConnection: Step[] = [...greeted, ...alone, ...alone];

/** Two messages that are both due when the connection is there. */
const sendTwo = async (first: readonly Step[]) => {
  await using server = await startScriptedServer((connection) => (connection === 0 ? first : freshConnection), { lenient: true });
  const gate = Promise.withResolvers<void>();
  const open = createOpenSmtpSession(createProtocolDeps());
  await using harness = await startHarness({
    port: server.port,
    username: '',
    nearMs: 0,
    openSession: async (...request) => {
      await gate.promise;
      return open(...request);
    },
    deps: { limitsOf: () => ({ ...connectionLimits.pooled, connections: 1 }) },
  });
  for (const subject of ['first', 'second']) await harness.send({ subject });
  gate.resolve();
  const entries = await harness.until(({ status }) => status.state !== 'queued' && status.state !== 'sending');
  const of = (subject: string): OutboxEntry => entries.find((entry) => entry.subject === subject)!;
  return { first: of('first'), second: of('second'), connections: server.connections(), lines: server.clientLines() };
};

test.each<[string, Step[], string, string, number]>([
  [
    'both are taken, one round trip each',
    [{ server: '250 Ok: queued\r\n250 Ok\r\n250 Ok\r\n354 go' }, content, { server: '250 Ok' }],
    'sent',
    'sent',
    1,
  ],
  ['the first is refused', [{ server: '554 spam\r\n250 Ok\r\n250 Ok\r\n354 go' }, content, { server: '250 Ok' }], 'failed', 'sent', 1],
  ['the first is put off', [{ server: '451 later\r\n250 Ok\r\n250 Ok\r\n354 go' }, content, { server: '250 Ok' }], 'deferred', 'sent', 1],
  [
    'the recipient of the second is refused',
    [
      { server: '250 Ok\r\n250 Ok\r\n550 no\r\n554 nobody' },
      { client: 'RSET' },
      { server: '250 Ok' },
      ...envelope,
      { server: '250 Ok\r\n550 no\r\n554 nobody' },
      { client: 'RSET' },
      { server: '250 Ok' },
    ],
    'sent',
    'failed',
    1,
  ],
  [
    'it is refused, and content wanted all the same',
    [{ server: '250 Ok\r\n250 Ok\r\n550 no\r\n354 go' }, { fault: 'silence' }],
    'sent',
    'failed',
    1,
  ],
  [
    '421 to the second, or one too many to the first',
    [{ server: '250 Ok\r\n421 4.7.0 too many messages' }, { fault: 'close' }],
    'unknown',
    'sent',
    2,
  ],
  ['421 to everything', [{ server: '250 Ok\r\n421 no\r\n421 no\r\n421 no' }, { fault: 'close' }], 'unknown', 'sent', 2],
  ['a reply too many', [{ server: '250 Ok\r\n250 Ok\r\n250 Ok\r\n250 Ok\r\n354 go' }, { fault: 'silence' }], 'unknown', 'sent', 2],
  [
    'a reply too many, hidden by the refusal of the second',
    [{ server: '250 Ok\r\n250 Ok\r\n250 Ok\r\n550 no' }, { client: 'RSET' }, { server: '554 nobody' }, { fault: 'silence' }],
    'unknown',
    'sent',
    2,
  ],
  ['a reply too few', [{ server: '250 Ok\r\n250 Ok\r\n354 go' }, { fault: 'silence' }], 'unknown', 'sent', 2],
  ['closed after the answer to the first', [{ server: '250 Ok' }, { fault: 'close' }], 'unknown', 'sent', 2],
  ['closed before it', [{ fault: 'close' }], 'unknown', 'sent', 2],
])('%s', async (_name, rest, firstState, secondState, connections) => {
  const result = await sendTwo([...together, ...rest]);
  expect([result.first.status.state, result.second.status.state]).toEqual([firstState, secondState]);
  expect(result.connections).toBe(connections);
  // What was said of the second in the place of the first is no attempt.
  expect(result.second.attempts).toBe(1);
});
