import { accessRules } from './access.ts';
import { addressRules } from './addresses.ts';
import { clientAddressRules } from './client-address.ts';
import { certificateRules } from './certificates.ts';
import { farewellRules, closingWordRules } from './closing-words.ts';
import { mailSystemRules } from './mail-system.ts';
import { mailboxRules } from './mailbox.ts';
import { opaqueCodeRules } from './opaque-codes.ts';
import { orderRules } from './order.ts';
import { ownAccountRules } from './own-account.ts';
import { productRules } from './product-wordings.ts';
import { providerCodeRules } from './provider-codes.ts';
import { providerRules } from './providers.ts';
import { refusedSignInRules, wrongPasswordWithHintRules } from './refused-sign-in.ts';
import type { ReplyRule } from './rule.ts';
import { sendingRules } from './sending.ts';
import { sessionRules } from './session.ts';
import { messageLimitRules } from './message-limits.ts';
import { signInRules } from './sign-in.ts';

/** The whole table, in the order in which it is read: what a reply is said of comes before what is said of many things. */
export const rules: readonly ReplyRule[] = [
  ...providerRules,
  ...providerCodeRules,
  ...productRules,
  ...opaqueCodeRules,
  ...closingWordRules,
  ...certificateRules,
  ...mailSystemRules,
  ...clientAddressRules,
  ...messageLimitRules,
  ...orderRules,
  ...ownAccountRules,
  ...addressRules,
  ...farewellRules,
  ...sessionRules,
  ...wrongPasswordWithHintRules,
  ...signInRules,
  ...accessRules,
  ...refusedSignInRules,
  ...mailboxRules,
  ...sendingRules,
];
