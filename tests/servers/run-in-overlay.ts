import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runServer, type RunningServer } from './run-server.ts';

/**
 * Mounts the system's root with unpacked packages and a test's files over it, in a mount namespace that ends with the server, and runs
 * there.
 */
const script = `set -e
world="$1/world"; shared="$1/shared"; packages="$2"; shift 2
mkdir -p "$world"; [ -d "$shared" ] || mkdir -m 1777 "$shared"; mount -t tmpfs tmpfs "$world"; cd "$world"
mkdir upper work root lower
cp -a "$packages/." lower/; cp -a "$world/../files/." lower/
mount -t overlay overlay -o "lowerdir=$world/lower:/,upperdir=$world/upper,workdir=$world/work" root
mount --rbind /dev root/dev; mount -t proc proc root/proc; mount -t tmpfs tmpfs root/run; mkdir root/run/test; mount --bind "$shared" root/run/test
exec chroot root /bin/sh -c "$1"`;

/** Whatever goes wrong from here on, a missing privilege included, is read from the log. */
const launcher = 'exec 2>"$1/overlay.log"; exec unshare --mount --pid --fork --kill-child /bin/sh -c "$0" overlay "$@"';

/**
 * Runs a shell command as root where the packages look installed and the files (absolute path → content) look as given; users are added to
 * those of the system. Nothing outside of the server's folder changes; what is `/run/test` to the server is its `shared` to the test, and
 * stays over a second run.
 */
export const runInOverlay = (
  command: string,
  {
    dir,
    packages,
    files,
    users,
    ...rest
  }: {
    dir: string;
    packages: string;
    files: Record<string, string>;
    users: readonly string[];
    host: string;
    port: number;
  },
): Promise<RunningServer> => {
  if (process.getuid?.() !== 0) throw new Error('this server starts only as root: run the tests with sudo');
  const all = {
    ...files,
    '/etc/passwd':
      readFileSync('/etc/passwd', 'utf8') +
      users.map((user, i) => `${user}:x:${64000 + i}:${64000 + i}::/nonexistent:/bin/false\n`).join(''),
    '/etc/group': readFileSync('/etc/group', 'utf8') + users.map((user, i) => `${user}:x:${64000 + i}:\n`).join(''),
  };
  for (const [name, content] of Object.entries(all)) {
    const file = path.join(dir, 'files', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return runServer(['/bin/sh', '-c', launcher, script, dir, packages, command], { dir, logFile: path.join(dir, 'overlay.log'), ...rest });
};
