import { takeLock } from '../../bridge/src/files/lock-file.ts';

/* Tries to take the lock of the file that it is given, says `held` or `refused`, and lives until its standard input ends. */
const taken = await takeLock(process.argv[2]!, async () => false);
console.log(taken.ok ? 'held' : 'refused');
process.stdin.on('end', () => process.exit()).resume();
