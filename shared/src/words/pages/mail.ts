import type { Mailbox, SpecialUse, SyncProgress } from '../../mail/mail.ts';

const number = new Intl.NumberFormat('en');
const spell = (count: number, one: string, many: string): string => `${number.format(count)} ${count === 1 ? one : many}`;

/** A duration as people say it; never more exact than it is known. */
const about = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  if (seconds < 5) return 'a few seconds';
  if (seconds < 90) return `about ${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} minutes` : `about ${Math.round(minutes / 60)} hours`;
};

/** What a mailbox is called where its role is known; others keep the name that the server gave them. */
const roles: Record<SpecialUse, string> = {
  inbox: 'Inbox',
  drafts: 'Drafts',
  sent: 'Sent',
  archive: 'Archive',
  junk: 'Spam',
  trash: 'Trash',
  all: 'All mail',
  flagged: 'Starred',
  important: 'Important',
};

/** Words of the mail pages: folders, lists, and where the sync stands. */
export const mailWords = {
  inbox: 'Inbox',
  allInboxes: 'All inboxes',
  folders: 'Folders',
  roles,
  number: (count: number) => number.format(count),
  unread: (count: number) => `${number.format(count)} unread`,
  counts: ({ messages, unseen }: Pick<Mailbox, 'messages' | 'unseen'>) =>
    `${spell(messages, 'message', 'messages')}${unseen > 0 ? `, ${number.format(unseen)} unread` : ''}`,
  notFetched: 'not fetched',
  compose: 'New message',
  loading: 'Reading the messages…',
  loadingFolders: 'Reading the folders…',
  noReceiving: 'No account receives mail yet',
  noReceivingHint: 'Add a mailbox that receives, and its mail appears here.',
  emptyFolder: 'No messages',
  emptyFolderHint: 'New mail appears here within seconds.',
  stale: 'Everything below is as it was last seen.',
  gone: 'This folder is no longer there.',
  row: {
    unread: 'Unread',
    attachment: 'Attachment',
    answered: 'Answered',
    flagged: 'Starred',
    noSubject: '(no subject)',
    noSender: '(no sender)',
    unknownSender: '(unknown sender)',
    unreadable: 'Could not be read from the server',
    to: (who: string) => `To ${who}`,
    leaving: 'Moving…',
    loading: 'Loading…',
  },
  /** Of one account or all, after its name or their number in the same line. */
  sync: {
    off: 'not verified: nothing is fetched until the test of receiving (IMAP) passes.',
    paused: 'paused',
    connecting: 'connecting…',
    syncing: 'fetching…',
    progress: ({ done, total, remainingMs }: SyncProgress) =>
      `${number.format(done)} of ${number.format(total)}${remainingMs === null ? '' : `, ${about(remainingMs)} left`}`,
    live: 'up to date',
    allLive: (count: number) => `${spell(count, 'account', 'accounts')} up to date`,
    waiting: (time: string) => `tries again at ${time}`,
    stopped: 'stopped',
    lastSync: (time: string) => `in step with the server at ${time}`,
    neverSynced: 'not yet in step with the server',
    pause: 'Pause',
    resume: 'Resume',
    now: 'Sync now',
    toProviders: 'Open Providers',
    failedFolders: (count: number) => `${spell(count, 'folder', 'folders')} could not be fetched`,
    disk: (size: string) => `${size} on this computer`,
  },
  choice: {
    texts: {
      days: 'Texts kept on this computer, to search and to read offline',
      ofDays: (count: number) => (count === 0 ? 'Only those that were read' : `Those of the last ${number.format(count)} days`),
      room: 'Room for texts',
      megabytes: (count: number) => `${number.format(count)} MB`,
    },
    title: 'What is fetched',
    since: 'How far back',
    ranges: { all: 'Everything', days30: '30 days', days90: '90 days', year: 'One year' },
    folders: 'Folders that are fetched',
    hint: 'What is left out is removed from this computer, not from the server.',
    save: 'Save',
    cancel: 'Cancel',
  },
};

