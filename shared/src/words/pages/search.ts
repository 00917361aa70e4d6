const number = new Intl.NumberFormat('en');
const spell = (count: number, one: string, many: string): string => `${number.format(count)} ${count === 1 ? one : many}`;

/** Words of the search. */
export const searchWords = {
  label: 'Search mail',
  placeholder: 'Search mail',
  shortcut: 'Press / to search',
  clear: 'Clear the search',
  where: 'Where to search',
  scopes: { folder: 'This folder', account: 'This account', everywhere: 'Everywhere' },
  proposals: 'Proposals',
  operators: {
    from: 'sent by',
    to: 'sent to',
    subject: 'words of the subject',
    before: 'received before a day',
    after: 'received on a day or later',
    has: 'with an attachment',
    is: 'unread, read or starred',
    in: 'in a folder',
  },
  title: (query: string) => `Search: ${query}`,
  searching: 'Searching…',
  found: (count: number) => (count === 0 ? 'Nothing found' : spell(count, 'message', 'messages')),
  shownOf: (shown: number) => `The first ${number.format(shown)} are shown: add words to find fewer.`,
  nothing: 'Nothing found',
  nothingHint: 'Try fewer words, or the beginning of one. Words are found as they begin, in senders, recipients, subjects and texts.',
  nothingYet: 'Nothing found so far',
  nothingYetHint: 'The mail server is still being asked about messages whose text is not here.',
  askingServer: (label: string, folders: number) =>
    folders > 0 ? `Searching the server of ${label}: ${spell(folders, 'folder', 'folders')} left…` : `Searching the server of ${label}…`,
  serverFailed: (label: string, reason: string) =>
    `The server of ${label} could not be searched${reason === '' ? '' : `: ${reason}`}. What is on this computer was searched.`,
  notFetched: (label: string, count: number) =>
    `${spell(count, 'older message', 'older messages')} found on the server of ${label}, which ${count === 1 ? 'is' : 'are'} not fetched. Choose further back in its settings to see ${count === 1 ? 'it' : 'them'}.`,
  notIndexed: (count: number) =>
    `${spell(count, 'message is', 'messages are')} still being prepared for searching, and may be missing here.`,
  notUnderstood: (texts: readonly string[]) => `Not understood, and left out: ${texts.join(', ')}`,
  unknownFolders: (names: readonly string[]) => `No folder is called so: ${names.join(', ')}`,
} as const;
