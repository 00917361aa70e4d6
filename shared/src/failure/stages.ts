/**
 * Where in a session something failed. Finer than a rung, because the same reply means different things in different places:
 * `authorization` is the provider's side of a sign-in with tokens; `sender`, `recipient` and `content` are MAIL FROM, RCPT TO and DATA;
 * `mailbox` is SELECT, EXAMINE or LIST.
 */
export const stages = [
  'settings',
  'authorization',
  'name',
  'connect',
  'tls',
  'greeting',
  'capabilities',
  'sign-in',
  'sender',
  'recipient',
  'content',
  'mailbox',
  'unknown',
] as const;
export type Stage = (typeof stages)[number];
