import { certificateScenarios } from './certificate-scenarios.ts';
import { imapScenarios } from './imap-scenarios.ts';
import { netScenarios } from './net-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { securityModeScenarios } from './security-mode-scenarios.ts';
import { smtpScenarios } from './smtp-scenarios.ts';

/** Everything in the zoo. */
export const scenarios: readonly Scenario[] = [
  ...netScenarios,
  ...certificateScenarios,
  ...securityModeScenarios,
  ...smtpScenarios,
  ...imapScenarios,
];
