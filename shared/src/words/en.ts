import type { Words } from './words.ts';
import { failuresEn, variantsEn } from './en-failures.ts';

/** English: the language that is always there. */
export const en: Words = {
  headlines: {
    login: 'Invalid login or password',
    refused: 'Connection refused',
    'imap-timeout': 'IMAP timeout',
    hostname: 'Hostname mismatch',
  },
  turns: {
    user: 'Your turn',
    admin: 'Your administrator’s turn',
    provider: 'The provider’s turn',
    wait: 'Nobody’s turn: wait',
    us: 'Please report this',
  },
  rungs: {
    name: 'Name lookup',
    connect: 'Connection',
    tls: 'TLS',
    greeting: 'Greeting',
    capabilities: 'Capabilities',
    'sign-in': 'Sign-in',
    use: 'Inbox / sender',
  },
  failures: failuresEn,
  variants: variantsEn,
};
