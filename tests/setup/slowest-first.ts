import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, most of it waiting: whichever is begun last would be waited for alone. */
export const slowest = [
  'sync/equality',
  'sync/interruptions',
  'sync/live',
  'sync/damaged-lines',
  'sync/deadly-message',
  'attack/hostile-server',
  'attack/start-up',
  'attack/two-bridges',
  'contract/hand-over',
  'shared-store/take-over',
  'shared-store/outbox',
  'send/damage/honesty',
  'e2e/morning/morning',
  'e2e/cut-network',
  'e2e/walk',
  'e2e/drafts',
  'e2e/html-mail/html-mail',
  'e2e/two-windows',
  'e2e/order',
];

const isSlow = ({ moduleId }: TestSpecification): boolean => slowest.some((name) => moduleId.endsWith(`/tests/${name}.test.ts`));

/** The slowest files of each project first, the others as Vitest has them. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
