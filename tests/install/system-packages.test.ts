import { expect, test } from 'vitest';
import { benchmarkPeers, installSystemPackages } from '../setup/system-packages.ts';

/** A computer on which some files are missing, and each package of `installable` brings its own. */
const computer = ({
  missing,
  installable,
  hasApt = true,
}: {
  missing: string[];
  installable: Record<string, string>;
  hasApt?: boolean;
}) => {
  const absent = new Set(hasApt ? missing : [...missing, '/usr/bin/apt-get']);
  const commands: string[] = [];
  const printed: string[] = [];
  return {
    commands,
    printed,
    has: (file: string) => !absent.has(file),
    run: (command: string[]) => {
      commands.push(command.join(' '));
      if (command.includes('install')) for (const name of command) absent.delete(installable[name] ?? '');
      return true;
    },
    print: (line: string) => void printed.push(line),
  };
};

const mbsync = '/usr/bin/mbsync';

test('a benchmark gets what it compares with, and nothing that is there already', () => {
  const system = computer({ missing: [mbsync], installable: { isync: mbsync } });
  expect(installSystemPackages(benchmarkPeers['sync'], system)).toBe(true);
  expect(system.commands).toEqual(['apt-get update -qq', 'apt-get install -y -qq --no-install-recommends isync']);
});

test.each([
  ['there is no apt-get', { hasApt: false, installable: {} }],
  ['it cannot be installed', { installable: {} }],
  ['something else came with the package', { installable: { isync: '/usr/bin/isync' } }],
])('where %s, the file and the package are named, and nothing is started', (_, how) => {
  const system = computer({ missing: [mbsync], ...how });
  expect(installSystemPackages(benchmarkPeers['sync'], system)).toBe(false);
  expect(system.printed.at(-1)).toBe(`  ${mbsync}  (Debian and Ubuntu: apt-get install isync)`);
});

test('who has everything waits for nothing, and a test needs no peer of a benchmark', () => {
  for (const [missing, more] of [
    [[], benchmarkPeers['sync']],
    [[mbsync], undefined],
    [[mbsync], benchmarkPeers['send']],
  ] as const) {
    const system = computer({ missing: [...missing], installable: {} });
    expect(installSystemPackages(more, system)).toBe(true);
    expect([system.commands, system.printed]).toEqual([[], []]);
  }
});
