import type { Words } from './verdict-words.ts';
import { signInHintsEn } from './failures-oauth-en.ts';
import { failuresEn, variantsEn } from './failures-en.ts';

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
  whoseTurn: {
    network: 'Your computer or network',
    provider: 'The provider',
    account: 'Your account and its settings',
    certificate: 'The server’s certificate',
    software: 'This software',
  },
  turnReasons: {
    'nothing-outside-answers': 'Nothing outside of your network answers either: {targets}.',
    'only-this-port-is-blocked': 'The server answers on another port: {targets}. Something on the way blocks this one.',
    'another-port-answers': 'The server answers on another port: {targets}.',
    'no-port-of-the-host-answers': 'No port of the server answers, though the network works. Looked at: {targets}.',
    'clock-is-wrong': 'The certificate is not valid yet: the clock of this computer is probably wrong.',
    'tls-is-intercepted': 'A virus scanner or firewall on the way reads the connection and shows a certificate of its own.',
    kind: '',
  },
  away: {
    title: 'Not reachable now',
    meaning: (host, verifiedAt, failingSince) =>
      `${host} worked until ${verifiedAt}. Since ${failingSince} it cannot be reached. Nothing is wrong with what you entered.`,
    triedAgain: (at) => `Nothing has to be done: it is tried again by itself at ${at}.`,
    testAgain: 'Test again when the server should be back.',
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
  guess: {
    title: 'Probably: {title}',
    meaning: 'The server’s own words leave it open. This probably means: {meaning}',
    either: 'It may as well mean: {second}.',
    fix: 'Read the server’s words, change nothing yet, and test again later. If it stays, show these words to {provider}.',
    withoutReply: {
      meaning: 'It is only known that the sign-in failed, and not what the server said. This probably means: {meaning}',
      fix: 'Change nothing yet, and test again later. If it stays, ask {provider} why the sign-in fails.',
    },
  },
  failures: failuresEn,
  variants: variantsEn,
  signInHints: signInHintsEn,
};
