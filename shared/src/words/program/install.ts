const startedByWords = {
  systemd: 'the user manager of systemd',
  autostart: 'the desktop session (autostart)',
  launchd: 'launchd',
  'task-scheduler': 'the Task Scheduler',
};
type StartedBy = keyof typeof startedByWords;

/** What the commands say that install, update and remove the program. */
export const installWords = {
  installed: (version: string, startedBy: StartedBy) =>
    `Kurrier ${version} is installed. ${capital(startedByWords[startedBy])} starts it with every session; it runs now.`,
  updated: (from: string, to: string) => `Kurrier ${to} runs in the place of ${from}. Accounts and mail are as they were.`,
  next: 'Open the Kurrier extension in your browser, and press “Connect to Kurrier on this computer”.',
  notARelease:
    'This is the source, and not a release. “npm run release” writes what can be installed; its archive has an installer for a double click.',
  noSuchRelease: (folder: string) => `There is no release in ${folder}: a folder with the file kurrier.mjs is needed.`,
  byHand:
    'A bridge is running here that no installation started. End it (Ctrl+C where it was started), then install again. Its accounts and mail stay.',
  doesNotStop: 'The bridge that runs does not end. Restart the computer, then try again. Nothing was changed.',
  manifestUnreadable: (file: string) =>
    `${file}, the list of what was installed, cannot be read, or a newer version wrote it. Use that version. Nothing was changed.`,
  doesNotStart: 'The bridge did not start, and everything that was installed is gone again. Accounts and mail were not touched.',
  wentBack: (version: string) => `The new version did not start. Kurrier ${version} runs again, with everything as it was.`,
  wentBackSilent: (version: string) =>
    `The new version did not start. Kurrier ${version} is in its place again, but does not answer yet; “kurrier doctor” says more. Accounts and mail were not touched.`,
  reason: (detail: string) => `The system said: ${detail}`,
  managed: 'Kurrier came with a package of the system, which is installed, updated and removed by the system’s own means.',
  notInstalled: 'Kurrier is not installed here.',
  removed: 'Kurrier is removed. Accounts and mail are kept; “kurrier uninstall --mail” would have removed them, too.',
  removedWithMail: 'Kurrier is removed, with its accounts, passwords and mail. Mail on your servers is as it was.',
  left: (file: string) => `Left as it is, because somebody changed it after the installation: ${file}`,
  log: (file: string) => `There is no log yet in ${file}.`,
};

/** What `kurrier status` says, a line each. */
export const statusWords = {
  installed: (version: string, folder: string) => `Installed: Kurrier ${version} in ${folder}`,
  startedBy: (startedBy: StartedBy) => `Started by: ${startedByWords[startedBy]}`,
  notInstalled: 'Installed: no; a bridge runs only while somebody keeps it running',
  running: (port: number, pid: number) => `Running: yes, on 127.0.0.1:${port} (process ${pid})`,
  silent: (pid: number) => `Running: process ${pid} has the data, and does not answer`,
  stopped: 'Running: no',
  browsers: (count: number) => `Browsers: ${count === 0 ? 'none is paired' : `${count} paired`}`,
  accounts: (count: number) => `Accounts: ${count}`,
  locked: 'Locked: yes; “kurrier unlock” opens it, or says what is missing',
  data: (folder: string) => `Data: ${folder}`,
};

/** What `kurrier doctor` without a domain says: each check when it is good, and what to do when it is not. */
export const programDoctorWords = {
  program: { good: 'The installed program is complete.', bad: 'Files of the installed program are missing. Install Kurrier again.' },
  files: {
    good: 'What starts it and what browsers read is as it was installed.',
    bad: 'Something that was installed is gone or was changed. Install Kurrier again.',
  },
  data: { good: 'The data is there, and nobody else can read it.', bad: 'The data cannot be used as it lies.' },
  running: {
    good: 'The bridge runs and answers.',
    bad: 'No bridge answers. Log out and in again, or install Kurrier again; “kurrier logs” says why it ended.',
  },
  sharedStore: {
    good: 'The store that several bridges share answers, and can be sent from.',
    bad: 'Something is wrong with the store that several bridges share.',
  },
  keyring: {
    good: 'Passwords are kept by the system’s keyring.',
    bad: 'There is no keyring here that works; the key of the passwords is a file that only you can read.',
  },
  clock: { good: 'The clock is plausible.', bad: 'The clock is wrong: certificates of servers would be refused. Set date and time.' },
  ports: {
    good: 'A port is free for the bridge, or the bridge has one.',
    bad: 'Every port that a bridge may use is taken. End one of the programs there.',
  },
  browsers: {
    good: 'Browsers here can find the program.',
    bad: 'No browser here was told of the program. Install Kurrier again, or pair with a code.',
  },
} as const;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
