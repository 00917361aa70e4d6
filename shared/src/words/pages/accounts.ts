import type { BridgeProblem } from '../../bridge/bridge-problem.ts';
import { storageWords } from '../storage.ts';
import type { ConnectionSecurity, Leg } from '../../account/connection.ts';

/** Words that popup, Dashboard and badge share: accounts and their states. */
export const accountWords = {
  signedInAs: (username: string, provider: string) => `Signed in as ${username} at ${provider}`,
  signInAgain: 'Sign in again',
  signInWith: (provider: string) => `Sign in with ${provider}`,
  legs: { smtp: 'SMTP', imap: 'IMAP' } satisfies Record<Leg, string>,
  security: { 'implicit-tls': 'TLS', starttls: 'STARTTLS', cleartext: 'unencrypted' } satisfies Record<ConnectionSecurity, string>,
  states: { 'not-tested': 'Not tested', checking: 'Checking', verified: 'Verified', failed: 'Failed' },
  list: 'Accounts',
  dashboard: 'Dashboard',
  mailPage: 'Mail this page',
  add: 'Add account',
  formTitles: { add: 'Add account', edit: 'Edit account' },
  yes: 'TRUE',
  no: 'FALSE',
  verify: 'Test again',
  cancel: 'Cancel test',
  edit: 'Edit',
  remove: 'Remove',
  removeQuestion: (label: string) =>
    `Remove ${label}? Its passwords and its mail on this computer are forgotten. Nothing changes at the provider.`,
  removeConfirm: 'Remove account',
  keep: 'Keep',
  empty: 'No accounts yet',
  emptyHint: 'Add a mailbox, and see within seconds whether it can send and receive.',
  loading: 'Asking the bridge…',
  stale: 'Everything below is as it was last seen.',
  lastKnown: (state: string) => `Last known: ${state}`,
  existingChanged: 'This account was already here. It now has the settings you entered.',
  existingKept: 'This account was already here, and it works. It was left as it is; press Edit to change it.',
  noSignIn: 'Used without a sign-in',
  unencryptedAllowed: 'Unencrypted allowed',
  unencryptedWarning: 'The password may travel unencrypted: anybody on the way can read it.',
  unencryptedMailWarning: 'Mail may travel unencrypted to this server: anybody on the way can read it.',
  expiresSoon: (days: number) =>
    days < 1 ? 'The certificate expires today.' : `The certificate expires in ${days} ${days === 1 ? 'day' : 'days'}.`,
  lockingNear: 'Several sign-ins were refused. Providers lock accounts after too many: make sure of the password before the next test.',
  worksBut: 'Works, but',
  waiting: 'Still waiting.',
  took: (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`),
  steps: (leg: string) => `Steps of the ${leg} test`,
  stepStates: { running: 'under way', done: 'done', failed: 'failed' },
};

/** Words of a verdict around the failure's own. */
export const verdictWords = {
  fix: 'Fix',
  copyDiagnosis: 'Copy diagnosis',
  proposalExpired: 'This proposal is no longer valid. Test again for a new one.',
  passwordRequired: 'The password is needed again. Enter it under Edit.',
  notFound: 'This account is no longer there.',
  notShown: 'The server shows another certificate by now. Test again to see it.',
  hostNameRequired: 'The host name has to be typed to trust a certificate for other names.',
};

/** Titles, meanings and next steps of every way in which the bridge cannot be used. */
export const bridgeWords: {
  problems: Record<BridgeProblem, { title: string; meaning: string; step: string; command?: string }>;
  retry: string;
  grant: string;
  pair: string;
  copy: string;
  copied: string;
} = {
  problems: {
    'no-permission': {
      title: 'Permission is missing',
      meaning: 'The browser does not let Kurrier talk to its bridge on this computer (127.0.0.1).',
      step: 'Grant it. Kurrier asks for no web page.',
    },
    'not-running': {
      title: 'The bridge is not running',
      meaning: 'The bridge is the Kurrier program on this computer, and it does not answer. This says nothing about your mail servers.',
      step: 'The installed program starts when you log in, and when you connect. If you run Kurrier from its source, enter this in its folder:',
      command: 'npm start',
    },
    'other-program': {
      title: 'Another program answers',
      meaning: 'Something else listens where the bridge should be. Nothing was sent to it; the pairing is kept.',
      step: 'Start the bridge; it takes another port where its own is in use:',
      command: 'npm start',
    },
    'not-paired': {
      title: 'Not paired yet',
      meaning: 'The bridge runs, but it does not know this browser.',
      step: 'Make a pairing code and enter it here:',
      command: 'npm run -s kurrier -- pair',
    },
    locked: {
      title: 'The bridge is locked',
      meaning: 'It runs, but cannot open its stored passwords. Nothing was changed or lost by that.',
      step: 'Until it is opened, nothing can be tested, fetched or sent.',
    },
    'bridge-too-old': {
      title: 'The bridge is too old',
      meaning: 'The bridge is of an older version than this extension.',
      step: 'Update the bridge and start it again.',
    },
    'extension-too-old': {
      title: 'The extension is too old',
      meaning: 'The bridge is of a newer version than this extension.',
      step: 'Update the extension, or restart the browser.',
    },
    'not-trustworthy': {
      title: 'The connection is not trustworthy',
      meaning: 'What answered did not prove to be your bridge. It was thrown away; the pairing is kept.',
      step: 'Try again. If it stays so, look for a proxy on 127.0.0.1; a bridge that has forgotten this browser has to be paired anew.',
    },
    ...storageWords,
    'bridge-error': {
      title: 'The bridge made a mistake',
      meaning: 'It answered with an error of its own. This says nothing about your mail servers.',
      step: 'Try again. If it stays so, please report it with the diagnosis.',
    },
  },
  retry: 'Try again',
  grant: 'Grant permission',
  pair: 'Pair this browser',
  copy: 'Copy',
  copied: 'Copied',
};

/** The badge's title in words; its text is at most four characters. */
export const badgeWords = {
  verified: (count: number) => (count === 1 ? 'Kurrier: the account is verified' : `Kurrier: all ${count} accounts are verified`),
  failed: (failed: number, total: number) => `Kurrier: ${failed} of ${total} ${total === 1 ? 'account' : 'accounts'} failed`,
  checking: (count: number) => `Kurrier: checking ${count} ${count === 1 ? 'account' : 'accounts'}`,
  notTested: (count: number) => `Kurrier: ${count} ${count === 1 ? 'account is' : 'accounts are'} not tested`,
  empty: 'Kurrier: no accounts yet',
  problem: (title: string) => `Kurrier: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
};
