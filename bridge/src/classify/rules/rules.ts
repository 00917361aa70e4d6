import { mailboxRules } from './mailbox.ts';
import { providerRules } from './providers.ts';
import type { ReplyRule } from './rule.ts';
import { sendingRules } from './sending.ts';
import { sessionRules } from './session.ts';
import { signInRules } from './sign-in.ts';

/** The whole table, in the order in which it is read. */
export const rules: readonly ReplyRule[] = [...providerRules, ...sessionRules, ...signInRules, ...mailboxRules, ...sendingRules];
