import { expect, test } from 'vitest';
import { parseQueueId } from './queue-id.ts';

test.each([
  ['250 2.0.0 Ok: queued as 4T1x2y3z', '4T1x2y3z'],
  ['250 OK id=1qAbCd-0001Xy-2f', '1qAbCd-0001Xy-2f'],
  ['250 2.6.0 <a@b> [InternalId=123456, Hostname=X.prod.outlook.com] 8765 bytes in 0.1, Queued mail for delivery', '123456'],
  ['250 2.0.0 3A9BcdEF012345 Message accepted for delivery', '3A9BcdEF012345'],
  ['250 2.0.0 OK  1700000000 a1-20020b3sm1.5 - gsmtp', 'a1-20020b3sm1.5'],
  ['250 2.0.0 1a2b3c4d Message accepted for delivery', '1a2b3c4d'],
  ['250 Ok', undefined],
])('%s: %s', (reply, queueId) => {
  expect(parseQueueId(reply)).toBe(queueId);
});
