import { toHex } from '@kurrier/shared/channel/bytes';
import { startTarget } from './start-target.ts';

/*
 * The bridge in a process of its own, so that its memory and its answers are measured apart from those who attack it.
 * Says where it is and one device's key over IPC; answers `memory` with its resident set, `code` with a pairing code.
 */
const target = await startTarget();
const { deviceId, deviceKey } = await target.devices.add('measured');
process.send!({ port: target.port, bridgeId: toHex(target.devices.bridgeId), deviceId: toHex(deviceId), deviceKey: toHex(deviceKey) });
process.on('message', (question: string) => {
  if (question === 'memory') process.send!({ memory: process.memoryUsage.rss() });
  if (question === 'code') void target.codes.create().then(({ code }) => process.send!({ code }));
});
process.on('disconnect', () => void target.stop().then(() => process.exit()));
