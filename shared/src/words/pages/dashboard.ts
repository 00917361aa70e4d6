/** Words of the Dashboard alone: navigation, settings, devices, diagnosis. */
export const dashboardWords = {
  title: 'Dashboard',
  inbox: 'Inbox',
  outbox: 'Outbox',
  providers: 'Providers',
  doctor: 'Domain doctor',
  settings: 'Settings',
  welcome: 'First steps',
  addProvider: 'Add Provider',
  smtpImapHint: 'Any mailbox with a password (SMTP/IMAP): Gmail with an app password, a hosted domain, your own server.',
  /** Of each page, by its name in the address: its heading where it has nothing finer, and the title of the window. */
  pages: {
    mail: 'Inbox',
    compose: 'New message',
    outbox: 'Outbox',
    providers: 'Providers',
    'add-account': 'Add Provider',
    'edit-account': 'Edit account',
    doctor: 'Domain doctor',
    failures: 'What can go wrong',
    welcome: 'Welcome to Kurrier',
    settings: 'Settings',
  },
  windowTitle: (page: string) => `${page} – Kurrier`,
  summary: (accounts: number, verified: number) => (accounts === 0 ? '' : `${verified} of ${accounts} verified`),
};

export const deviceWords = {
  title: 'Devices',
  hint: 'Every browser and command line that may use this bridge. One that is not used for 90 days is forgotten.',
  loading: 'Reading the devices…',
  empty: 'No devices.',
  thisDevice: 'this browser',
  lastUsed: 'last used',
  inUse: 'in use now',
  paired: 'paired',
  name: 'Name of the device',
  rename: 'Rename',
  saveName: 'Save',
  cancel: 'Cancel',
  revoke: 'Revoke',
  revokeQuestion: (name: string) => `Revoke ${name}? It can no longer use the bridge until it is paired again.`,
  revokeThisQuestion: 'Revoke this browser? It has to be paired again.',
  revokeConfirm: 'Revoke device',
  keep: 'Keep',
};

export const diagnoseWords = {
  title: 'Diagnose',
  hint: 'Looks for the bridge step by step and shows where that fails. The report holds no passwords, addresses or keys.',
  run: 'Diagnose',
  running: 'Looking…',
  again: 'Diagnose again',
  copy: 'Copy report',
  copied: 'Copied',
  checks: {
    permission: 'Permission',
    ports: 'Ports',
    pairing: 'Pairing',
    call: 'Sealed call',
    version: 'Version',
    vault: 'Stored passwords',
  },
  conclusion: { well: 'All is well.' },
  states: { good: 'good', bad: 'needs attention', unknown: 'not reached' },
};

export const portWords = {
  title: 'Port of the bridge',
  hint: 'The bridge is looked for on its usual ports. If you started it with --port, enter that port here. Whatever answers there still has to prove that it is your bridge.',
  proposal: (port: number) =>
    `This page was opened with port ${port}. If you started the bridge with --port ${port}, let Kurrier look for it there, too. If you did not, something else opened this page.`,
  accept: (port: number) => `Look on port ${port}`,
  decline: 'Do not',
  port: 'One more port',
  none: 'none',
  save: 'Save',
  saved: 'Saved.',
  wrong: 'A whole number from 1 to 65535, or nothing.',
};
