import { expect, test } from 'vitest';
import { startSmtpRelay } from '../servers/start-smtp-relay.ts';
import { startHarness } from './sending-harness.ts';

test('mail goes out without a sign-in where none is wanted', async () => {
  await using server = await startSmtpRelay(['PIPELINING']);
  await using harness = await startHarness({ port: server.port, username: '', password: '' });
  await harness.send({ subject: 'Through the house' });
  expect((await harness.until()).map(({ status }) => status.state)).toEqual(['sent']);
  expect(server.commands().filter((command) => command.startsWith('AUTH'))).toEqual([]);
});
