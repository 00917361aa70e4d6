import { releasePackages, type ReleasePackageName } from '@kurrier/shared/bridge/release-packages';
import { expect, test } from 'vitest';
import { isAnyPublished, offerPackages, type Computer, type Published } from './offer-packages.ts';

const nothing: Published = { folder: null, checksums: {} };
const sha256 = 'a1'.repeat(32);
const names = Object.keys(releasePackages) as ReleasePackageName[];
const everything: Published = {
  folder: 'https://downloads.kurrier.test/0.1.0',
  checksums: Object.fromEntries(names.map((name) => [name, sha256])),
};
const offer = (computer: Computer, published = nothing) => offerPackages(computer, '0.1.0', published);

test.each<[Computer, string[], first: string]>([
  [{ system: 'linux', processor: 'x64' }, ['deb', 'linux', 'mac', 'windows'], 'kurrier_0.1.0_amd64.deb'],
  [{ system: 'linux', processor: 'arm64' }, ['deb', 'linux', 'mac', 'windows'], 'kurrier_0.1.0_arm64.deb'],
  [{ system: 'linux', processor: null }, ['deb', 'linux', 'mac', 'windows'], 'kurrier_0.1.0_amd64.deb'],
  [{ system: 'mac', processor: 'arm64' }, ['mac', 'deb', 'linux', 'windows'], 'kurrier-0.1.0-macos-arm64.zip'],
  [{ system: 'mac', processor: 'x64' }, ['mac', 'deb', 'linux', 'windows'], 'kurrier-0.1.0-macos-x64.zip'],
  [{ system: 'mac', processor: null }, ['mac', 'deb', 'linux', 'windows'], 'kurrier-0.1.0-macos-arm64.zip'],
  // No package is made for it, and Windows runs the other kind of programs there.
  [{ system: 'windows', processor: 'arm64' }, ['windows', 'deb', 'linux', 'mac'], 'kurrier-0.1.0-windows-x64.zip'],
  [{ system: 'other', processor: 'x64' }, ['deb', 'linux', 'mac', 'windows'], 'kurrier_0.1.0_amd64.deb'],
])('%j', (computer, kinds, first) => {
  const offers = offer(computer);
  expect(offers.map(({ kind }) => kind)).toEqual(kinds);
  expect(offers[0]!.file.fileName).toBe(first);
});

test('each package is offered once, whatever computer it is', () => {
  for (const system of ['linux', 'mac', 'windows', 'other'] as const)
    for (const processor of ['x64', 'arm64', null] as const) {
      const offered = offer({ system, processor }).flatMap(({ file, others }) => [file.name, ...others.map(({ name }) => name)]);
      expect(offered.toSorted()).toEqual(names.toSorted());
    }
});

test('nothing leads anywhere until it is published; then to its file, with its hash', () => {
  const computer = { system: 'linux', processor: 'x64' } as const;
  expect(
    offer(computer)
      .flatMap(({ file, others }) => [file, ...others])
      .filter(({ download }) => download !== null),
  ).toEqual([]);
  for (const folder of ['https://downloads.kurrier.test/0.1.0', 'https://downloads.kurrier.test/0.1.0/'])
    for (const { file } of offer(computer, { ...everything, folder }))
      expect(file.download).toEqual({ url: `https://downloads.kurrier.test/0.1.0/${file.fileName}`, sha256 });
});

test.each<[string, Published]>([
  ['over an open line', { ...everything, folder: 'http://downloads.kurrier.test/' }],
  ['from no address', { ...everything, folder: 'downloads' }],
  ['by a script', { ...everything, folder: 'javascript:alert(1)//' }],
  ['without a hash', { ...everything, checksums: {} }],
  ['with half of a hash', { ...everything, checksums: Object.fromEntries(names.map((name) => [name, sha256.slice(32)])) }],
])('no file is offered %s', (_, published) => {
  expect(offer({ system: 'mac', processor: null }, published).map(({ file }) => file.download)).toEqual([null, null, null, null]);
});

test('something can be downloaded as soon as one file is published, and until then nothing', () => {
  const computer = { system: 'mac', processor: null } as const;
  const without = (left: readonly ReleasePackageName[]): Published => ({
    ...everything,
    checksums: Object.fromEntries(names.filter((name) => !left.includes(name)).map((name) => [name, sha256])),
  });
  for (const name of names) {
    expect(isAnyPublished(offer(computer, without([name])))).toBe(true);
    expect(isAnyPublished(offer(computer, without(names.filter((other) => other !== name))))).toBe(true);
  }
  expect([everything, nothing, without(names), { ...everything, folder: null }].map((one) => isAnyPublished(offer(computer, one)))).toEqual(
    [true, false, false, false],
  );
});
