import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, most of it waiting, the longest first: whichever is begun last would be waited for alone. */
export const slowest = [
  'e2e/morning/morning',
  'sync/equality',
  'e2e/drafts',
  'contract/hand-over',
  'e2e/walk',
  'sync/interruptions',
  'sync/live',
  'e2e/cut-network',
  'e2e/two-windows',
  'sync/damaged-lines',
  'e2e/html-mail/html-mail',
  'attack/hostile-server',
  'e2e/extras',
  'sync/deadly-message',
  'shared-store/take-over',
  'e2e/order',
  'attack/start-up',
  'send/damage/honesty',
  'shared-store/outbox',
  'attack/two-bridges',
];

const placeOf = ({ moduleId }: TestSpecification): number => slowest.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));

/**
 * The order of the files of one group: the slowest first; then those of all projects in equal measure, so that what waits for servers and what
 * keeps the processor busy run side by side; in the end those that share their worker, which take next to nothing each.
 */
export const spread = (files: readonly TestSpecification[]): TestSpecification[] => {
  const slow = files.filter((file) => placeOf(file) >= 0).sort((a, b) => placeOf(a) - placeOf(b));
  const others = files.filter((file) => placeOf(file) < 0);
  const placed = [...Map.groupBy(others, ({ project }) => project.name).values()].flatMap((own) =>
    own.map((file, at) => ({ file, place: file.project.config.isolate ? at / own.length : 1 })),
  );
  return [...slow, ...placed.sort((a, b) => a.place - b.place).map(({ file }) => file)];
};

/** Files group after group, each in the order of `spread`. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const groups = Map.groupBy(await super.sort(files), ({ project }) => project.config.sequence.groupOrder);
    return [...groups].sort(([a], [b]) => a - b).flatMap(([, group]) => spread(group));
  }
}
