import { imapScenarios } from './imap-scenarios.ts';
import { lineScenarios } from './line-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { smtpScenarios } from './smtp-scenarios.ts';

/** Everything in the zoo. */
export const scenarios: readonly Scenario[] = [...lineScenarios, ...smtpScenarios, ...imapScenarios];
