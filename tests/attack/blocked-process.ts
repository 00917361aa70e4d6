import { startWatchdog } from '../../bridge/src/main/watchdog.ts';
import { nameOfServerWork, noteWork } from '../../bridge/src/net/current-work.ts';

/*
 * Has a watchdog with short limits, the last of them given, for a folder, and what it is told: blocks the loop for so many milliseconds of
 * processor time, or for good.
 */
const [folder, mode, ms, endMs] = process.argv.slice(2) as [string, 'block' | 'idle', string, string];
startWatchdog(folder, { blockedMs: 300, endMs: Number(endMs) });
process.stdin.resume().on('end', () => process.exit());
const block = (forMs: number) => {
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > forMs) return;
  }
};
setTimeout(() => {
  noteWork(nameOfServerWork({ host: 'imap.mail.test', port: 993, username: 'ann@mail.test' }));
  if (mode === 'block') block(Number(ms));
  console.log('free');
}, 700);