/** Words of an opened message, and of what is done to it. */
export const readerWords = {
  from: 'From',
  to: 'To',
  cc: 'Cc',
  received: 'Received',
  dated: 'Dated',
  opening: 'Opening…',
  notAtHand: 'What this message says is not kept on this computer, and could not be fetched:',
  close: 'Close',
  reply: 'Reply',
  forward: 'Forward',
  forwardAttached: 'Forward as a file',
  fetching: 'Fetching what goes on with it…',
  replyAll: 'Reply all',
  markUnread: 'Mark as unread',
  markRead: 'Mark as read',
  trash: 'Delete',
  source: 'Show source',
  hideSource: 'Hide source',
  moreSource: 'Show more of the source',
  sourceLoading: 'Fetching the source…',
  sourceTitle: 'Source of the message',
  fromHtml: 'This message is written in HTML. It is shown here as plain text.',
  notices: {
    repaired: 'This message is put together wrongly. This is what could be made out of it; its source has the whole.',
    raw: 'This message has no text for people in it. This is what it holds, as it is.',
    signed: 'This message is signed. Kurrier does not check signatures: it may be from somebody else.',
    encrypted: 'This message is encrypted, and Kurrier cannot decrypt it. Save it below for a program that can.',
    'more-texts': 'This message has more texts than are shown here. The others stand below, to be saved, or in its source.',
    'too-complex': 'This message would take too much time or memory to lay out. This is the start of its text, without any layout.',
  },
  html: {
    title: (sender: string) => `Message from ${sender}`,
    attachedTitle: (sender: string, subject: string) => `Attached message from ${sender}: ${subject}`,
    asText: 'Show as text',
    asHtml: 'Show as it was written',
    keepText: 'Always show text',
    keepHtml: 'Always show as written',
    dark: 'Dark sheet',
    print: 'Print',
    loading: 'Laying out the message…',
    tooComplex: 'This message is too large or too complex to be laid out. This is its text.',
    failed: 'The message as it was written could not be fetched. This is its text.',
    quoted: '••• Quoted text',
    pictures: (count: number) =>
      `${count === 1 ? 'A picture is' : `${number.format(count)} pictures are`} not shown. To fetch ${count === 1 ? 'it' : 'them'} can tell the sender that you read this.`,
    showPictures: 'Show pictures',
    alwaysFrom: (who: string) => `Always from ${who}`,
    missing: (count: number) => `${spell(count, 'picture', 'pictures')} could not be fetched.`,
    leadsTo: 'Leads to',
    place: (place: string) => `→ ${place}`,
    askOpen: (place: string) => `This link leads to ${place}.`,
    askDisguised: (place: string) => `Careful: this link leads to ${place}, and says something else.`,
    open: 'Open',
    stay: 'Stay here',
  },
  leftOut: (count: number) =>
    `${spell(count, 'recipient is', 'recipients are')} not listed here, and would not get an answer to all. Its source names them.`,
  showAddresses: (count: number) => `Show ${count === 1 ? 'the long address' : `${count} long addresses`} in full`,
  hideAddresses: 'Shorten long addresses',
  cut: 'The message is longer than what is shown. The whole of it stands in its source.',
  empty: 'This message has no text.',
  attachments: 'Attachments',
  attachmentsOf: (subject: string) => (subject === '' ? 'Attachments of the attached message' : `Attachments of “${subject}”`),
  files: {
    save: (name: string, size: string) => `Save ${name}, ${size}`,
    inline: 'part of the text',
    nested: 'in the attached message',
    saving: (percent: number) => `${percent} %`,
    begun: 'Fetching…',
    saved: 'Saved to your downloads',
    open: 'Open',
    openFile: (name: string) => `Open ${name}`,
    opened: 'Opened in a tab',
    notOpenable: 'Inside it is something else than its name says. It is not opened, and can only be saved.',
    show: 'Show here',
    hide: 'Hide',
    messageLabels: {
      show: (name: string) => `Show here: ${name}`,
      hide: (name: string) => `Hide ${name}`,
      again: (name: string) => `Try again: ${name}`,
    },
    cancel: 'Cancel',
    again: 'Try again',
  },
  keys: 'Keys: j and k or the arrows move, Enter opens, Escape closes, Delete moves to Trash, u marks as read or unread, ? shows all keys.',
  refusals: {
    'not-found': 'This message is no longer there.',
    'too-large': 'This file is too large to be saved here. Its source has the whole of it.',
    'too-many': 'A thousand changes wait for this account’s server already. See that it can be reached again, then repeat this one.',
    'no-trash': 'This account has no Trash folder to move it to. Make a folder named Trash at your provider, then delete again.',
    'bad-name': 'A folder cannot be called that on this server.',
    taken: 'There is a folder of this name already.',
    'cannot-expunge': 'The server cannot delete single messages. Nothing was deleted.',
    mark: 'Marking did not work.',
    star: 'The star could not be set or removed.',
    move: 'Moving did not work. The message is still there.',
    'no-mailbox': 'That folder is no longer there.',
    forward: 'It was not forwarded: not all of it could be fetched.',
    continue: 'It cannot be gone on with here: not all of it could be fetched. The draft is as it was.',
    trash: 'Deleting did not work. The message is still there.',
    select: 'The messages could not be selected.',
  },
  leaving: (subject: string) => `“${subject}” goes to Trash.`,
  leavingMore: (count: number) => `${spell(count, 'more goes', 'more go')} elsewhere.`,
  undo: 'Undo',
  undoAll: 'Undo all',
  kept: 'Undone: it stays where it is.',
  leftMarked:
    'The message stays here, marked as deleted: the server could only have removed it together with others that another program has marked.',
  deleteQuestion: (count: number) =>
    count === 1
      ? 'Delete this message for good? It already lies in Trash.'
      : `Delete these ${number.format(count)} messages for good? They already lie in Trash.`,
  deleteConfirm: 'Delete for good',
  keep: 'Keep',
  dismiss: 'Dismiss',
  wrote: (who: string) => `${who} wrote:`,
};
