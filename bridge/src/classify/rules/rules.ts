import type { ReplyRule } from './rule.ts';
import { signInRules } from './sign-in.ts';

/** The whole table, in the order in which it is read. */
export const rules: readonly ReplyRule[] = [...signInRules];
